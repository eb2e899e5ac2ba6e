"""The gain of people who had two forms of a test crosswise: half of them A then B, the others B then A."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails, welch
from analytics.stats.core.arrays import level, same_length, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import Moments, describe
from analytics.stats.core.result import Estimate, Interval, undefined

ASSUMPTIONS = ("orders_assigned_by_chance", "people_independent", "missing_completely_at_random")


@dataclass(frozen=True, slots=True, repr=False)
class CrossedForms(Answer):
    """`gain` is the mean of both orders' mean gains, in which the difference of the forms cancels.

    `easier` is by how many points the form that the first order had afterwards is easier than the other.
    """

    HEADLINE: ClassVar[str] = "gain"

    gain: Estimate
    easier: Estimate
    n_first: int
    n_second: int


def crossed_forms(
    pre: ArrayLike, post: ArrayLike, first_order: ArrayLike, *, confidence: float = 0.95
) -> CrossedForms:
    """The gain over people with both scores (1-D, aligned, missing as None or NaN).

    `first_order` is 1 for who had the forms in one order, 0 for the other, missing for nobody knows. Half of
    the sum, and half of the difference, of the two mean gains, each with Welch's interval.
    """
    wanted = level(confidence)
    x, y, order = vector(pre, "pre"), vector(post, "post"), vector(first_order, "first_order")
    same_length(x, y, ("pre", "post"))
    same_length(x, order, ("pre", "first_order"))
    both = ~(np.isnan(x) | np.isnan(y))
    kept = both & ~np.isnan(order)
    missing = {
        "some_score_missing": int(x.size - np.count_nonzero(both)),
        "group_missing": int(np.count_nonzero(both & np.isnan(order))),
    }
    excluded = {reason: count for reason, count in missing.items() if count}
    gains = y[kept] - x[kept]
    one, two = describe(gains[order[kept] != 0]), describe(gains[order[kept] == 0])
    return CrossedForms(
        gain=_half(one, two, 1, "crossed_forms_gain", excluded, wanted),
        easier=_half(one, two, -1, "crossed_forms_difference", excluded, wanted),
        n_first=one.n,
        n_second=two.n,
    )


def _half(
    one: Moments, two: Moments, sign: int, method: str, excluded: dict[str, int], confidence: float
) -> Estimate:
    n = one.n + two.n
    if one.mean is None or two.mean is None:
        return undefined("one_order_alone", method=method, n_used=n, excluded=excluded)
    interval, reason = None, "fewer_than_two_per_group"
    value = one.mean / 2 + sign * two.mean / 2
    if one.sd is not None and two.sd is not None:
        error = welch.combine(one.sd, one.n, two.sd, two.n)
        half = 0.0 if error is None else tails.t_quantile(confidence, error[1]) * error[0] / 2
        interval = Interval(value - half, value + half, confidence, "welch_1947")
    return Estimate(
        value=value,
        n_used=n,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=ASSUMPTIONS,
        interval_reason=None if interval else reason,
    )
