"""Serving on localhost with the server that production uses."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, Self

from django.conf import settings
from gunicorn.app.base import BaseApplication

HOSTS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def port_is_taken(port: int) -> bool:
    """Whether somebody already listens on `port` of this machine's own addresses."""
    for family, host in HOSTS:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                return True
    return False


def has_ipv6() -> bool:
    """Whether `localhost` may mean ::1 here."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


class Worker:
    """The process that does what waits, started again if it ends by itself, ended with the server."""

    COMMAND = (sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--verbosity=0")

    def __init__(self) -> None:
        self.ending = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.keeper = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        self.keeper.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.ending.set()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
        self.keeper.join(timeout=20)

    def _keep(self) -> None:
        while not self.ending.is_set():
            self.process = subprocess.Popen(self.COMMAND, cwd=settings.BASE_DIR)  # noqa: S603
            self.process.wait()
            self.ending.wait(2)


class Server(BaseApplication):
    """gunicorn with one worker and a few threads: SQLite has one writer anyway."""

    def __init__(self, application: Callable[..., Any], port: int) -> None:
        self.application = application
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        binds = [f"127.0.0.1:{self.port}"] + ([f"[::1]:{self.port}"] if has_ipv6() else [])
        options = {
            "bind": binds,
            "workers": 1,
            "threads": 8,
            "worker_class": "gthread",
            "loglevel": "warning",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return self.application
