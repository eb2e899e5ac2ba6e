"""When the database does not answer: which errors mean that, and how a page says it."""

import math

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lms.core import calm

RETRY_AFTER = 15
"""Seconds after which trying again makes sense."""

# PostgreSQL, by the beginning of the SQLSTATE: connection, resources, no lock in time, canceled or shut
# down, system, rolled back for somebody else's sake. Everything else is a mistake of ours.
_STATES = ("08", "53", "55P03", "57", "58", "40")
# SQLite: busy, locked, out of memory, read only, input or output, full, cannot open, lock protocol.
_CODES = {5, 6, 7, 8, 10, 13, 14, 15}


def is_outage(error: BaseException | None) -> bool:
    """Whether the database is away, busy, full or empty, and not we asked wrongly."""
    cause = error.__cause__ if error is not None else None
    if _lacks_a_table(cause):
        return _is_empty()
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if connection.vendor == "sqlite":
        code = getattr(cause, "sqlite_errorcode", None)
        return isinstance(error, OperationalError) and (code is None or code & 0xFF in _CODES)
    # Without a state no server answered: refused, closed, lost on the way.
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(_STATES)


def _lacks_a_table(cause: BaseException | None) -> bool:
    return getattr(cause, "sqlstate", None) == "42P01" or "no such table" in str(cause)


def _is_empty() -> bool:
    """Whether nobody has migrated yet: another database, or none, stands where ours should."""
    try:
        return MigrationRecorder.Migration._meta.db_table not in connection.introspection.table_names()
    except DatabaseError:
        return True


def unavailable(request: HttpRequest, *, retry_after: float = RETRY_AFTER) -> HttpResponse:
    """503 in the reader's language. Touches neither the session nor anything else in the database."""
    seconds = math.ceil(retry_after)
    response = calm.answer(
        request,
        503,
        code="database_away",
        template="503.html",
        message=_("The database does not answer. Keep this page open and try again in a moment."),
        context={"sent": request.method not in ("GET", "HEAD", "OPTIONS"), "seconds": seconds},
        data={"retry_after": seconds},
    )
    response["Retry-After"] = str(seconds)
    return response
