"""What a request brings along: how much, of which kind, in which characters: known before it is read."""

import codecs
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.http import HttpRequest

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
    return reads_as_utf8((request.content_params or {}).get("charset"))


def reads_as_utf8(charset: str | None) -> bool:
    """Whether a request that names these characters can be read as UTF-8."""
    try:
        return charset is None or codecs.lookup(charset).name in ("utf-8", "ascii")
    except (LookupError, ValueError):
        return False
