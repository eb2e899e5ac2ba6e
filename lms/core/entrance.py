"""Before Django: what a server hands over becomes something that Django can begin with."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.utils.http import parse_header_parameters

from lms.core.bodies import BROKEN, UNKNOWN, reads_as_utf8


class Entrance:
    """WSGI. A body in chunks, whose length nobody said and of which Django reads nothing, is taken in up
    to the limit; what exceeds it stays unread, and the length then says so. Characters in which no
    request can be read, on which Django fails before any handler of errors is there, become a kind
    that nobody takes.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chunked = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if chunked and not environ.get("CONTENT_LENGTH"):
            _take_in(environ)
        _kind, params = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        if not reads_as_utf8(params.get("charset")):
            environ["CONTENT_TYPE"] = UNKNOWN
        return self.application(environ, start_response)


def _take_in(environ: dict[str, Any]) -> None:
    try:
        data = environ["wsgi.input"].read(settings.REQUEST_MAX_BYTES + 1)
        environ["CONTENT_LENGTH"] = str(len(data))
    except OSError:  # a chunk that is none, or a line that broke
        data, environ["CONTENT_LENGTH"] = b"", BROKEN
    environ["wsgi.input"] = io.BytesIO(data)


class AsyncEntrance(ASGIHandler):
    """ASGI: the same. Django takes in a whole body, onto the disk, before anybody may refuse it."""

    async def read_body(self, receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> IO[bytes]:
        left = settings.REQUEST_MAX_BYTES + 1

        async def receive_some() -> Mapping[str, Any]:
            nonlocal left
            message = await receive()
            if message["type"] != "http.request":
                return message
            body = message.get("body", b"")[:left]
            left -= len(body)
            return {**message, "body": body, "more_body": message.get("more_body", False) and left > 0}

        return await super().read_body(receive_some)

    async def listen_for_disconnect(self, receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> None:
        if (await receive())["type"] == "http.request":  # what was beyond the limit; no more is asked for
            await asyncio.Event().wait()
        raise RequestAborted

    def create_request(self, scope: Mapping[str, Any], body_file: IO[bytes]) -> Any:
        size = body_file.seek(0, io.SEEK_END)
        body_file.seek(0)
        headers = []
        for name, value in scope["headers"]:
            if name == b"content-type":
                _kind, params = parse_header_parameters(value.decode("latin1"))
                value = value if reads_as_utf8(params.get("charset")) else UNKNOWN.encode()
            if name != b"content-length":
                headers.append((name, value))
        headers.append((b"content-length", str(size).encode()))
        return super().create_request({**scope, "headers": headers}, body_file)
