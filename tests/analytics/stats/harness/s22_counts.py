"""An interrupted series of counts with an exposure."""

from pathlib import Path
from typing import Any

from analytics import stats
from analytics.stats.core.result import Estimate
from tests.analytics.stats.harness import interval, numbers, read_csv, value

CASE = "s22_interrupted_counts"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    counts, exposure = numbers(table["count"]), numbers(table["exposure"])
    found = stats.impact.interrupted_counts(counts, n_before=24, exposure=exposure)
    robust = stats.impact.interrupted_counts(counts, n_before=24, exposure=exposure, errors="newey_west")
    return {
        "baseline_rate": value(found.baseline_rate),
        "trend_before_ci": _whole(found.trend_before),
        "level_ratio_ci": _whole(found.level_ratio),
        "trend_ratio_ci": _whole(found.trend_ratio),
        "ratio_at_start_ci": _whole(found.ratio_at_start),
        "ratio_at_end_ci": _whole(found.ratio_at_end),
        "level_ratio_ci_newey_west": _whole(robust.level_ratio),
        "poisson_se": list(found.poisson_se),
        "quasi_poisson_se": list(found.quasi_poisson_se),
        "newey_west_se": list(found.newey_west_se),
        "dispersion": found.dispersion,
        "periods": [found.level_period, found.start_period, found.effect_period],
    }


def _whole(estimate: Estimate) -> list[Any]:
    return [value(estimate), *interval(estimate)]
