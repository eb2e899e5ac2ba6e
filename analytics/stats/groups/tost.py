"""Showing that two groups differ by less than what matters."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import welch
from analytics.stats.core.arrays import level, vector
from analytics.stats.core.moments import describe
from analytics.stats.gain.tost import Equivalence, check_margin, judge, without


def equivalence(
    first: ArrayLike, second: ArrayLike, *, margin: float, confidence: float = 0.95
) -> Equivalence:
    """Is the difference of two groups' means (first minus second, Welch) within +- `margin`?"""
    alpha = 1 - level(confidence)
    check_margin(margin)
    a, b = vector(first, "first"), vector(second, "second")
    missing = {"first_missing": int(np.isnan(a).sum()), "second_missing": int(np.isnan(b).sum())}
    excluded = {reason: count for reason, count in missing.items() if count}
    one, two = describe(a[~np.isnan(a)]), describe(b[~np.isnan(b)])
    n = one.n + two.n
    if one.sd is None or two.sd is None or one.mean is None or two.mean is None:
        return without("fewer_than_two_per_group", margin, n, excluded, "tost_welch")
    error = welch.combine(one.sd, one.n, two.sd, two.n)
    if error is None:
        return without("zero_variance_in_both_groups", margin, n, excluded, "tost_welch")
    return judge(one.mean - two.mean, *error, margin, alpha, n, excluded, "tost_welch")
