"""Showing that a difference is smaller than what matters: two one-sided t tests (Schuirmann 1987)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import level
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import describe_pairs
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.gain.raw import complete_pairs


@dataclass(frozen=True, slots=True, repr=False)
class Equivalence(Answer):
    """The difference with its 1 - 2 alpha interval and the larger of the two one-sided p-values.

    `equivalent` is True when the interval lies inside +- `margin`, None when undefined.
    """

    HEADLINE: ClassVar[str] = "difference"

    difference: Estimate
    margin: float
    df: float | None
    p_lower: float | None
    p_upper: float | None
    p: float | None
    equivalent: bool | None
    p_method: str = "larger_of_two_one_sided_t"


def equivalence(pre: ArrayLike, post: ArrayLike, *, margin: float, confidence: float = 0.95) -> Equivalence:
    """Is the mean gain within +- `margin` points? The margin must be set before seeing the data."""
    alpha = 1 - level(confidence)
    check_margin(margin)
    pairs = complete_pairs(pre, post)
    m = describe_pairs(pairs.pre, pairs.post)
    if m.mean_d is None or m.sd_d is None:
        reason = "no_complete_pair" if m.n == 0 else "fewer_than_two_pairs"
        return without(reason, margin, m.n, pairs.excluded, "tost_paired")
    se = m.sd_d / math.sqrt(m.n)
    if se == 0:
        return without("zero_variance_of_gains", margin, m.n, pairs.excluded, "tost_paired")
    return judge(m.mean_d, se, m.n - 1, margin, alpha, m.n, pairs.excluded, "tost_paired")


def check_margin(margin: float) -> None:
    """Raise StatsError unless `margin` is a finite number above 0."""
    if isinstance(margin, bool) or not isinstance(margin, (int, float)) or not 0 < margin < math.inf:
        raise StatsError("margin", "must be a finite number above 0")


def without(reason: str, margin: float, n: int, excluded: dict[str, int], method: str) -> Equivalence:
    """The answer where there is nothing to test."""
    nothing = undefined(reason, method=method, n_used=n, excluded=excluded)
    return Equivalence(nothing, margin, None, None, None, None, None)


def judge(
    value: float,
    se: float,
    df: float,
    margin: float,
    alpha: float,
    n: int,
    excluded: dict[str, int],
    method: str,
) -> Equivalence:
    """Two one-sided t tests of a difference with its standard error."""
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
