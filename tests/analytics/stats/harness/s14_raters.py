"""Incomplete and complete rater designs."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value
from tests.analytics.stats.harness.s02_icc import icc_keys

CASE = "s14_rater_design"


def results(folder: Path) -> dict[str, Any]:
    rows = read_csv(folder / "data.csv")
    grid = stats.raters.table(rows["session"], rows["rater"], numbers(rows["score"]))
    fit = stats.raters.crossed(grid.scores)
    answers: dict[str, Any] = {
        "vc.session_rater_residual": [fit.variance_targets, fit.variance_raters, fit.variance_residual],
        "ICC_A1": value(fit.icc_agreement),
        "ICC_C1": value(fit.icc_consistency),
        "rater_severity.order": list(grid.raters),
        "rater_severity.blup": [value(s.effect) for s in fit.severities],
        "n_raters_for_Phi_0.80": stats.raters.raters_needed(fit.components, target=0.80),
        "grand_mean_se": [value(fit.grand_mean), fit.grand_mean_se],
        "n_sessions_raters_ratings": [fit.n_targets, fit.n_raters, fit.n_ratings],
        "krippendorff.interval": value(stats.raters.krippendorff(grid.scores, metric="interval").alpha),
    }
    for n in (1, 2, 3, 4, 6):
        answers[f"dstudy.Phi_nr{n}"] = value(stats.raters.d_study(fit.components, n_raters=n).absolute)
    full = read_csv(folder / "full.csv")
    complete = stats.raters.icc(np.column_stack([numbers(full[r]) for r in ("T1", "T2", "T3")]))
    return answers | {f"full.{key}": answer for key, answer in icc_keys(complete).items()}
