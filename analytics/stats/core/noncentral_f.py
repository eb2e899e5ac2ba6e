"""Interval of a share of variance explained, by inverting the noncentral F distribution."""

from __future__ import annotations

import math
from collections.abc import Mapping

from scipy import special

from analytics.stats.core import roots
from analytics.stats.core.result import Estimate, Interval

_FARTHEST = 1e7


def partial_eta2(
    f: float,
    df1: float,
    df2: float,
    confidence: float,
    *,
    n: int,
    method: str = "partial_eta2",
    excluded: Mapping[str, int] | None = None,
    assumptions: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Estimate:
    """Partial eta squared of an F test with the interval of Steiger (2004), two-sided.

    Limits of the noncentrality L become L / (L + df1 + df2 + 1). The lower limit is 0 when the
    test is not significant at half of 1 - `confidence`; for an F near 0 the upper one is 0, too.
    """
    share = f * df1 / (f * df1 + df2)
    found = limits(f, df1, df2, confidence)
    interval = None
    if found is not None:
        low, high = (limit / (limit + df1 + df2 + 1) for limit in found)
        interval = Interval(low, high, confidence, "noncentral_f")
    if interval and interval.low == interval.high:
        warnings += ("zero_width_interval",)
    return Estimate(
        value=share,
        n_used=n,
        method=method,
        interval=interval,
        excluded=excluded or {},
        assumptions=assumptions,
        warnings=warnings,
        interval_reason=None if interval else "f_too_large_for_an_interval",
    )


def limits(f: float, df1: float, df2: float, confidence: float) -> tuple[float, float] | None:
    """The noncentralities for which the observed `f` is the upper and the lower tail quantile.

    None for an F too large for the distribution to be computed.
    """
    if f * df1 > _FARTHEST:
        return None
    tail = (1 - confidence) / 2
    low, high = _solve(f, df1, df2, 1 - tail), _solve(f, df1, df2, tail)
    return None if low is None or high is None else (low, high)


def _solve(f: float, df1: float, df2: float, probability: float) -> float | None:
    def gap(ncp: float) -> float:
        return float(special.ncfdtr(df1, df2, ncp, f)) - probability

    if gap(0.0) <= 0:
        return 0.0
    top = 2 * f * df1 + 10
    while gap(top) > 0:
        top *= 2
    return None if math.isnan(gap(top)) else roots.bracketed(gap, 0.0, top)
