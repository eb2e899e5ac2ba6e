"""What a request brings along: how much, of which kind, in which characters: known before it is read."""

import codecs
import io
from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import parse_header_parameters

from lms.core.access import View

JSON = "application/json"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
BROKEN = "broken"
UNKNOWN = "application/octet-stream"


class Fault(Enum):
    """Why a request is refused before anything of it is read."""

    UNREADABLE = auto()
    TOO_LARGE = auto()
    KIND = auto()


def takes_json(view: View) -> View:
    """Mark a view that scripts talk to: it is sent JSON, every other one forms."""
    view.takes_json = True  # type: ignore[attr-defined]
    return view


def fault_of(request: HttpRequest) -> Fault | None:
    """What is wrong with the body as its headers describe it; None if it may be read."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if not declared.isdecimal() or not declared.isascii():
        return Fault.UNREADABLE
    if len(declared) > 15 or int(declared) > settings.REQUEST_MAX_BYTES:
        return Fault.TOO_LARGE
    if not _is_utf8(request):
        return Fault.KIND
    if brings_body(request) and request.content_type not in (*FORMS, JSON):
        return Fault.KIND
    return None


def brings_body(request: HttpRequest) -> bool:
    """Whether something was sent along that a view would read."""
    return request.method not in ("GET", "HEAD") and request.META.get("CONTENT_LENGTH") not in (None, "", "0")


def is_for_other_view(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Whether a form was sent to a view of ours that takes JSON, or JSON to one that takes forms."""
    if not brings_body(request):
        return False
    if getattr(view, "takes_json", False):
        return request.content_type != JSON
    return hasattr(view, "access") and request.content_type == JSON


def _is_utf8(request: HttpRequest) -> bool:
    """Django would read the whole request, its address too, by whatever the header names."""
    return _reads_as_utf8((request.content_params or {}).get("charset"))


def _reads_as_utf8(charset: str | None) -> bool:
    try:
        return charset is None or codecs.lookup(charset).name in ("utf-8", "ascii")
    except (LookupError, ValueError):
        return False


class Entrance:
    """WSGI: makes of what a server hands over something that Django can begin with.

    A body in chunks, whose length nobody said and of which Django reads nothing, is taken in up to the
    limit; what exceeds it stays unread, and the length then says so. Characters in which no request can be
    read, on which Django fails before any handler of errors is there, become a kind that nobody takes.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if chunked and not environ.get("CONTENT_LENGTH"):
            _take_in(environ)
        _kind, params = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        if not _reads_as_utf8(params.get("charset")):
            environ["CONTENT_TYPE"] = UNKNOWN
        return self.application(environ, start_response)


def _take_in(environ: dict[str, Any]) -> None:
    try:
        data = environ["wsgi.input"].read(settings.REQUEST_MAX_BYTES + 1)
        environ["CONTENT_LENGTH"] = str(len(data))
    except OSError:  # a chunk that is none, or a line that broke
        data, environ["CONTENT_LENGTH"] = b"", BROKEN
    environ["wsgi.input"] = io.BytesIO(data)
