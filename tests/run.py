"""`make test`: every test, on SQLite and then on PostgreSQL.

What a machine lacks is said in one line and left out, except with CI=true, where it is a failure.
Statistics and other pure parts need no database and run once.
"""

import os
import subprocess
import sys
from collections.abc import Mapping

from lms.core.catalogs import compile_catalogs
from tests.services import find_browser, find_postgres, postgres_cluster

PURE = ["tests/analytics/stats", "tests/assessments/item_types"]


def main() -> int:
    """Run the suites; returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")
    compile_catalogs()
    missing = []
    if not find_browser():
        missing.append("Chromium (browser tests)")
    postgres = find_postgres()
    if not postgres:
        missing.append("PostgreSQL (the second database)")
    if missing:
        print(f"Not on this machine, left out: {', '.join(missing)}. `.ci/run` installs them on Debian.")
        if os.environ.get("CI") == "true":
            return 1
    selection = [] if find_browser() else ["-m", "not browser"]
    extra = sys.argv[1:]
    status = pytest("SQLite", [*selection, *extra], {})
    if postgres:
        with postgres_cluster(postgres) as environment:
            once = [f"--ignore={path}" for path in PURE]
            status = pytest("PostgreSQL", [*selection, *once, *extra], environment) or status
    return status


def pytest(title: str, arguments: list[str], environment: Mapping[str, str]) -> int:
    """One run of pytest in a process of its own, since settings are read once."""
    print(f"== {title}", flush=True)
    workers = str(min(os.cpu_count() or 1, 4))
    # Files in their order: the longest one, the browser's walk, then does not come last and alone.
    spread = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", "-q", "--durations=12", *spread, *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
