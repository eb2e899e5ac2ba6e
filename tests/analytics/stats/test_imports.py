"""What importing the library may not drag in, and that results cannot be changed afterwards."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from analytics import stats

HOME = Path(stats.__path__[0])
MODULES = sorted(HOME.rglob("*.py"))
ROOT = Path(__file__).resolve().parents[3]


def loaded(code: str, names: set[str]) -> str:
    """Which of `names` a fresh interpreter has loaded after `code`."""
    whole = f"import sys\n{code}\nprint(sorted({names!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", whole], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_the_library_loads_no_numbers():
    assert loaded("import analytics.stats", {"numpy", "scipy", "analytics.stats.gain"}) == "[]"


def test_a_chapter_is_loaded_when_it_is_named():
    code = "from analytics import stats\nassert stats.planning.power(30, effect=0.5) > 0.5"
    assert (
        loaded(code, {"analytics.stats.planning", "analytics.stats.raters"}) == "['analytics.stats.planning']"
    )


def test_importing_everything_loads_nothing_heavy():
    names = [path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in MODULES]
    heavy = {"scipy.stats", "scipy.optimize", "statsmodels", "pandas", "pingouin", "django"}
    assert loaded("\n".join(f"import {name.removesuffix('.__init__')}" for name in names), heavy) == "[]"


def test_there_is_nothing_else():
    assert {path.parent.name for path in MODULES} - {"stats", "core"} == set(stats.CHAPTERS)
    assert set(stats.CHAPTERS) <= set(dir(stats))
    with pytest.raises(AttributeError, match="has no attribute 'gains'"):
        _ = stats.gains


@pytest.mark.parametrize("chapter", stats.CHAPTERS)
def test_no_function_hides_a_module_of_its_package(chapter):
    package = getattr(stats, chapter)
    modules = {path.stem for path in (HOME / chapter).glob("*.py")}
    assert modules & set(package.__all__) == set()


def test_results_are_frozen():
    found = stats.gain.paired([1, 2], [3, 5])
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.n_pairs = 9
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
        found.gain.value = 9.0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_modules_stay_small_and_speak_of_no_framework(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 260
    assert "django" not in text.lower().replace("no django", "")
