"""python -m tests.drills: every suite of drills, each in a process of its own."""

import pkgutil
import subprocess
import sys

from tests import drills

failed = 0
for info in pkgutil.iter_modules(drills.__path__):
    if info.ispkg:
        failed |= subprocess.run([sys.executable, "-m", f"tests.drills.{info.name}"], check=False).returncode
sys.exit(failed)
