"""Survey keys of the bfi scales: top boxes and the gap of a scale mean."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import interval, numbers, read_csv, value

CASE = "s06_bfi_scales"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    a4 = numbers(table["A4"])
    box = stats.surveys.top_box(a4, scale=(1, 6))
    matrix = np.column_stack([numbers(table[f"A{j}"]) for j in range(1, 6)])
    agree = stats.surveys.scale_scores(matrix, scale=(1, 6), reverse=[1], min_answered=1.0)
    men_minus_women = stats.surveys.scale_gaps(agree.scores, np.array(table["gender"]))[0]
    return {
        "A4.top2box": value(box),
        "A4.top2box_wilson95": interval(box),
        "A4.distribution_1to6": list(stats.surveys.likert(a4, scale=(1, 6)).counts),
        "agree_by_gender.welch_t_df_p": [-men_minus_women.t, men_minus_women.df, men_minus_women.p],
    }
