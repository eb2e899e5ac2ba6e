"""python -m tests.drills.reliability [pytest options]: the drills of answers in full size, on each database.

Exits with 1 when one fails. ACUERDO_SEED replays a drill, ACUERDO_DRILL=small takes the size of the tests.
"""

import os
import subprocess
import sys

from tests.services import find_browser, find_postgres, postgres_cluster

# As an operator's: what was committed outlives the server.
DURABLE = ("listen_addresses=", "max_connections=100", "log_min_messages=fatal")


def main() -> int:
    """Run them on SQLite, then on PostgreSQL; the exit status."""
    environment = {"ACUERDO_DRILL": "full", "DJANGO_SETTINGS_MODULE": "lms.settings.test", **os.environ}
    options = [*([] if find_browser() else ["-m", "not browser"]), *sys.argv[1:]]
    command = [sys.executable, "-m", "pytest", "-q", "-s", "--no-header", "tests/reliability", *options]
    print("== SQLite", flush=True)
    failed = subprocess.run(command, env=environment, check=False).returncode
    if binaries := find_postgres():
        print("== PostgreSQL", flush=True)
        with postgres_cluster(binaries, DURABLE) as second:
            failed |= subprocess.run(command, env={**environment, **second}, check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
