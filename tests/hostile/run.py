"""Making hostile files, and having them measured."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def measure(folder: Path, files: Mapping[str, Callable[[], bytes]], suffix: str) -> list[dict[str, Any]]:
    """What `tests.hostile.measure` tells of each file, in order."""
    lines = []
    for number, (name, make) in enumerate(files.items()):
        path = folder / f"{number}{suffix}"
        path.write_bytes(make())
        lines.append(json.dumps({"name": name, "filename": path.name, "path": str(path)}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.measure"],
        cwd=ROOT,
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
