"""Interrupted time series: level and trend before and after a program starts (Wagner et al. 2002)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.impact import segments

_ASSUMPTIONS = ("linear_trends", "nothing_else_changed_at_the_start")
_NAMES = ("intercept", "trend_before", "level_change", "trend_change", "effect_at_start", "effect_at_end")
_EXACT_FIT = 1e-24


@dataclass(frozen=True, slots=True, repr=False)
class InterruptedSeries(Answer):
    """Segmented regression with Newey-West errors.

    Which period a level refers to is said beside it (periods count from 1): `level_change` is the
    gap between the two lines at `level_period`, the last one before the start, where the program
    has not yet run; `effect_at_start` = level + trend change is that of `start_period`, its first;
    `effect` that of `effect_period`, the last with a value. `trend_change` is per period. `ols_se`
    and `newey_west_se` are in the order intercept, trend before, level, trend. Durbin-Watson near 2
    means no first-order autocorrelation.
    """

    HEADLINE: ClassVar[str] = "level_change"

    intercept: Estimate
    trend_before: Estimate
    level_change: Estimate
    trend_change: Estimate
    effect_at_start: Estimate
    effect: Estimate
    level_period: int
    start_period: int
    effect_period: int | None
    ols_se: tuple[float, ...]
    newey_west_se: tuple[float, ...]
    durbin_watson: float | None
    n_before: int
    n_after: int
    lag: int
    warnings: tuple[str, ...]
    reason: str | None


def interrupted_series(
    series: ArrayLike,
    *,
    n_before: int,
    lag: int = 3,
    season: int | None = None,
    confidence: float = 0.95,
) -> InterruptedSeries:
    """y_t = b0 + b1 t + b2 after + b3 (t - n_before) after, t = 1, 2 ... (Bernal et al. 2017).

    `series` is in time order; `n_before` periods precede the program. Errors are Newey & West's
    (1987) with `lag` lags, Bartlett weights and the n / (n - k) correction; intervals use t with
    n - k degrees of freedom. `season` adds indicators for a period of that length. Missing values
    are left out and their neighbors counted as adjacent, with a warning.
    """
    wanted = level(confidence)
    values = vector(series, "series")
    segments.check(n_before, lag, season)
    present = ~np.isnan(values)
    y, t = values[present], np.flatnonzero(present).astype(np.float64) + 1
    before, after = int((t <= n_before).sum()), int((t > n_before).sum())
    missing = values.size - y.size
    excluded = {"value_missing": missing} if missing else {}
    x = segments.design(t, n_before, season)
    reason = segments.refusal(x, before, after, season)
    if reason:
        empty = undefined(reason, method="interrupted_series", n_used=y.size, excluded=excluded)
        periods = (n_before, n_before + 1, None)
        return InterruptedSeries(*(empty,) * 6, *periods, (), (), None, before, after, lag, (), reason)
    warnings = segments.warned(present, before, after)
    fit = _fit(x, y, lag)
    picks = segments.picks(x.shape[1], n_before, float(t[-1]))
    intercept, trend_before, level_change, trend_change, effect_at_start, effect = (
        _estimate(name, fit, pick, excluded, warnings, wanted)
        for name, pick in zip(_NAMES, picks, strict=True)
    )
    return InterruptedSeries(
        intercept=intercept,
        trend_before=trend_before,
        level_change=level_change,
        trend_change=trend_change,
        effect_at_start=effect_at_start,
        effect=effect,
        level_period=n_before,
        start_period=n_before + 1,
        effect_period=int(t[-1]),
        ols_se=_roots(fit.ols)[:4],
        newey_west_se=_roots(fit.robust)[:4],
        durbin_watson=fit.durbin_watson,
        n_before=before,
        n_after=after,
        lag=lag,
        warnings=warnings,
        reason=None,
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    coefficients: Floats
    ols: Floats
    robust: Floats
    df: int
    durbin_watson: float | None


def _fit(x: Floats, y: Floats, lag: int) -> _Fit:
    n, k = x.shape
    exponent = math.frexp(float(np.abs(y).max()))[1]
    scaled = np.ldexp(y, -exponent)
    q, r = np.linalg.qr(x)
    back = np.linalg.solve(r, np.eye(k))
    coefficients = back @ (q.T @ scaled)
    residuals = scaled - x @ coefficients
    rss = float(residuals @ residuals)
    if rss <= _EXACT_FIT * n:
        residuals, rss = np.zeros(n), 0.0
    scores = q * residuals[:, None]
    robust = back @ segments.bartlett(scores, lag) @ back.T * n / (n - k)
    unit = math.ldexp(1.0, exponent)
    return _Fit(
        coefficients=coefficients * unit,
        ols=back @ back.T * (rss / (n - k)) * unit**2,
        robust=robust * unit**2,
        df=n - k,
        durbin_watson=float((np.diff(residuals) ** 2).sum()) / rss if rss else None,
    )


def _estimate(
    name: str,
    fit: _Fit,
    pick: Floats,
    excluded: Mapping[str, int],
    warnings: tuple[str, ...],
    confidence: float,
) -> Estimate:
    value = float(pick @ fit.coefficients)
    error = math.sqrt(max(0.0, float(pick @ fit.robust @ pick)))
    half = tails.t_quantile(confidence, fit.df) * error
    return Estimate(
        value=value,
        n_used=fit.df + pick.size,
        method=f"interrupted_series_{name}",
        interval=Interval(value - half, value + half, confidence, "newey_west_t"),
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings + (() if error else ("zero_width_interval",)),
    )


def _roots(covariance: Floats) -> tuple[float, ...]:
    return tuple(math.sqrt(max(0.0, float(v))) for v in np.diagonal(covariance))
