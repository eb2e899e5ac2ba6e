"""Answers that need nothing of what may have failed: no session, no database, nothing of what was sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asked, which can read JSON and no page."""
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def answer(
    request: HttpRequest,
    status: int,
    *,
    code: str,
    template: str,
    message: str | Promise,
    context: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    as_json: bool = False,
) -> HttpResponse:
    """`template` as a page in the reader's language, or `{"code", "message", **data}` for a script.

    The language is that of the address, else the browser's. `as_json`: where only scripts ask.
    """
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        if as_json or wants_json(request):
            content = {"code": code, "message": str(message), **(data or {})}
            response: HttpResponse = JsonResponse(content, status=status)
        else:
            response = HttpResponse(render_to_string(template, context), status=status)
    response["Content-Language"] = language
    response["Cache-Control"] = "no-store"
    return response
