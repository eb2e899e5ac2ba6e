"""The real parts that tests need and a machine may lack: PostgreSQL and a browser."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The shell draws as Chromium does, without windows, in half of the processor time.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# It looks nothing up by itself. Asked whether it understands speech, the shell without windows dies.
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-blink-features=OnDeviceWebSpeechAvailable",
)
# Nothing of a test cluster has to outlive its machine.
THROW_AWAY = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "max_connections=60",
    "log_min_messages=fatal",
)
# Seconds until what does not come is given up, browsers included. How fast a machine is fails no test.
PATIENCE = 60.0
UNPRIVILEGED = ("postgres", "nobody")
# A copy of a database of PostgreSQL is a thousand small files: on a disk that cost thirty times as much.
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3  # bytes; all suites together take half a gigabyte


def find_browser() -> str | None:
    """The path of a Chromium, from ACUERDO_CHROMIUM or the usual names; None if there is none."""
    names = [os.environ.get("ACUERDO_CHROMIUM", ""), *BROWSERS]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def find_postgres() -> Path | None:
    """The folder that holds `initdb` and `postgres`; Debian keeps them off the PATH."""
    candidates = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True
    )
    if found := shutil.which("initdb"):
        candidates.insert(0, Path(found).resolve().parent)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


def find_gift_reader() -> tuple[str, Path] | None:
    """Node.js and a reader of GIFT that others wrote (MIT; `.ci/run` installs it); None without either."""
    node = shutil.which("node")
    reader = Path(os.environ.get("ACUERDO_GIFT_READER", ROOT / "var/npm/node_modules/gift-pegjs"))
    return (node, reader) if node and reader.is_dir() else None


def quick_folder() -> Path | None:
    """Where files that need not last are kept in memory; None where that lacks room (a small container)."""
    roomy = os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else None


def wait_until(page: Any, script: str, argument: object = None) -> None:
    """Wait until an asynchronous function in a page says yes; Playwright takes its promise for a yes."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(script, argument):
        if time.monotonic() > until:
            raise AssertionError(f"never true in the page: {script}")
        time.sleep(0.05)


@contextlib.contextmanager
def postgres_cluster(binaries: Path, settings: Sequence[str] = THROW_AWAY) -> Iterator[dict[str, str]]:
    """A throw-away cluster on a socket in a temporary folder; yields the environment that names it.

    PostgreSQL refuses to run as root, so root hands the folder to an unprivileged account.
    """
    quick = quick_folder() if settings is THROW_AWAY else None
    with tempfile.TemporaryDirectory(prefix="acuerdo-pg-", dir=quick) as name:
        folder = Path(name)
        account: dict[str, object] = {}
        if os.geteuid() == 0:
            entry = _unprivileged()
            os.chown(folder, entry.pw_uid, entry.pw_gid)
            account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        data = folder / "data"
        quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **account}
        subprocess.run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "acuerdo",
                "--auth=trust",
                "-E",
                "UTF8",
                "--no-locale",
                "-N",
            ],
            check=True,
            **quiet,
        )
        options = [part for setting in settings for part in ("-c", setting)]
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options], stderr=subprocess.DEVNULL, **quiet
        )
        try:
            ready = [binaries / "pg_isready", "-q", "-t", "30", "-h", folder]
            while subprocess.run(ready, check=False).returncode and server.poll() is None:
                pass
            yield {
                "ACUERDO_DB_NAME": "postgres",
                "ACUERDO_DB_USER": "acuerdo",
                "ACUERDO_DB_HOST": str(folder),
            }
        finally:
            # SIGINT is PostgreSQL's "fast" shutdown: it does not wait for clients.
            server.send_signal(2)
            server.wait(timeout=30)


def _unprivileged() -> pwd.struct_passwd:
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL cannot run as root and there is no unprivileged account to run it as")
