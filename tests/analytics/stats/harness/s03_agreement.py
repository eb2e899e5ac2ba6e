"""Krippendorff's example: alpha in four metrics and Gwet's family of coefficients."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value

CASE = "s03_krippendorff_agreement"

FAMILY = {
    "fleiss.kappa": stats.raters.fleiss,
    "gwet.ac1": stats.raters.gwet,
    "krippen.alpha": stats.raters.weighted_alpha,
    "bp.coeff": stats.raters.brennan_prediger,
    "pa.coeff": stats.raters.percent,
    "conger.kappa": stats.raters.conger,
}


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    scores = list(zip(*(numbers(table[rater]) for rater in "ABCD"), strict=True))
    answers: dict[str, Any] = {
        f"krippendorff.{metric}": value(stats.raters.krippendorff(scores, metric=metric).alpha)
        for metric in ("nominal", "ordinal", "interval", "ratio")
    }
    for name, coefficient in FAMILY.items():
        for weighting in ("unweighted", "linear", "quadratic", "ordinal"):
            found = coefficient(scores, weighting=weighting)
            answers[f"{name}.{weighting}_coef_se"] = [found.coefficient.value, found.standard_error]
    return answers
