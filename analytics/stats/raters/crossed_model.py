"""Sessions x raters when not everyone rated everything: variance components, severity, fair scores."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core.arrays import Floats, level, matrix, same_length, vector
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.labels import Codes, encode
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.core.wald import normal
from analytics.stats.raters.gtheory import Components
from analytics.stats.raters.severity import (
    FEWEST_RANDOM_RATERS,
    Case,
    FairScore,
    Severity,
    fair_scores,
    severity,
)
from analytics.stats.raters.variance_components import Fit, fit

_ASSUMPTIONS = ("normal_effects", "no_interaction_of_target_and_rater", "ratings_missing_at_random")


@dataclass(frozen=True, slots=True, repr=False)
class Crossed(Answer):
    """score = mean + target + rater + error, by REML.

    Variances are in squared score points; None, with `reason`, when not estimable.
    `icc_agreement` counts severity as error, `icc_consistency` does not; both are for one rater.
    Severities and fair scores exist only when raters are linked by shared targets (`connected`).
    """

    HEADLINE: ClassVar[str] = "icc_agreement"

    n_targets: int
    n_raters: int
    n_ratings: int
    connected: bool
    reason: str | None
    variance_targets: float | None
    variance_raters: float | None
    variance_residual: float | None
    icc_agreement: Estimate
    icc_consistency: Estimate
    grand_mean: Estimate
    grand_mean_se: float | None
    severities: tuple[Severity, ...]
    fair_scores: tuple[FairScore, ...]
    components: Components | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class ScoreTable(Result):
    """A targets x raters table built from one row per rating, with the labels of both sides."""

    scores: Floats
    targets: tuple[Hashable, ...]
    raters: tuple[Hashable, ...]


def table(targets: Sequence[Any], raters: Sequence[Any], scores: ArrayLike) -> ScoreTable:
    """`scores` (one per rating) as a targets x raters table, labels in canonical order.

    Raises StatsError for a missing label and when a rater scored the same target twice.
    """
    values = vector(scores, "scores")
    rows, row_codes = encode(targets, "targets")
    columns, column_codes = encode(raters, "raters")
    same_length(values, row_codes, ("scores", "targets"))
    same_length(values, column_codes, ("scores", "raters"))
    for name, codes in (("targets", row_codes), ("raters", column_codes)):
        if (codes < 0).any():
            raise StatsError(name, "must not hold missing labels")
    flat = row_codes * len(columns) + column_codes
    if np.unique(flat).size < flat.size:
        raise StatsError("raters", "holds the same rater twice for one target")
    filled = np.full((len(rows), len(columns)), np.nan)
    filled[row_codes, column_codes] = values
    return ScoreTable(filled, rows, columns)


def crossed(scores: ArrayLike, *, confidence: float = 0.95) -> Crossed:
    """Crossed random effects for an incomplete targets x raters table (Brennan 2001; Bates et al. 2015).

    `scores` is targets x raters, missing as NaN; `raters.table` makes one from single ratings.
    With fewer than four raters severity is estimated as a fixed effect (deviation from the mean
    of the raters), because a variance of so few says little. Intervals of the coefficients are
    by the delta method on the logit scale.
    """
    wanted = level(confidence)
    given = matrix(scores, "scores")
    rows, columns = _canonical(given)
    case = Case(given, rows, columns, wanted)
    found = Fit("fewer_than_two_levels")
    if rows.size > 1 and columns.size > 1:
        found = fit(case.y, [case.row, case.column], np.ones((case.y.size, 1)))
    warnings = _warnings(case, found)
    severities = severity(case, found)
    targets, raters = found.variances or (None, None)
    parts = None
    if targets is not None and raters is not None:
        variances = {"p": targets, "r": raters, "residual": found.residual}
        parts = Components("p x r", MappingProxyType(variances), rows.size, "reml", warnings)
    mean, error = _grand_mean(case, found)
    return Crossed(
        n_targets=rows.size,
        n_raters=columns.size,
        n_ratings=case.y.size,
        connected=case.connected,
        reason=found.reason,
        variance_targets=targets,
        variance_raters=raters,
        variance_residual=None if found.reason else found.residual,
        icc_agreement=_icc("icc_agreement_crossed", case, found, warnings, severity_counts=True),
        icc_consistency=_icc("icc_consistency_crossed", case, found, warnings, severity_counts=False),
        grand_mean=mean,
        grand_mean_se=error,
        severities=severities,
        fair_scores=fair_scores(case, found, severities),
        components=parts,
        warnings=warnings,
    )


def _canonical(given: Floats) -> tuple[Codes, Codes]:
    """Rows and columns that have a score, in an order that depends on their scores alone."""
    present = ~np.isnan(given)
    rows, columns = np.flatnonzero(present.any(axis=1)), np.flatnonzero(present.any(axis=0))
    filled = np.where(present, given, np.inf)[np.ix_(rows, columns)]
    if filled.size:
        by_column = np.lexsort(np.sort(filled, axis=0)[::-1])
        by_row = np.lexsort(filled[:, by_column].T[::-1])
        rows, columns = rows[by_row], columns[by_column]
    return rows, columns


def _warnings(case: Case, found: Fit) -> tuple[str, ...]:
    checks = {
        "raters_not_linked": case.y.size > 0 and not case.connected,
        "few_raters_severity_fixed": 0 < case.columns.size < FEWEST_RANDOM_RATERS,
        "singular_fit": 0.0 in found.variances,
    }
    return tuple(code for code, holds in checks.items() if holds)


def _grand_mean(case: Case, found: Fit) -> tuple[Estimate, float | None]:
    method = "reml_mean"
    if found.reason:
        return undefined(found.reason, method=method, n_used=case.rows.size, excluded=case.excluded), None
    mean, error = float(found.fixed[0]), math.sqrt(float(found.fixed_covariance[0, 0]))
    interval = normal(mean, error, case.confidence)
    return Estimate(mean, case.rows.size, method, interval, excluded=case.excluded), error


def _icc(
    method: str, case: Case, found: Fit, warnings: tuple[str, ...], *, severity_counts: bool
) -> Estimate:
    """One rater's reliability; limits by the delta method on the logit, from REML's curvature."""
    n, excluded = case.rows.size, case.excluded
    if found.reason:
        return undefined(found.reason, method=method, n_used=n, excluded=excluded, warnings=warnings)
    target, rater = (float(t) for t in found.theta)
    noise = 1 + (rater**2 if severity_counts else 0.0)
    value = target**2 / (target**2 + noise)
    interval = None
    if target > 0:
        slope = np.array([2 / target, -2 * rater / noise if severity_counts else 0.0])
        error = math.sqrt(max(0.0, float(slope @ found.curvature @ slope)))
        logit = normal(2 * math.log(target) - math.log(noise), error, case.confidence)
        low, high = (float(special.expit(x)) for x in (logit.low, logit.high))
        interval = Interval(low, high, case.confidence, "delta_logit")
    return Estimate(
        value=value,
        n_used=n,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings,
        interval_reason=None if interval else "variance_on_boundary",
    )
