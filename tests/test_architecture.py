"""The layers, the words and the weight of the code itself."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_imports_follow_the_layers():
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_code_is_linted():
    found = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--no-cache", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_no_template_carries_script_or_style():
    guilty = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if any(
            mark in path.read_text(encoding="utf-8")
            for mark in (" style=", "<style", "<script>", "onclick=", "onchange=", "onsubmit=", "javascript:")
        )
    ]
    assert guilty == []
