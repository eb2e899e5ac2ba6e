"""Degenerate ratings: what must be undefined, and what must not."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import value

CASE = "s09_edge_cases"


def results(folder: Path) -> dict[str, Any]:
    perfect = stats.raters.icc([[3, 3, 3], [4, 4, 4], [1, 1, 1], [5, 5, 5]])
    equal = stats.raters.icc([[3, 3, 3]] * 4)
    parallel = stats.raters.icc([[1, 2, 3]] * 4)
    same = [["pass", "pass"]] * 6
    return {
        "icc_edge.perfect_agreement.ICC2_1": value(perfect.agreement_single.estimate),
        "icc_edge.all_ratings_equal.ICC2_1": value(equal.agreement_single.estimate),
        "icc_edge.no_between_session_variance.ICC1_1": value(parallel.one_way_single.estimate),
        "icc_edge.no_between_session_variance.ICC3_1": value(parallel.consistency_single.estimate),
        "kappa_edge.everyone_same_category.cohen": value(stats.raters.cohen(same).kappa),
        "kappa_edge.everyone_same_category.gwet_ac1": value(stats.raters.gwet(same).coefficient),
        "kappa_edge.everyone_same_category.krippendorff": value(
            stats.raters.krippendorff(same, metric="nominal").alpha
        ),
    }
