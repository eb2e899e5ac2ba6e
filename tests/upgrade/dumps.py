"""A whole database as SQL text, and back: small, in a fixed order, readable in a review."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from tests.services import find_postgres

# Settings of the program that dumped, which another release of PostgreSQL may not know.
_LEFT_OUT = re.compile(r"^(--.*|\\.*|SET .*|SELECT pg_catalog\.set_config.*)$\n?", re.MULTILINE)
_HEAD = "SET standard_conforming_strings = on;\nSET check_function_bodies = false;\n"


def file_name() -> str:
    """What the snapshot for the kind of database in use is called."""
    return f"{connection.vendor}.sql"


def dump() -> str:
    """The database in use as statements that make it anew."""
    if connection.vendor == "postgresql":
        return _postgres()
    return "\n".join([*_sqlite(), ""])


def load(text: str) -> None:
    """Fill the database in use, which must be empty."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(text)
    else:
        connection.connection.executescript(f"PRAGMA foreign_keys = OFF;\n{text}")
    connection.close()


def _postgres() -> str:
    binaries = find_postgres()
    where = connection.settings_dict
    command = [
        str(binaries / "pg_dump") if binaries else "pg_dump",
        *("--inserts", "--rows-per-insert=1000", "--no-owner", "--no-privileges"),
        *("-h", where["HOST"], "-U", where["USER"], "-d", where["NAME"]),
    ]
    environment = {**os.environ, "PGPASSWORD": where["PASSWORD"]}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return _HEAD + re.sub(r"\n{3,}", "\n\n", _LEFT_OUT.sub("", done.stdout)).strip() + "\n"


def _sqlite() -> Iterator[str]:
    """Triggers come before the rows: they fill the index of the search, and refuse no new row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow' OR name LIKE 'sqlite_%'")
        inner = {name for (name,) in cursor}
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql != '' ORDER BY type, name")
        made = [entry for entry in cursor.fetchall() if entry[1] not in inner]
        yield "BEGIN;"
        yield from (f"{sql};" for kind, _name, sql in made if kind == "table")
        yield from (f"{sql};" for kind, _name, sql in made if kind == "trigger")
        for kind, name, sql in made:
            if kind == "table" and not sql.startswith("CREATE VIRTUAL"):
                yield from _inserts(cursor, name)
        yield from (f"{sql};" for kind, _name, sql in made if kind == "index")
        yield "COMMIT;"


def _inserts(cursor, table: str) -> Iterator[str]:
    cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
    columns = [column[0] for column in cursor.description]
    values = " || ',' || ".join(f'quote("{column}")' for column in columns)
    cursor.execute(f'SELECT {values} FROM "{table}" ORDER BY rowid')
    if found := [f"({row})" for (row,) in cursor.fetchall()]:
        listed = ", ".join(f'"{column}"' for column in columns)
        yield f'INSERT INTO "{table}" ({listed}) VALUES\n' + ",\n".join(found) + ";"


def read(folder: Path) -> str:
    """The kept text for the kind of database in use."""
    return (folder / file_name()).read_text(encoding="utf-8")
