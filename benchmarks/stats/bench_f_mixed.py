"""Nested mixed model by REML: 1,500 people in 12 centers, 2,531 scores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

from analytics import stats

TITLE = "nested mixed model, 2,531 rows"
TARGET_MS = 65
DATA = Path(__file__).resolve().parents[2] / "tests/analytics/stats/data/s08_sim_training/data.csv"


def contenders() -> dict[str, Callable[[], object]]:
    table = pd.read_csv(DATA)
    pre, post, centers = table["pre"].to_numpy(), table["post"].to_numpy(), table["centre"].tolist()
    long = pd.concat(
        [
            table[["person", "centre"]].assign(time=time, score=table[column])
            for time, column in enumerate(("pre", "post"))
        ],
        ignore_index=True,
    ).dropna()
    generator = np.random.default_rng(3)
    wide_centers = generator.integers(0, 40, pre.size)

    def statsmodels_nested() -> object:
        model = smf.mixedlm(
            "score ~ time",
            long,
            groups="centre",
            re_formula="1",
            vc_formula={"person": "0 + C(person)"},
        )
        return model.fit(reml=True)

    return {
        "own": lambda: stats.groups.mixed_nested(pre, post, centers=centers),
        "own, 40 centers": lambda: stats.groups.mixed_nested(pre, post, centers=wide_centers),
        "own, gain model": lambda: stats.groups.mixed_gain(pre, post, centers=centers),
        "statsmodels MixedLM": statsmodels_nested,
    }
