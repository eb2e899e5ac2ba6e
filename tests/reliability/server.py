"""The site under gunicorn as the operators' guide runs it, and what can be done to it.

Only processes that were started here are ended.
"""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from django.db import connection

from tests.reliability.sizes import FULL
from tests.services import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """gunicorn on a free port of the loopback, over this process's test database."""

    def __init__(self, var: Path, *, workers: int = 2, unguarded: bool = False) -> None:
        self.var, self.workers = var, workers
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        name = str(connection.settings_dict["NAME"])
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.reliability.settings",
            "ACUERDO_VAR": str(var),
            "ACUERDO_UNGUARDED": "1" if unguarded else "",
            "OPENBLAS_NUM_THREADS": "1",
            ("ACUERDO_SQLITE" if connection.vendor == "sqlite" else "ACUERDO_DB_NAME"): name,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = [
            "--workers",
            str(self.workers),
            "--threads",
            "1",
            "--timeout",
            "60",
            "--log-level",
            "error",
        ]
        # Without this a worker that starts anew imports everything, for two seconds of processor time.
        options += [] if FULL else ["--preload"]
        command = [sys.executable, "-m", "gunicorn", "tests.reliability.wsgi", *options]
        command += ["--bind", f"127.0.0.1:{self.port}"]
        with (self.var / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, (self.var / "server.log").read_text()[-2000:]
            with contextlib.suppress(OSError), urlopen(f"http://localhost:{self.port}/worker.js", timeout=5):
                return
            time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def _children(self) -> list[int]:
        assert self.process is not None
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in path.read_text().split()] if path.exists() else []

    def kill_worker(self, chance: random.Random) -> bool:
        """SIGKILL to one worker in the middle of whatever it does; whether there was one."""
        workers = self._children()
        if not workers:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
        return True

    def kill_master(self) -> None:
        """SIGKILL to the master, then to what it left, as a supervisor does; then start again."""
        assert self.process is not None
        orphans = self._children()
        self.process.kill()
        self.process.wait()
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.start()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@contextlib.contextmanager
def serving(*, workers: int = 2, unguarded: bool = False) -> Iterator[Server]:
    """A server for the length of a drill."""
    with tempfile.TemporaryDirectory(prefix="acuerdo-drill-") as folder:
        server = Server(Path(folder), workers=workers, unguarded=unguarded)
        try:
            server.start()
            yield server
        finally:
            server.stop()
