"""`make test`: every test; what can differ there on PostgreSQL as well (`tests/plan.py` says what).

The suites run side by side, so that no core waits for the end of another. What a machine lacks is said
in one line and left out, except with CI=true, where it is a failure.
"""

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from tests.plan import PURE
from tests.services import find_browser, find_gift_reader, find_postgres, postgres_cluster, quick_folder

NOTHING_SELECTED = 5
ROOT = Path(__file__).resolve().parent.parent
CALM = {
    # Compiled modules are kept: compiling Django and Wagtail anew took ten seconds in every process.
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(Path(os.environ.get("ACUERDO_VAR", ROOT / "var")).resolve() / "pycache"),
}


def main() -> int:
    """Run the suites; returns the exit status."""
    began = time.monotonic()
    environment = {"DJANGO_SETTINGS_MODULE": "lms.settings.test", **os.environ, **CALM}
    nothing_compiled = not Path(CALM["PYTHONPYCACHEPREFIX"]).exists()
    browser, postgres = find_browser(), find_postgres()
    lacking = {
        "Chromium (browser tests)": browser,
        "PostgreSQL (the second database)": postgres,
        "gift-pegjs (another reader of GIFT)": find_gift_reader(),
    }
    if missing := [name for name, found in lacking.items() if not found]:
        print(f"Not on this machine, left out: {', '.join(missing)}. `.ci/run` installs them on Debian.")
        if os.environ.get("CI") == "true":
            return 1
    subprocess.run([sys.executable, "-m", "lms.core.catalogs"], env=environment, check=True)
    if nothing_compiled:
        compile_modules(environment)
    absent = [
        mark for mark, found in (("browser", browser), ("gift_reader", find_gift_reader())) if not found
    ]
    options = [*sys.argv[1:]]
    if absent:
        options = ["-m", " and ".join(f"not {mark}" for mark in absent), *options]
    workers = min(os.cpu_count() or 1, 4)
    spread = ["--dist", "loadscope", "--no-loadscope-reorder", *(f"--ignore={path}" for path in PURE)]
    with contextlib.ExitStack() as stack:
        # Databases, browsers and mail of the suites; gone with them. The server's own account passes through.
        scratch = tempfile.TemporaryDirectory(prefix="acuerdo-tests-", dir=quick_folder())
        environment["TMPDIR"] = stack.enter_context(scratch)
        Path(environment["TMPDIR"]).chmod(0o711)
        suites = [Suite("SQLite", ["-n", str(workers), *spread, *options], environment, shown=True)]
        if postgres:
            second = {**environment, **stack.enter_context(postgres_cluster(postgres))}
            # Half as many: it has half of the work, and each collects all tests and lays out a database.
            fewer = ["-n", str(max(1, workers // 2))]
            suites.append(Suite("PostgreSQL", [*fewer, *spread, "--second-database", *options], second))
        suites.append(Suite("Without a database", [*PURE, *options], environment))
        status = max(suite.finish() for suite in suites)
    everything = _processor_seconds(resource.getrusage(resource.RUSAGE_CHILDREN))
    others = everything - sum(suite.processor for suite in suites)
    print("== Seconds by the clock, seconds of processor time")
    for suite in suites:
        print(f"{suite.clock:6.0f} {suite.processor:6.0f}  {suite.title}")
    print(f"{'':6} {others:6.0f}  Catalogs, the server of PostgreSQL")
    print(f"{time.monotonic() - began:6.0f} {everything:6.0f}  Together")
    return status


def compile_modules(environment: Mapping[str, str]) -> None:
    """On a fresh clone, compile what tests import once, by two processes, before seven do at the same time.

    It takes 25 s of processor time, in each process that finds nothing compiled.
    """
    collect = [sys.executable, "-m", "pytest", "-q", "--collect-only"]
    plain = {name: value for name, value in environment.items() if name != "DJANGO_SETTINGS_MODULE"}
    statistics = ["-o", "DJANGO_SETTINGS_MODULE=", f"--confcutdir={PURE[0]}", PURE[0]]
    others = ["tests", *(f"--ignore={path}" for path in PURE)]
    compiling = [
        subprocess.Popen([*collect, *half], cwd=ROOT, env=known, stdout=subprocess.DEVNULL)
        for half, known in ((statistics, plain), (others, environment))
    ]
    for process in compiling:
        process.wait()


class Suite:
    """One run of pytest in a process of its own, since settings are read once."""

    def __init__(
        self, title: str, arguments: list[str], environment: Mapping[str, str], *, shown: bool = False
    ) -> None:
        self.title = title
        self.clock = self.processor = 0.0
        self.status = 1
        # One suite is watched as it goes; what the others say is kept until they are through.
        self.output = None if shown else tempfile.TemporaryFile()  # noqa: SIM115
        if shown:
            print(f"== {title}", flush=True)
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "--durations=12", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=self.output,
            stderr=self.output,
        )
        # Each is waited for by a thread of its own, so that its end is known when it comes.
        self.waiting = threading.Thread(target=self._wait)
        self.waiting.start()

    def finish(self) -> int:
        """Wait, print what was kept, and return the status; a suite with nothing selected is no failure."""
        self.waiting.join()
        if self.output:
            self.output.seek(0)
            print(f"== {self.title}", self.output.read().decode(errors="replace"), sep="\n", flush=True)
            self.output.close()
        return 0 if self.status == NOTHING_SELECTED else self.status

    def _wait(self) -> None:
        _pid, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = self.status = os.waitstatus_to_exitcode(status)
        self.clock = time.monotonic() - self.began
        self.processor = _processor_seconds(usage)


def _processor_seconds(usage: resource.struct_rusage) -> float:
    """What a process and those it has waited for spent."""
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
