"""python -m benchmarks.items [sqlite] [postgres] [--people 10000] [--questions 20]."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.pages.site import ROOT, environment
from tests.services import find_postgres, postgres_cluster


def main() -> int:
    """Measure on each database asked for; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.items", description=__doc__)
    parser.add_argument("databases", nargs="*", choices=[[], "sqlite", "postgres"], help="default: both")
    parser.add_argument("--people", default="10000")
    parser.add_argument("--questions", default="20")
    asked = parser.parse_args()
    failed = 0
    for database in asked.databases or ["sqlite", "postgres"]:
        print(f"\n## {database}, load average {os.getloadavg()[0]:.1f}\n", flush=True)
        failed |= _measure(database, [asked.people, asked.questions])
    return failed


def _measure(database: str, sizes: list[str]) -> int:
    command = [sys.executable, "-m", "benchmarks.items.measure", *sizes]
    with tempfile.TemporaryDirectory(prefix="acuerdo-bench-") as name:
        if database == "sqlite":
            return subprocess.run(command, cwd=ROOT, env=environment(Path(name), {}), check=False).returncode
        binaries = find_postgres()
        if binaries is None:
            raise SystemExit("PostgreSQL is not on this machine; try: python -m benchmarks.items sqlite")
        with postgres_cluster(binaries) as settings:
            env = environment(Path(name), settings)
            return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


sys.exit(main())
