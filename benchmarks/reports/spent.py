"""Processor seconds of some work: of this process, and of what serves it its data."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

RUNS = 5


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds of each run, the last run's statements, and by how many MB the process grew."""

    seconds: tuple[float, ...]
    statements: int
    megabytes: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def spent(
    work: Callable[[], object], *, before: Callable[[], object] | None = None, runs: int = RUNS
) -> Spent:
    """The work done `runs` times, `before` each of them something that is not counted."""
    seconds, statements, grown = [], 0, 0.0
    for _run in range(runs):
        if before is not None:
            before()
        statements, held = 0, _resident("VmRSS")
        _forget_the_peak()

        def counting(execute, sql, params, many, context):
            nonlocal statements
            statements += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counting):
            began, server = time.process_time(), _server()
            kept = work()
            seconds.append(time.process_time() - began + _server() - server)
        grown = max(grown, _resident("VmHWM") - held)
        del kept
    return Spent(tuple(sorted(seconds)), statements, grown)


def one_process_answers() -> None:
    """All that PostgreSQL does for this connection is done by one process, so that it can be counted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")


def _server() -> float:
    """Processor seconds of the process of PostgreSQL that answers this one; SQLite works inside this one."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def _resident(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


def _forget_the_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:  # then the peak is that of the whole process so far
        resource.getrusage(resource.RUSAGE_SELF)
