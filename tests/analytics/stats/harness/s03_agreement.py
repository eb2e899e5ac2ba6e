"""Krippendorff's example: alpha in four metrics and Gwet's family of coefficients."""

from pathlib import Path
from typing import Any

from analytics.stats import raters
from tests.analytics.stats.harness import numbers, read_csv, value

CASE = "s03_krippendorff_agreement"

FAMILY = {
    "fleiss.kappa": raters.fleiss,
    "gwet.ac1": raters.gwet,
    "krippen.alpha": raters.weighted_alpha,
    "bp.coeff": raters.brennan_prediger,
    "pa.coeff": raters.percent,
    "conger.kappa": raters.conger,
}


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    scores = list(zip(*(numbers(table[rater]) for rater in "ABCD"), strict=True))
    answers: dict[str, Any] = {
        f"krippendorff.{metric}": value(raters.krippendorff(scores, metric=metric).alpha)
        for metric in ("nominal", "ordinal", "interval", "ratio")
    }
    for name, coefficient in FAMILY.items():
        for weighting in ("unweighted", "linear", "quadratic", "ordinal"):
            found = coefficient(scores, weighting=weighting)
            answers[f"{name}.{weighting}_coef_se"] = [found.coefficient.value, found.standard_error]
    return answers
