"""PostgreSQL stores no null character, and SQLite any: with this, tests on SQLite meet the same refusal."""

from typing import Any

from django.db import DataError


def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """For `connection.execute_wrapper`: fail as PostgreSQL does, in a text or in JSON."""
    for row in (params if many else [params]) or ():
        for value in row or ():
            if isinstance(value, str) and ("\x00" in value or "\\u0000" in value):
                raise DataError(f"PostgreSQL stores no null character: {value[:80]!r}")
    return execute(sql, params, many, context)
