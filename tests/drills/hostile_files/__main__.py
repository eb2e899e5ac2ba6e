"""python -m tests.drills.hostile_files [rounds]: each hostile file; exits with 1 beyond the limits."""

import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.hostile.files import TEXTS, WORKBOOKS
from tests.hostile.run import measure

SECONDS, MEGABYTES = 2.0, 200


def main() -> int:
    """Print a row of a Markdown table for each file; the exit status."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    seconds: dict[str, list[float]] = defaultdict(list)
    about: dict[str, dict] = {}
    for _round in range(rounds):
        for files, suffix in ((WORKBOOKS, ".xlsx"), (TEXTS, ".csv")):
            for name, make in files.items():
                with tempfile.TemporaryDirectory() as folder:
                    (told,) = measure(Path(folder), {name: make}, suffix)
                seconds[name].append(told["seconds"])
                told["megabytes"] = max(
                    told["reader"], told["child"], about.get(name, told).get("megabytes", 0)
                )
                about[name] = told
    failed = 0
    print("| File | kB | Refused as | Seconds: median (least to most) | MB at most |\n|---|---|---|---|---|")
    for name, told in about.items():
        took = seconds[name]
        failed |= max(took) > SECONDS or told["megabytes"] > MEGABYTES or told["came"].startswith("read")
        spread = f"{statistics.median(took):.2f} ({min(took):.2f} to {max(took):.2f})"
        print(f"| {name} | {told['kilobytes']:,} | {told['came']} | {spread} | {told['megabytes']} |")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
