"""An Angoff panel of nine judges and 24 items."""

import math
from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import interval, numbers, read_csv, value

CASE = "s13_angoff_survey"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "angoff.csv")
    ratings = np.column_stack([numbers(column) for name, column in table.items() if name != "judge"])
    panel = stats.scaling.angoff(ratings)
    assert panel.components is not None
    assert panel.cut_score.value is not None
    band = stats.scaling.band(panel.cut_score.value, sem=4.1 * math.sqrt(1 - 0.82))
    return {
        "angoff.cut_raw": value(panel.cut_score),
        "angoff.judge_sd": panel.judge_sd,
        "angoff.se_cut": panel.se_judges,
        "angoff.cut_ci95_t": interval(panel.cut_score),
        "angoff.vc_item_judge_residual": [
            panel.components.item,
            panel.components.judge,
            panel.components.residual,
        ],
        "cut_band.sem_given_sd4.1_rel.82": band.sem,
        "cut_band.low_high_1sem": [band.low, band.high],
    }
