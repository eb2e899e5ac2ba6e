"""Two neurologists on an ordered scale whose words sort differently by alphabet."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import read_csv, value

CASE = "s17_ms_order"
ORDER = ["Certain", "Probable", "Possible", "Doubtful"]


def ratings(folder: Path) -> list[list[str | None]]:
    table = read_csv(folder / "data.csv")
    cells = zip(table["first"], table["second"], table["n"], strict=True)
    return [[first, second] for first, second, n in cells for _ in range(int(n or 0))]


def results(folder: Path) -> dict[str, Any]:
    scores = ratings(folder)
    answers: dict[str, Any] = {
        "krippendorff.ordinal": value(
            stats.raters.krippendorff(scores, metric="ordinal", categories=ORDER, replicates=100).alpha
        )
    }
    for weighting in ("linear", "quadratic"):
        found = stats.raters.weighted_kappa(scores, weighting=weighting, categories=ORDER)
        answers[f"weighted_kappa.{weighting}_coef_se"] = [found.kappa.value, found.standard_error]
    for weighting in ("linear", "quadratic", "ordinal"):
        ac2 = stats.raters.gwet(scores, weighting=weighting, categories=ORDER)
        answers[f"gwet_ac2.{weighting}"] = value(ac2.coefficient)
    return answers
