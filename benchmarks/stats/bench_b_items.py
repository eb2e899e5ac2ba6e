"""Item analysis of 100,000 people by 40 questions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pingouin

from analytics import stats

TITLE = "Items, 100,000 x 40"
TARGET_MS = 20


def contenders() -> dict[str, Callable[[], object]]:
    rng = np.random.default_rng(3)
    ability, difficulty = rng.standard_normal((100_000, 1)), rng.standard_normal(40)
    matrix = (rng.random((100_000, 40)) < 1 / (1 + np.exp(difficulty - ability))).astype(np.uint8)
    floats = matrix.astype(np.float64)
    halves = floats / 3 + rng.normal(scale=1e-9, size=floats.shape)
    frame = pd.DataFrame(floats)

    def per_item() -> object:
        total = frame.sum(axis=1)
        variances, k = frame.var(), frame.shape[1]
        rows = []
        for name in frame:
            rest = total - frame[name]
            dropped = (k - 1) / (k - 2) * (1 - (variances.sum() - variances[name]) / rest.var())
            rows.append((frame[name].mean(), frame[name].corr(total), frame[name].corr(rest), dropped))
        return rows, k / (k - 1) * (1 - variances.sum() / total.var())

    return {
        "own": lambda: stats.items.analyze(matrix),
        "own, float64 input": lambda: stats.items.analyze(floats),
        "own, floats without a step (canonical order)": lambda: stats.items.analyze(halves, max_score=2),
        "pandas per item, without D27": per_item,
        "pingouin.cronbach_alpha, alpha only": lambda: pingouin.cronbach_alpha(frame),
    }
