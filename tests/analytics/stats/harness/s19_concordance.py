"""Rounding first base: Kendall's W with ties."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value

CASE = "s19_rounding_bases"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    found = stats.raters.kendall_w(np.array([numbers(column) for column in table.values()]))
    return {
        "kendall.w": value(found.w),
        "kendall.uncorrected": found.uncorrected,
        "kendall.chi2": found.chi2,
        "kendall.chi2_printed": found.chi2,
        "kendall.p": found.p,
        "kendall.p_printed": found.p,
        "kendall.f_df_p": [found.f, found.df1, found.df2, found.p_f],
        "kendall.mean_ranks": list(found.mean_ranks),
    }
