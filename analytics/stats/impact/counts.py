"""Interrupted series of counts: rates before and after a program starts (Bernal et al. 2017)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level, same_length, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.impact import segments

ERRORS = ("quasi_poisson", "newey_west")
_ASSUMPTIONS = ("log_linear_trends", "nothing_else_changed_at_the_start")
_NAMES = ("baseline_rate", "trend_before", "level_ratio", "trend_ratio", "ratio_at_start", "ratio_at_end")
_STEPS = 100
# Beyond this many e-folds from the mean a fitted rate is on its way to zero.
_RUNAWAY = 30.0


@dataclass(frozen=True, slots=True, repr=False)
class InterruptedCounts(Answer):
    """Segmented Poisson regression; all figures are rates or ratios of rates (1 = no change).

    Periods count from 1. `level_ratio` compares the two lines at `level_period`, the last period
    before the start; `ratio_at_start` at `start_period`, the first of the program; `ratio_at_end` at
    `effect_period`, the last with a count. `trend_before` and `trend_ratio` are per period;
    `baseline_rate` is the count per unit of exposure at period 0. The standard errors are of the
    logarithms, in the order baseline, trend before, level, trend; intervals use those of `errors`.
    `dispersion` is Pearson's chi-squared by its degrees of freedom: 1 if counts are Poisson.
    """

    HEADLINE: ClassVar[str] = "level_ratio"

    baseline_rate: Estimate
    trend_before: Estimate
    level_ratio: Estimate
    trend_ratio: Estimate
    ratio_at_start: Estimate
    ratio_at_end: Estimate
    level_period: int
    start_period: int
    effect_period: int | None
    poisson_se: tuple[float, ...]
    quasi_poisson_se: tuple[float, ...]
    newey_west_se: tuple[float, ...]
    dispersion: float | None
    n_before: int
    n_after: int
    lag: int
    errors: str
    warnings: tuple[str, ...]
    reason: str | None


def interrupted_counts(
    counts: ArrayLike,
    *,
    n_before: int,
    exposure: ArrayLike | None = None,
    errors: str = "quasi_poisson",
    lag: int = 3,
    season: int | None = None,
    confidence: float = 0.95,
) -> InterruptedCounts:
    """log E(y_t) = log exposure_t + b0 + b1 t + b2 after + b3 (t - n_before) after, t = 1, 2 ...

    `counts` are whole numbers in time order, `exposure` what they are out of (cases, days, people).
    `errors` is "quasi_poisson" (Poisson errors times the root of the dispersion) or "newey_west"
    (`lag` lags, Bartlett weights, n / (n - k)); intervals use t with n - k degrees of freedom. `season`
    adds indicators. Periods without count or exposure are left out, as in `interrupted_series`.
    Raises StatsError for counts that are none and for exposures that are not positive.
    """
    wanted = level(confidence)
    values = vector(counts, "counts")
    offered = np.ones(values.size) if exposure is None else vector(exposure, "exposure")
    same_length(values, offered, ("counts", "exposure"))
    segments.check(n_before, lag, season)
    if errors not in ERRORS:
        raise StatsError("errors", f"must be one of {', '.join(ERRORS)}")
    present = ~(np.isnan(values) | np.isnan(offered))
    y, at_risk = values[present], offered[present]
    if (y < 0).any() or (y != np.rint(y)).any():
        raise StatsError("counts", "must hold whole numbers, 0 or more; for others call interrupted_series")
    if (at_risk <= 0).any():
        raise StatsError("exposure", "must be more than 0 in every period (missing as None or NaN)")
    t = np.flatnonzero(present).astype(np.float64) + 1
    before, after = int((t <= n_before).sum()), int((t > n_before).sum())
    missing = values.size - y.size
    excluded = {"value_missing": missing} if missing else {}
    x = segments.design(t, n_before, season)
    reason = segments.refusal(x, before, after, season)
    fit = _fit(x, y, np.log(at_risk), lag) if reason is None else None
    if fit is None:
        why = reason or "no_finite_rate"
        empty = undefined(why, method="interrupted_counts", n_used=y.size, excluded=excluded)
        periods = (n_before, n_before + 1, None)
        return InterruptedCounts(
            *(empty,) * 6, *periods, (), (), (), None, before, after, lag, errors, (), why
        )
    warnings = segments.warned(present, before, after)
    covariance = fit.robust if errors == "newey_west" else fit.poisson * fit.dispersion
    picks = segments.picks(x.shape[1], n_before, float(t[-1]))
    baseline, trend_before, level_ratio, trend_ratio, at_start, at_end = (
        _estimate(name, fit, covariance, pick, f"{errors}_t", wanted, excluded, warnings)
        for name, pick in zip(_NAMES, picks, strict=True)
    )
    return InterruptedCounts(
        baseline_rate=baseline,
        trend_before=trend_before,
        level_ratio=level_ratio,
        trend_ratio=trend_ratio,
        ratio_at_start=at_start,
        ratio_at_end=at_end,
        level_period=n_before,
        start_period=n_before + 1,
        effect_period=int(t[-1]),
        poisson_se=_roots(fit.poisson),
        quasi_poisson_se=_roots(fit.poisson * fit.dispersion),
        newey_west_se=_roots(fit.robust),
        dispersion=fit.dispersion,
        n_before=before,
        n_after=after,
        lag=lag,
        errors=errors,
        warnings=warnings,
        reason=None,
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    coefficients: Floats
    poisson: Floats
    robust: Floats
    dispersion: float
    n: int


def _fit(x: Floats, y: Floats, offset: Floats, lag: int) -> _Fit | None:
    """Iteratively reweighted least squares; None when a rate runs off to zero."""
    n, k = x.shape
    if not y.any():
        return None
    # About its mean the exponential of an offset neither overflows nor vanishes.
    middle = float(offset.mean())
    offset = offset - middle
    mu: Floats = (y + float(y.mean())) / 2
    beta: Floats = np.zeros(k)
    for _ in range(_STEPS):
        root = np.sqrt(mu)
        working = np.log(mu) - offset + (y - mu) / mu
        new: Floats = np.asarray(
            np.linalg.lstsq(x * root[:, None], working * root, rcond=None)[0], np.float64
        )
        logs = x @ new + offset
        if np.abs(logs - math.log(float(y.mean()))).max() > _RUNAWAY:
            return None
        step, beta, mu = float(np.abs(x @ (new - beta)).max()), new, np.exp(logs)
        if step < 1e-10:
            break
    else:
        return None
    q, r = np.linalg.qr(x * np.sqrt(mu)[:, None])
    back = np.linalg.solve(r, np.eye(k))
    pearson = (y - mu) / np.sqrt(mu)
    scores = q * pearson[:, None]
    robust = back @ segments.bartlett(scores, lag) @ back.T * n / (n - k)
    beta[0] -= middle
    return _Fit(beta, back @ back.T, robust, float(pearson @ pearson) / (n - k), n)


def _estimate(
    name: str,
    fit: _Fit,
    covariance: Floats,
    pick: Floats,
    interval_method: str,
    confidence: float,
    excluded: Mapping[str, int],
    warnings: tuple[str, ...],
) -> Estimate:
    method = f"interrupted_counts_{name}"
    value, df = _exponential(float(pick @ fit.coefficients)), fit.n - pick.size
    if value is None:
        return undefined("beyond_numbers", method=method, n_used=fit.n, excluded=excluded)
    error = math.sqrt(max(0.0, float(pick @ covariance @ pick)))
    half = tails.t_quantile(confidence, df) * error
    # Divided and multiplied, so that without error the limits are the value itself.
    spread = _exponential(half)
    low, high = (None, None) if spread is None else (value / spread, value * spread)
    interval = None
    if low is not None and high is not None and math.isfinite(high):
        interval = Interval(low, high, confidence, interval_method)
    return Estimate(
        value=value,
        n_used=fit.n,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings + (() if error else ("zero_width_interval",)),
        interval_reason=None if interval else "beyond_numbers",
    )


def _exponential(log: float) -> float | None:
    return math.exp(log) if abs(log) < 700 else None


def _roots(covariance: Floats) -> tuple[float, ...]:
    return tuple(math.sqrt(max(0.0, float(v))) for v in np.diagonal(covariance)[:4])
