"""Agreeableness and neuroticism of the bfi: internal consistency, item statistics, missing answers."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value
from tests.analytics.stats.harness.classical import classical

CASE = "s06_bfi_scales"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    agree = np.column_stack([numbers(table[f"A{i}"]) for i in range(1, 6)])
    agree[:, 0] = 7 - agree[:, 0]
    neuro = np.column_stack([numbers(table[f"N{i}"]) for i in range(1, 6)])
    answers: dict[str, Any] = {}
    for name, scale in (("agree", agree), ("neuro", neuro)):
        complete = classical(scale, max_marks=6, binary=False)
        answers.update({f"{name}.complete.{key}": answer for key, answer in complete.items()})
        answers[f"{name}.pairwise_alpha"] = value(stats.items.alpha(scale, missing="pairwise"))
    answers["agree.published_alpha_2dp"] = answers["agree.pairwise_alpha"]
    return answers
