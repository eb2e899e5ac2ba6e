"""Keep the database of the release that is being made, for tests of later ones to upgrade.

    python -m tests.upgrade.snapshot

migrates an empty database of each kind, has two people live through a small course (`history.py`) and
writes it to the folder named by the version in pyproject.toml. Moments and random draws are fixed, so the
same code writes the same text. Run it once at a release, when models are final, and never again for it.
"""

import os
import random
import subprocess
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MOMENT = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


def version() -> str:
    """The release that the project says it is."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def main() -> None:
    from tests.services import find_postgres, postgres_cluster

    folder = Path(__file__).parent / version()
    folder.mkdir(exist_ok=True)
    if (binaries := find_postgres()) is None:
        sys.exit("PostgreSQL is not on this machine; a release keeps a database of each kind.")
    with tempfile.TemporaryDirectory() as var:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.test",
            "ACUERDO_VAR": var,
            "PYTHONHASHSEED": "0",
        }
        with postgres_cluster(binaries) as cluster:
            for more in ({}, cluster):
                command = [sys.executable, "-m", "tests.upgrade.snapshot", str(folder)]
                subprocess.run(command, cwd=ROOT, env={**environment, **more}, check=True)


def _keep(folder: Path) -> None:
    """Make and write the database that the environment names."""
    import django
    import time_machine

    settle()
    with time_machine.travel(MOMENT, tick=False):
        django.setup()
        from django.core.management import call_command

        from tests.upgrade import dumps, history

        call_command("migrate", verbosity=0)
        history.make()
        (folder / dumps.file_name()).write_text(dumps.dump(), encoding="utf-8")


def settle() -> None:
    """Let every draw in this process come out the same: of keys, codes, salts and orders."""
    draw = random.Random(20261126).randbytes
    os.urandom = draw
    random._urandom = draw
    random.seed(1)


if __name__ == "__main__":
    _keep(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
