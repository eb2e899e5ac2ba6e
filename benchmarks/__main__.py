"""python -m benchmarks: every suite of measurements, each in a process of its own."""

import pkgutil
import subprocess
import sys

import benchmarks

failed = 0
for info in pkgutil.iter_modules(benchmarks.__path__):
    if info.ispkg:
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{info.name}"], check=False).returncode
sys.exit(failed)
