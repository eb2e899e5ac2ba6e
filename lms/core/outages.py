"""When the database does not answer: which errors mean that, and how a page says it."""

import math

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

RETRY_AFTER = 15
"""Seconds after which trying again makes sense."""

# PostgreSQL, by the beginning of the SQLSTATE: connection, resources, no lock in time, canceled or shut
# down, system, rolled back for somebody else's sake. Everything else is a mistake of ours.
_STATES = ("08", "53", "55P03", "57", "58", "40")
# SQLite: busy, locked, out of memory, read only, input or output, full, cannot open, lock protocol.
_CODES = {5, 6, 7, 8, 10, 13, 14, 15}


def is_outage(error: BaseException | None) -> bool:
    """Whether the error says that the database is away, busy or full, and not that we asked wrongly."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    if connection.vendor == "sqlite":
        code = getattr(cause, "sqlite_errorcode", None)
        return isinstance(error, OperationalError) and (code is None or code & 0xFF in _CODES)
    # Without a state no server answered: refused, closed, lost on the way.
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(_STATES)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asked, which can read JSON and no page."""
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def unavailable(request: HttpRequest, *, retry_after: float = RETRY_AFTER) -> HttpResponse:
    """503 in the reader's language. Touches neither the session nor anything else in the database."""
    seconds = math.ceil(retry_after)
    sent = request.method not in ("GET", "HEAD", "OPTIONS")
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        if wants_json(request):
            message = _("The database does not answer. Keep this page open and try again in a moment.")
            data = {"code": "database_away", "message": message, "retry_after": seconds}
            response: HttpResponse = JsonResponse(data, status=503)
        else:
            page = render_to_string("503.html", {"sent": sent, "seconds": seconds})
            response = HttpResponse(page, status=503)
        response["Content-Language"] = language
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
