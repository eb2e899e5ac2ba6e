"""python -m tests.drills.stats [NAME...]: runs the drills named (all without names), prints a table."""

import importlib
import pkgutil
import sys

from tests.drills import stats

drills = {}
for info in pkgutil.iter_modules(stats.__path__):
    if info.name != "__main__":
        drills |= getattr(importlib.import_module(f"{stats.__name__}.{info.name}"), "DRILLS", {})
wanted = sys.argv[1:] or sorted(drills)
unknown = [name for name in wanted if name not in drills]
if unknown:
    sys.exit(f"no such drill: {', '.join(unknown)}; there are {', '.join(sorted(drills))}")
sys.stdout.write(f"{stats.HEADER}\n")
failed = False
for name in wanted:
    outcome = drills[name]()
    failed |= not outcome.passed
    sys.stdout.write(f"{outcome.line()}\n")
    sys.stdout.flush()
sys.exit(failed)
