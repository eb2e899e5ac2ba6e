"""End-of-course survey: promoters, top boxes and the diverging Likert split."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value

CASE = "s13_angoff_survey"


def _percent(*limits: float) -> list[float]:
    return [100 * limit for limit in limits]


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    nps = stats.surveys.net_promoter(numbers(table["nps"]))
    q1 = numbers(table["q1"])
    bar = stats.surveys.likert(q1, scale=(1, 5))
    wilson = stats.surveys.top_box(q1, scale=(1, 5))
    exact = stats.surveys.top_box(q1, scale=(1, 5), method="clopper_pearson")
    return {
        "nps.promoter_passive_detractor": [nps.promoters, nps.passives, nps.detractors],
        "nps.score": value(nps.score),
        "nps.se_ci95_wald": [nps.standard_error, nps.score.interval.low, nps.score.interval.high],
        "q1.n_missing": bar.n_missing,
        "q1.counts": list(bar.counts),
        "q1.top2box_pct": 100 * value(wilson),
        "q1.top2box_wilson95_pct": _percent(wilson.interval.low, wilson.interval.high),
        "q1.clopper_pearson95_pct": _percent(exact.interval.low, exact.interval.high),
        "q1.diverging_left_neutral_right_pct": _percent(bar.below.value, bar.neutral.value, bar.above.value),
        "q1.net_agreement_pct": 100 * value(bar.net),
    }
