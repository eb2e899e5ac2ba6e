"""`python -m tests.hostile.measure < files`: what reading each of them costs, as JSON lines.

A process of its own with nothing but the reader in it: what it and the processes that it starts take is
what the file takes. Processor time, because a clock also tells what else the machine does.
"""

import json
import resource
import sys
from pathlib import Path

from django.conf import settings

settings.configure(USE_I18N=False, BASE_DIR=Path(__file__).resolve().parents[2])

from lms.core.errors import UserError  # noqa: E402 - settings come first
from lms.core.spreadsheets import read_table  # noqa: E402


def measured(data: bytes, filename: str) -> dict[str, object]:
    """What came of it, the seconds it took, and the most megabytes that reader and child ever had."""
    before = _seconds()
    try:
        table = read_table(data, filename=filename)
        came = f"read: {len(table.rows)} x {len(table.headers)}"
    except UserError as error:
        came = error.code
    return {
        "came": came,
        "kilobytes": len(data) // 1024,
        "seconds": round(_seconds() - before, 2),
        "reader": _peak(),
        "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> int:
    """The most that this process held; what `getrusage` tells includes whoever started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = dict(line.split(":") for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) // 1024


def main() -> None:
    """Measure every file that comes in on standard input as {"name", "filename", "path"}, one a line."""
    for line in sys.stdin:
        file = json.loads(line)
        data = Path(file["path"]).read_bytes()
        told = {"name": file["name"], **measured(data, file["filename"])}
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
