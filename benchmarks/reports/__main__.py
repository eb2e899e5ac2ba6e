"""python -m benchmarks.reports [sqlite] [postgres]: what reports cost at size, beside their budgets."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.pages.site import ROOT, environment
from tests.services import find_postgres, postgres_cluster


def main() -> int:
    """Measure on each database asked for; 0 where every budget is kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("databases", nargs="*", choices=[[], "sqlite", "postgres"], help="default: both")
    parser.add_argument("--keep", type=Path, help="a folder for the data of SQLite, filled once")
    parser.add_argument(
        "--parts", default="center,program,pairs", help="which of the three are filled and measured"
    )
    asked = parser.parse_args()
    failed = 0
    for database in asked.databases or ["sqlite", "postgres"]:
        print(f"\n## {database}, load average {os.getloadavg()[0]:.1f}\n", flush=True)
        failed |= _measure(database, asked.keep, asked.parts)
    return failed


def _measure(database: str, keep: Path | None, parts: str) -> int:
    command = [sys.executable, "-m", "benchmarks.reports.measure", parts]
    with tempfile.TemporaryDirectory(prefix="acuerdo-bench-") as name:
        if database == "sqlite":
            var = keep or Path(name)
            return subprocess.run(command, cwd=ROOT, env=environment(var, {}), check=False).returncode
        binaries = find_postgres()
        if binaries is None:
            raise SystemExit("PostgreSQL is not on this machine; try: python -m benchmarks.reports sqlite")
        with postgres_cluster(binaries) as settings:
            env = environment(Path(name), settings)
            return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


sys.exit(main())
