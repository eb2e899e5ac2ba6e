"""McDonald's omega of a total score from the one-factor model."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.core.score_matrix import Scores, load, moments
from analytics.stats.core.tails import t_quantile
from analytics.stats.items import one_factor


def omega(matrix: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Omega total = (sum of loadings)² / ((sum of loadings)² + sum of uniquenesses) (McDonald 1999).

    `matrix` is people × items, complete rows only. The interval is analytic and does not assume
    normal scores: the influence of each person on omega (delta method, with the leverage of a
    jackknife), on the scale of log(1 - omega), with Student's quantile.
    Undefined: fewer_than_three_items, too_few_persons (not more than items), constant_items,
    dependent_items (one follows from others), heywood_case, not_converged; report alpha then.
    """
    scores = load(matrix)
    confidence = level(confidence)
    second = moments(scores)
    if scores.k < 3:
        return _refuse(scores, "fewer_than_three_items")
    if second is None or scores.n <= scores.k:
        return _refuse(scores, "too_few_persons")
    if (second.variances <= 0).any():
        return _refuse(scores, "constant_items")
    sd = np.sqrt(second.variances)
    correlation = second.cov / np.multiply.outer(sd, sd)
    factor = one_factor.fit(correlation)
    if factor.problem:
        return _refuse(scores, factor.problem)
    weight = sd / sd.max()
    common = float(weight @ factor.loadings)
    unique = float(weight**2 @ factor.uniqueness)
    value = common**2 / (common**2 + unique)
    mixed = bool((factor.loadings < 0).any())
    return Estimate(
        value=value,
        interval=_interval(scores, correlation, factor, weight, value, confidence),
        n_used=scores.n,
        method="omega_total_one_factor",
        excluded=scores.excluded,
        assumptions=("one_dimension", "uncorrelated_errors"),
        warnings=("mixed_loading_signs",) if mixed else (),
    )


def _interval(
    scores: Scores,
    correlation: Floats,
    factor: one_factor.Factor,
    weight: Floats,
    value: float,
    confidence: float,
) -> Interval:
    quadratic = _influence(factor, weight)
    # Canonical row order: a matrix product may round a row by where it stands.
    rows = scores.values[np.lexsort(scores.values.T)].astype(np.float64)
    centered = rows - rows.mean(axis=0)
    z = centered / centered.std(axis=0, ddof=1)
    influence = ((z @ quadratic) * z).sum(axis=1) - float((quadratic * correlation).sum())
    # Leaving a person out moves omega by more than the slope says, the more the person stands out.
    distance = ((z @ np.linalg.inv(correlation)) * z).sum(axis=1) / (scores.n - 1)
    influence /= np.maximum(1 - 1 / scores.n - distance, 1 / scores.n)
    se = math.sqrt(float(influence @ influence) / (scores.n - 1) / scores.n)
    half = t_quantile(confidence, scores.n - 1) * se / (1 - value)
    return Interval(
        1 - (1 - value) * math.exp(half), 1 - (1 - value) * math.exp(-half), confidence, "delta_influence"
    ).within(0, 1)


def _influence(factor: one_factor.Factor, weight: Floats) -> Floats:
    """The matrix G for which a change dS of the correlations changes omega by trace(G dS)."""
    k = weight.size
    common = float(weight @ factor.loadings)
    unique = float(weight**2 @ factor.uniqueness)
    whole = (common**2 + unique) ** 2
    slope = np.concatenate([2 * common * unique * weight, -(common**2) * weight**2]) / whole
    precision = one_factor.inverse(factor.loadings, factor.uniqueness)
    solved = np.linalg.solve(one_factor.information(factor.loadings, precision), slope)
    along = precision @ factor.loadings
    cross = np.multiply.outer(along, precision @ solved[:k])
    result: Floats = (cross + cross.T) / 2 + precision @ (solved[k:, None] * precision) / 2
    return result


def _refuse(scores: Scores, reason: str) -> Estimate:
    return undefined(reason, method="omega_total_one_factor", n_used=scores.n, excluded=scores.excluded)
