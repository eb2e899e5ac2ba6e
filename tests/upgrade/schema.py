"""What a database is made of and what it holds, read from the database itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

Rows = dict[str, Counter[str]]

_POSTGRES = {
    "column": """
        SELECT c.relname || '.' || a.attname,
               format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text || ' ' || a.attidentity::text
               || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND a.attnum > 0 AND NOT a.attisdropped
    """,
    "constraint": """
        SELECT conrelid::regclass::text || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    """,
    "index": "SELECT tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": """
        SELECT tgrelid::regclass::text || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal
    """,
    "function": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}
# What PostgreSQL writes in another way after a dump was loaded, with the same meaning.
_CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")


def schema() -> set[str]:
    """One line for each column, constraint, index, trigger and function; order is left out."""
    return set(_postgres_schema() if connection.vendor == "postgresql" else _sqlite_schema())


def rows(columns: dict[str, list[str]] | None = None) -> Rows:
    """The rows of every table as {table: how often each row}, of these columns only if given."""
    found = {}
    with connection.cursor() as cursor:
        for table, names in (columns or table_columns()).items():
            listed = ", ".join(connection.ops.quote_name(name) for name in names)
            cursor.execute(f"SELECT {listed} FROM {connection.ops.quote_name(table)}")
            found[table] = Counter(repr([_plain(value) for value in row]) for row in cursor)
    return found


def table_columns() -> dict[str, list[str]]:
    """The columns of every table, without what an index of the search keeps for itself."""
    columns = {}
    with connection.cursor() as cursor:
        for info in connection.introspection.get_table_list(cursor):
            if info.type == "t" and "_fts" not in info.name:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(info.name)} LIMIT 0")
                columns[info.name] = sorted(column[0] for column in cursor.description)
    return columns


def definitions(create_table: str) -> list[str]:
    """What stands between the outer parentheses of CREATE TABLE, a column or constraint each."""
    body = create_table[create_table.index("(") + 1 : create_table.rindex(")")]
    return [" ".join(part.split()) for part in _split(body)]


def _split(body: str) -> Iterator[str]:
    depth, quoted, start = 0, "", 0
    for place, sign in enumerate(body):
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "'\"":
            quoted = sign
        elif sign == "," and not depth:
            yield body[start:place]
            start = place + 1
        else:
            depth += (sign == "(") - (sign == ")")
    yield body[start:]


def _sqlite_schema() -> Iterator[str]:
    for kind, name, table, sql in _read(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql != ''"
    ):
        if name.startswith("sqlite_"):
            continue
        if kind == "table":
            yield from (f"column or constraint {name}: {part}" for part in definitions(sql))
        else:
            yield f"{kind} {table}.{name}: {' '.join(sql.split())}"


def _postgres_schema() -> Iterator[str]:
    for kind, query in _POSTGRES.items():
        for name, text in _read(query):
            yield f"{kind} {name}: {_CASTS.sub('', ' '.join(text.split()))}"


def _read(query: str) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
