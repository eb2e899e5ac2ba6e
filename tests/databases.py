"""Test databases, each a copy of one that was migrated once and is kept below VAR_DIR.

The kept one, the *template*, is named by a hash of what made it, so a changed migration or a changed
lock file makes a new one and the old one goes. Building it takes ten seconds of processor time,
copying it some hundredths of a second. A test that commits leaves its database to be copied anew,
which needs no DELETE (tables may refuse it) and leaves the ids of content types and pages as they were.
"""

import ast
import contextlib
import fcntl
import functools
import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from lms.core import quick_migrations
from tests.services import find_postgres

ROOT = Path(__file__).resolve().parent.parent
FOLDER = settings.VAR_DIR / "tests"


def lay_out(name: str) -> None:
    """Make this process's database a fresh copy of the template, called `name`.

    On SQLite `name` is the path of a file, on PostgreSQL the name of a database.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a test that commits needs a file without a world that others share")
    connection.close()
    copy(template(), name)
    _use(name)


def remove(name: str) -> None:
    """Remove the copy `name`."""
    connection.close()
    if connection.vendor == "sqlite":
        _unlink(Path(name))
    else:
        _administer(f'drop database if exists "{name}" with (force)')


@contextlib.contextmanager
def elsewhere(name: str) -> Iterator[None]:
    """Use an empty database `name` for a while; what this process remembers of either is forgotten."""
    before = connection.settings_dict["NAME"]
    remove(name)
    if connection.vendor == "postgresql":
        _administer(f'create database "{name}" template template0')
    _use(name)
    _forget_rows()
    try:
        yield
    finally:
        remove(name)
        _use(before)
        _forget_rows()


def copy(made_from: str, name: str) -> None:
    """Copy the resting database `made_from` to `name`; whoever has the old `name` open loses it."""
    if connection.vendor == "sqlite":
        # A new file, never the old one overwritten: a thread that still has that open harms nobody.
        _unlink(Path(name))
        shutil.copyfile(made_from, name)
    else:
        _administer(
            f'drop database if exists "{name}" with (force)',
            f'create database "{name}" template "{made_from}"',
        )


@functools.cache
def template() -> str:
    """The path (SQLite) or the name (PostgreSQL) of the template; builds it where it is missing."""
    return kept("template", ingredients(), _migrate)


def kept(kind: str, files: Iterable[Path], fill: Callable[[str], None]) -> str:
    """A database that is made once by `fill(name)` and kept as long as `files` stay what they are."""
    name = f"{kind}-{key(files)}"
    with locked():
        make = _kept_file if connection.vendor == "sqlite" else _kept_database
        return make(kind, name, fill)


def ingredients() -> list[Path]:
    """What a template is made of: our migrations, what they import, how they run, and every release."""
    ours = [Path(app.path) for app in apps.get_app_configs() if _is_ours(app.name)]
    files = {path for folder in ours for path in folder.glob("migrations/*.py")}
    files |= {source for path in files for source in _imported(path)}
    files.add(Path(quick_migrations.__file__))
    return sorted(files | set((ROOT / "requirements").glob("*.txt")))


def key(files: Iterable[Path]) -> str:
    """A short hash of the files' names and texts, and of the Python that runs."""
    digest = hashlib.sha256(sys.version.encode())
    for path in files:
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One process at a time, of all that test on this kind of server in this checkout."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"lock-{connection.vendor}").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _kept_file(kind: str, name: str, fill: Callable[[str], None]) -> str:
    path = FOLDER / f"{name}.sqlite3"
    if not path.exists():
        _forget(FOLDER.glob(f"{kind}-*.sqlite3"))
        building = FOLDER / "building.sqlite3"
        _unlink(building)
        fill(str(building))
        _rest(building)
        building.rename(path)
    return str(path)


def _kept_database(kind: str, name: str, fill: Callable[[str], None]) -> str:
    found = _administer(f"select datname from pg_database where datname like '{kind}-%'")
    if name in found:
        return name
    building = "building"
    _administer(*(f'drop database if exists "{old}" with (force)' for old in (building, *found)))
    # A cluster made for one run starts empty; what PostgreSQL itself wrote down is quicker than filling.
    dump = FOLDER / f"{name}.sql"
    if dump.exists():
        _administer(f'create database "{building}"')
        _postgres_tool("psql", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", str(dump), "-d", building)
    else:
        _forget(FOLDER.glob(f"{kind}-*.sql"))
        fill(building)
        unfinished = FOLDER / "building.sql"
        _postgres_tool("pg_dump", "-f", str(unfinished), "-d", building)
        unfinished.rename(dump)
    _administer(f'alter database "{building}" rename to "{name}"')
    return name


def _rest(path: Path) -> None:
    """Bring everything from the log beside a SQLite file into the file, so that it can be copied alone."""
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("pragma journal_mode=delete")


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    with quick_migrations.drawing_less():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    _use(before)


def _use(name: str) -> None:
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _forget_rows() -> None:
    ContentType.objects.clear_cache()
    cache.clear()


def _administer(*statements: str) -> list[str]:
    """Run statements beside all databases; the first column of what the last one found."""
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []


def _postgres_tool(name: str, *arguments: str) -> None:
    binaries = find_postgres()
    command = str(binaries / name) if binaries else name
    where = {"-h": "HOST", "-p": "PORT", "-U": "USER"}
    options = [
        part
        for flag, field in where.items()
        if (value := connection.settings_dict[field])
        for part in (flag, value)
    ]
    subprocess.run([command, *options, *arguments], check=True, stdout=subprocess.DEVNULL)


def _imported(path: Path) -> Iterator[Path]:
    """The modules of ours that a migration imports: what they say shapes the database too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for name in names:
            if _is_ours(name) and (found := find_spec(name)) and found.origin:
                yield Path(found.origin)


def _is_ours(module: str) -> bool:
    return (ROOT / module.split(".")[0]).is_dir() and module != ""


def _forget(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink()


def _unlink(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
