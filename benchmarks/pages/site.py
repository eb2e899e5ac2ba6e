"""A whole site of its own for one measurement: data folder, database, server."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and its process tree."""

    port: int
    process: subprocess.Popen[bytes]

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [self.process.pid, *map(int, children.split())]

    def cpu_seconds(self) -> float:
        """Processor seconds that the tree has used so far (Linux)."""
        total = 0
        for pid in self._pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def worker_megabytes(self) -> list[float]:
        """Resident memory of each worker, without the arbiter."""
        sizes = []
        for pid in self._pids()[1:]:
            line = next(
                one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmRSS")
            )
            sizes.append(int(line.split()[1]) / 1024)
        return sizes


def environment(var: Path, database: dict[str, str]) -> dict[str, str]:
    """What every process of the measurement runs with."""
    return {
        **os.environ,
        **database,
        "DJANGO_SETTINGS_MODULE": "benchmarks.pages.settings",
        "ACUERDO_VAR": str(var),
        "OPENBLAS_NUM_THREADS": "1",
    }


@contextlib.contextmanager
def serving(settings: dict[str, str]) -> Iterator[Server]:
    """The site under gunicorn as the operators' guide says."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "lms.wsgi", "--workers", str(WORKERS), "--worker-class", "sync"),
        *("--log-level", "error", "--bind", f"127.0.0.1:{port}"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        _wait(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server stopped at once")
        with contextlib.suppress(OSError), urlopen(f"http://localhost:{port}/es-mx/help/", timeout=10):
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")
