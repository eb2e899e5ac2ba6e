"""Intraclass correlations of a complete targets x raters table (Shrout & Fleiss 1979; McGraw & Wong 1996)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core import tails
from analytics.stats.core.arrays import level, matrix
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.raters.icc_forms import Icc, IccForm
from analytics.stats.raters.mean_squares import MeanSquares, two_way

_LEAST_DF = 0.1
_ASSUMPTIONS = ("targets_sampled_at_random", "normal_effects", "equal_error_variance")


@dataclass(frozen=True, slots=True)
class _Table:
    """Mean squares on a scale of their own, and what every form needs besides."""

    ms: MeanSquares
    confidence: float
    excluded: Mapping[str, int]
    warnings: tuple[str, ...]


def icc(scores: ArrayLike, *, confidence: float = 0.95) -> Icc:
    """All six intraclass correlations with F intervals (McGraw & Wong 1996, table 7).

    `scores` is targets x raters. Targets without every rating are left out and counted: use
    `raters.crossed` for incomplete designs. Limits of the agreement forms use Satterthwaite's
    degrees of freedom; those of the average are the Spearman-Brown values of the single ones.
    Negative estimates are given as they are, with the warning `negative_estimate`.
    """
    wanted = level(confidence)
    table = matrix(scores, "scores")
    keep = ~np.isnan(table).any(axis=1)
    dropped = int(table.shape[0] - np.count_nonzero(keep))
    ms = two_way(table[keep] if dropped else table)
    case = _Table(
        ms,
        wanted,
        {"rating_missing": dropped} if dropped else {},
        ("ratings_missing_use_crossed_model",) if dropped else (),
    )
    between, within, raters, error = _shown(ms)
    reason = _impossible(ms)
    if reason:
        empty = _nothing(reason, case)
        none = undefined(reason, method="sem_agreement", n_used=ms.n, excluded=case.excluded)
        return Icc(ms.n, ms.k, between, within, raters, error, empty, empty, empty, empty, empty, empty, none)
    return Icc(
        ms.n,
        ms.k,
        between,
        within,
        raters,
        error,
        one_way_single=_ratio_form("icc_one_way_single", case, one_way=True, average=False),
        agreement_single=_agreement_form(case, average=False),
        consistency_single=_ratio_form("icc_consistency_single", case, one_way=False, average=False),
        one_way_average=_ratio_form("icc_one_way_average", case, one_way=True, average=True),
        agreement_average=_agreement_form(case, average=True),
        consistency_average=_ratio_form("icc_consistency_average", case, one_way=False, average=True),
        sem_agreement=_sem(case),
    )


def _impossible(ms: MeanSquares) -> str | None:
    if ms.n < 2:
        return "fewer_than_two_targets"
    if ms.k < 2:
        return "fewer_than_two_raters"
    return "no_variance" if ms.between == ms.within == 0 else None


def _shown(ms: MeanSquares) -> tuple[float | None, float | None, float | None, float | None]:
    if ms.n < 2 or ms.k < 2:
        return None, None, None, None
    show = ms.scale.scaled
    return show(ms.between, 2), show(ms.within, 2), show(ms.raters, 2), show(ms.error, 2)


def _nothing(reason: str, case: _Table) -> IccForm:
    estimate = undefined(
        reason, method="icc", n_used=case.ms.n, excluded=case.excluded, warnings=case.warnings
    )
    return IccForm(estimate, None, None, None, None, reason)


def _ratio_form(method: str, case: _Table, *, one_way: bool, average: bool) -> IccForm:
    """ICC(1,1), ICC(C,1), ICC(1,k) and ICC(C,k): functions of F = between / noise alone."""
    ms = case.ms
    noise = ms.within if one_way else ms.error
    df1, df2 = ms.n - 1, ms.n * (ms.k - 1) if one_way else (ms.n - 1) * (ms.k - 1)
    bottom = ms.between if average else ms.between + (ms.k - 1) * noise
    if bottom == 0:
        return _form(method, case, None, None, _test(ms.between, noise, df1, df2), "no_between_variance")
    value = (ms.between - noise) / bottom
    limits: tuple[float, float] | str = "no_between_variance"
    if noise == 0:
        limits = (1.0, 1.0)
    elif ms.between > 0:
        low, high = (ms.between / noise * factor for factor in _f_factors(case.confidence, df1, df2))
        limits = (
            (1 - 1 / low, 1 - 1 / high)
            if average
            else ((low - 1) / (low + ms.k - 1), (high - 1) / (high + ms.k - 1))
        )
    return _form(method, case, value, limits, _test(ms.between, noise, df1, df2), None)


def _f_factors(confidence: float, df1: float, df2: float) -> tuple[float, float]:
    """What F is multiplied by to reach its lower and upper confidence limit."""
    tail = (1 - confidence) / 2
    return float(special.fdtri(df2, df1, tail)), 1 / float(special.fdtri(df1, df2, tail))


def _agreement_form(case: _Table, *, average: bool) -> IccForm:
    """ICC(A,1) and ICC(A,k), whose limits need Satterthwaite's degrees of freedom."""
    ms = case.ms
    n, k, b, j, e = ms.n, ms.k, ms.between, ms.raters, ms.error
    method = "icc_agreement_average" if average else "icc_agreement_single"
    test = _test(b, e, n - 1, (n - 1) * (k - 1))
    rest = k * j + (k * n - k - n) * e
    bottom = n * b + rest
    if bottom <= 0:
        return _form(method, case, None, None, test, "no_variance_to_compare")
    single = n * (b - e) / bottom
    limits = _agreement_limits(case, single, rest)
    if not average:
        if isinstance(limits, tuple):
            # Scores of k raters cannot correlate less than this.
            limits = max(limits[0], min(-1 / (k - 1), single)), limits[1]
        return _form(method, case, single, limits, test, None)
    if 1 + (k - 1) * single <= 0:
        return _form(method, case, None, None, test, "denominator_not_positive")
    if isinstance(limits, tuple):
        if 1 + (k - 1) * limits[0] <= 0:
            limits = "lower_limit_undefined"
        else:
            low, high = (k * v / (1 + (k - 1) * v) for v in limits)
            limits = low, high
    return _form(method, case, k * single / (1 + (k - 1) * single), limits, test, None)


def _agreement_limits(case: _Table, single: float, rest: float) -> tuple[float, float] | str:
    ms = case.ms
    n, k, b, j, e = ms.n, ms.k, ms.between, ms.raters, ms.error
    if j == e == 0:
        return 1.0, 1.0
    if b == 0:
        return "no_between_variance"
    severity, noise = k * single * j, (n * (1 + (k - 1) * single) - k * single) * e
    spread = (n - 1) * severity**2 + noise**2
    df = (k - 1) * (n - 1) * (severity + noise) ** 2 / spread if spread else 0.0
    if df < _LEAST_DF:
        return "degrees_of_freedom_vanish"
    tail = (1 - case.confidence) / 2
    # Both limits are written with F's lower tail, which stays finite for any degrees of freedom.
    shrink = float(special.fdtri(df, n - 1, tail))
    raise_ = float(special.fdtri(n - 1, df, tail))
    low = n * (shrink * b - e) / (rest + n * shrink * b)
    high = n * (b - raise_ * e) / (raise_ * rest + n * b)
    # For negative coefficients Satterthwaite's degrees of freedom can put the estimate outside.
    return (low, high) if low <= single <= high else "degrees_of_freedom_vanish"


def _test(between: float, noise: float, df1: int, df2: int) -> tuple[float, int, int, float] | None:
    if noise == 0:
        return None
    f = between / noise
    return f, df1, df2, tails.f_upper(f, df1, df2)


def _form(
    method: str,
    case: _Table,
    value: float | None,
    limits: tuple[float, float] | str | None,
    test: tuple[float, int, int, float] | None,
    reason: str | None,
) -> IccForm:
    f, df1, df2, p = test or (None, None, None, None)
    test_reason = None if test else "no_error_variance"
    warnings = case.warnings
    if value is None:
        estimate = undefined(
            reason or "no_variance",
            method=method,
            n_used=case.ms.n,
            excluded=case.excluded,
            warnings=warnings,
        )
        return IccForm(estimate, f, df1, df2, p, test_reason)
    interval = Interval(*limits, case.confidence, "f") if isinstance(limits, tuple) else None
    if value < 0:
        warnings += ("negative_estimate",)
    if interval and interval.low == interval.high:
        warnings += ("zero_width_interval",)
    estimate = Estimate(
        value=value,
        n_used=case.ms.n,
        method=method,
        interval=interval,
        excluded=case.excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings,
        interval_reason=None if isinstance(limits, tuple) else limits,
    )
    return IccForm(estimate, f, df1, df2, p, test_reason)


def _sem(case: _Table) -> Estimate:
    ms = case.ms
    points = ms.scale.scaled(math.sqrt((ms.raters + (ms.n - 1) * ms.error) / ms.n))
    if points is None:
        return undefined("beyond_float_range", method="sem_agreement", n_used=ms.n, excluded=case.excluded)
    return Estimate(
        value=points,
        n_used=ms.n,
        method="sem_agreement",
        excluded=case.excluded,
        warnings=case.warnings,
        interval_reason="interval_not_offered",
    )
