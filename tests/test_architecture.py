"""The layers, the words and the weight of the code itself."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
KEPT = settings.VAR_DIR / "tests/mypy"


def test_imports_follow_the_layers():
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_services_and_selectors_know_nothing_of_the_web():
    """import-linter cannot forbid a part of an outside package, so this one is read by hand."""
    files = [
        path
        for app in ("lms/accounts", "assessments", "courses", "analytics")
        for kind in ("services", "selectors", "rules")
        for path in (ROOT / app / kind).rglob("*.py")
    ]
    web = re.compile(r"^from django\.(http|shortcuts) ", re.MULTILINE)
    guilty = [str(path.relative_to(ROOT)) for path in files if web.search(path.read_text(encoding="utf-8"))]
    assert guilty == []


@pytest.mark.slow("mypy reads Django, its stubs and all that stands on them")
def test_types_are_checked():
    """What stands on Django; the statistics have their own, strict run.

    What mypy knows of unchanged files is kept, as templates of databases are.
    """
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["files"]
    files = [path for path in declared if path != "analytics/stats"]
    assert {path.split("/")[0] for path in files} == {"lms", "assessments", "courses", "analytics"}
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(KEPT), *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


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


def test_template_lines_are_short_enough_to_read():
    longest = 120
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > longest
    ]
    assert guilty == []


def test_what_developing_needs_holds_what_running_needs():
    """`make test` installs the one list alone."""
    run, dev = (
        set(re.findall(r"^[\w.-]+==[^\s;\\]+", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE))
        for name in ("run", "dev")
    )
    assert run - dev == set()
    assert len(run) > 50
