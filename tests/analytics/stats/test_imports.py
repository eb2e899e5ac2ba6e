"""What importing the library may not drag in, and that results cannot be changed afterwards."""

import dataclasses
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import analytics.stats
from analytics.stats import gains

MODULES = sorted(info.name for info in pkgutil.iter_modules(analytics.stats.__path__))
ROOT = Path(__file__).resolve().parents[3]


def test_importing_everything_loads_nothing_heavy():
    code = (
        f"import sys\nfrom analytics.stats import {', '.join(MODULES)}\n"
        "heavy = {'scipy.stats', 'scipy.optimize', 'statsmodels', 'pandas', 'pingouin', 'django'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_results_are_frozen():
    found = gains.paired([1, 2], [3, 5])
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.n_pairs = 9
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
        found.gain.value = 9.0


@pytest.mark.parametrize("name", MODULES)
def test_modules_stay_small_and_speak_of_no_framework(name):
    text = (Path(analytics.stats.__path__[0]) / f"{name}.py").read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert "django" not in text.lower().replace("no django", "")
