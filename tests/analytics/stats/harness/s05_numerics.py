"""NIST univariate sets: numerical accuracy of the moments."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics.stats.core.moments import describe, lag1_autocorrelation
from tests.analytics.stats.harness import numbers, read_csv

CASE = "s05_nist_univariate"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    names, values = np.array(table["set"]), np.array(numbers(table["y"]))
    answers: dict[str, Any] = {}
    for name in sorted(set(table["set"])):
        y = values[names == name]
        moments = describe(y)
        answers[f"{name}.n"] = moments.n
        answers[f"{name}.mean"] = moments.mean
        answers[f"{name}.sd"] = moments.sd
        answers[f"{name}.lag1_autocorrelation"] = lag1_autocorrelation(y)
    return answers
