"""python -m tests.analytics.stats.harness OUTDIR: writes OUTDIR/<case>.json for the scorer."""

import json
import sys
from pathlib import Path

from tests.analytics.stats.harness import collect

target = Path(sys.argv[1])
target.mkdir(parents=True, exist_ok=True)
for case, answers in collect().items():
    (target / f"{case}.json").write_text(json.dumps(answers, indent=1, allow_nan=False), encoding="utf-8")
