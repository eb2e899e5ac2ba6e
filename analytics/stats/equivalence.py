"""Showing that a difference is smaller than what matters: two one-sided t tests (Schuirmann 1987)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats import tails, welch
from analytics.stats.arrays import level, vector
from analytics.stats.gains import complete_pairs
from analytics.stats.moments import describe, describe_pairs
from analytics.stats.result import Estimate, Interval, StatsError, undefined


@dataclass(frozen=True, slots=True)
class Equivalence:
    """The difference with its 1 - 2 alpha interval and the larger of the two one-sided p-values.

    `equivalent` is True when the interval lies inside +- `margin`, None when undefined.
    """

    difference: Estimate
    margin: float
    df: float | None
    p_lower: float | None
    p_upper: float | None
    p: float | None
    equivalent: bool | None


def paired(pre: ArrayLike, post: ArrayLike, *, margin: float, confidence: float = 0.95) -> Equivalence:
    """Is the mean gain within +- `margin` points? The margin must be set before seeing the data."""
    alpha = 1 - level(confidence)
    _check(margin)
    pairs = complete_pairs(pre, post)
    m = describe_pairs(pairs.pre, pairs.post)
    if m.mean_d is None or m.sd_d is None:
        reason = "no_complete_pair" if m.n == 0 else "fewer_than_two_pairs"
        return _without(reason, margin, m.n, pairs.excluded, "tost_paired")
    se = m.sd_d / math.sqrt(m.n)
    if se == 0:
        return _without("zero_variance_of_gains", margin, m.n, pairs.excluded, "tost_paired")
    return _test(m.mean_d, se, m.n - 1, margin, alpha, m.n, pairs.excluded, "tost_paired")


def between(first: ArrayLike, second: ArrayLike, *, margin: float, confidence: float = 0.95) -> Equivalence:
    """Is the difference of two groups' means (first minus second, Welch) within +- `margin`?"""
    alpha = 1 - level(confidence)
    _check(margin)
    a, b = vector(first, "first"), vector(second, "second")
    missing = {"first_missing": int(np.isnan(a).sum()), "second_missing": int(np.isnan(b).sum())}
    excluded = {reason: count for reason, count in missing.items() if count}
    one, two = describe(a[~np.isnan(a)]), describe(b[~np.isnan(b)])
    n = one.n + two.n
    if one.sd is None or two.sd is None or one.mean is None or two.mean is None:
        return _without("fewer_than_two_per_group", margin, n, excluded, "tost_welch")
    error = welch.combine(one.sd, one.n, two.sd, two.n)
    if error is None:
        return _without("zero_variance_in_both_groups", margin, n, excluded, "tost_welch")
    return _test(one.mean - two.mean, *error, margin, alpha, n, excluded, "tost_welch")


def _check(margin: float) -> None:
    if isinstance(margin, bool) or not isinstance(margin, (int, float)) or not 0 < margin < math.inf:
        raise StatsError("margin", "must be a finite number above 0")


def _without(reason: str, margin: float, n: int, excluded: dict[str, int], method: str) -> Equivalence:
    nothing = undefined(reason, method=method, n_used=n, excluded=excluded)
    return Equivalence(nothing, margin, None, None, None, None, None)


def _test(
    value: float,
    se: float,
    df: float,
    margin: float,
    alpha: float,
    n: int,
    excluded: dict[str, int],
    method: str,
) -> Equivalence:
    lower, upper = tails.t_upper((value + margin) / se, df), tails.t_upper((margin - value) / se, df)
    half = tails.t_quantile(1 - 2 * alpha, df) * se if alpha < 0.5 else 0.0
    estimate = Estimate(
        value=value,
        n_used=n,
        method=method,
        interval=Interval(value - half, value + half, max(1 - 2 * alpha, 0.0), "student_t"),
        excluded=excluded,
        assumptions=("means_roughly_normal", "margin_set_before_data"),
    )
    p = max(lower, upper)
    return Equivalence(estimate, margin, df, lower, upper, p, p < alpha)
