"""A database of a test's own, where every transaction is really committed.

The world of this folder stands in one open transaction; whoever needs several works in a database
beside it, to which Django's default connection points meanwhile.
"""

import contextlib
import os
import sqlite3
import subprocess
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests import databases
from tests.services import find_postgres, postgres_cluster

SEARCH_INDEX = "wagtailsearch_indexentry_fts"


@contextlib.contextmanager
def own_database(folder: Path) -> Iterator[dict[str, Any]]:
    """A new database as migrations leave it; yields its settings."""
    name = f"own_{uuid.uuid4().hex}"
    settings = {**connection.settings_dict, "NAME": name if _is_postgres() else str(folder / name)}
    databases.copy(databases.template(), settings["NAME"])
    try:
        yield settings
    finally:
        _drop(settings)


@contextlib.contextmanager
def pointing_at(settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Let Django's default connection be another one meanwhile, outside every transaction."""
    kept = connections["default"]
    connections["default"] = type(kept)(settings, "default")
    try:
        yield connections["default"]
    finally:
        connections["default"].close()
        connections["default"] = kept


@contextlib.contextmanager
def restored(settings: dict[str, Any], folder: Path) -> Iterator[dict[str, Any]]:
    """Dump a database and restore it under another name; yields the other's settings."""
    name = f"restored_{uuid.uuid4().hex}"
    copy = {**settings, "NAME": name if _is_postgres() else str(folder / name)}
    if _is_postgres():
        _load(plain_dump(settings), copy)
    else:
        with contextlib.closing(sqlite3.connect(copy["NAME"])) as target:
            target.executescript(plain_dump(settings).decode())
    try:
        yield copy
    finally:
        _drop(copy)


@contextlib.contextmanager
def alone(settings: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A copy on a server where no transaction is open: one in any database keeps dead rows in place.

    On SQLite nobody else has the file open, so it is the database itself.
    """
    if not _is_postgres():
        yield settings
        return
    binaries = find_postgres()
    assert binaries
    with postgres_cluster(binaries) as server:
        names = {"USER": "ACUERDO_DB_USER", "HOST": "ACUERDO_DB_HOST"}
        copy = {**settings, **{key: server[name] for key, name in names.items()}, "NAME": "alone", "PORT": ""}
        _load(plain_dump(settings), copy)
        yield copy


def plain_dump(settings: dict[str, Any], tables: Sequence[str] = ()) -> bytes:
    """What `pg_dump` or `sqlite3 .dump` write of the database, or of the rows of some tables."""
    if _is_postgres():
        binaries = find_postgres()
        assert binaries
        some = ["--data-only", *(f"--table={table}" for table in tables)] if tables else []
        command = [binaries / "pg_dump", *some, settings["NAME"]]
        done = subprocess.run(command, env=_environment(settings), check=True, capture_output=True)
        return done.stdout
    starts = tuple(f'INSERT INTO "{table}"' for table in tables)
    with contextlib.closing(sqlite3.connect(settings["NAME"])) as reader:
        lines = [line for line in reader.iterdump() if not tables or line.startswith(starts)]
    # Some Pythons write a virtual table so that the dump cannot be read again. The only one is the search
    # index of the admin, which holds pages and questions and nothing of who answered.
    return "\n".join(line for line in lines if SEARCH_INDEX not in line[:200]).encode()


@contextlib.contextmanager
def reading(settings: dict[str, Any]) -> Iterator[Any]:
    """A connection of an outsider who may read everything; `execute` gives a cursor."""
    if _is_postgres():
        names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        arguments = {name: settings[key] for name, key in names.items() if settings[key]}
        with psycopg.connect(**arguments, autocommit=True) as reader:
            yield reader
    else:
        with contextlib.closing(sqlite3.connect(settings["NAME"])) as reader:
            yield reader


def _load(dump: bytes, settings: dict[str, Any]) -> None:
    """Make a database of PostgreSQL from a dump."""
    binaries, environment = find_postgres(), _environment(settings)
    assert binaries
    subprocess.run([binaries / "createdb", "-T", "template0", settings["NAME"]], env=environment, check=True)
    restore = [binaries / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", settings["NAME"]]
    subprocess.run(restore, input=dump, env=environment, check=True, stdout=subprocess.DEVNULL)


def _environment(settings: dict[str, Any]) -> dict[str, str]:
    names = {"PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    return {**os.environ, **{name: str(settings[key]) for name, key in names.items() if settings[key]}}


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


def _drop(settings: dict[str, Any]) -> None:
    # By a connection of its own: closing Django's would end the transaction of the world.
    if _is_postgres():
        binaries = find_postgres()
        assert binaries
        command = [binaries / "dropdb", "--force", settings["NAME"]]
        subprocess.run(command, env=_environment(settings), check=True)
    else:
        for file in Path(settings["NAME"]).parent.glob(f"{Path(settings['NAME']).name}*"):
            file.unlink()
