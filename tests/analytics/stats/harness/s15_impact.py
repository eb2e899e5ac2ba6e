"""Settlement rates: staggered adoption by centers, and a national interrupted series."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value
from tests.analytics.stats.harness.s11_did import did_keys

CASE = "s15_did_its"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    rate = np.array(numbers(table["settled"])) / np.array(numbers(table["cases"]))
    panel = (rate, table["centre"], numbers(table["quarter"]), numbers(table["adopted"]))
    answers = did_keys(stats.impact.staggered(*panel))
    del answers["aggte.dynamic.se"], answers["aggte.group.se"], answers["aggte.calendar.se"]
    later = stats.impact.staggered(*panel, control="not_yet").simple
    answers["notyettreated.aggte.simple.overall_att_se"] = [value(later.overall), later.overall_se]
    its = stats.impact.interrupted_series(numbers(read_csv(folder / "its.csv")["rate"]), n_before=24)
    parts = (its.intercept, its.trend_before, its.level_change, its.trend_change)
    return answers | {
        "its.coef_int_month_level_trend": [value(part) for part in parts],
        "its.ols_se": list(its.ols_se),
        "its.newey_west3_se": list(its.newey_west_se),
        "its.durbin_watson": its.durbin_watson,
        "its.effect_at_month_48": value(its.effect),
    }
