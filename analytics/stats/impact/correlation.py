"""Across centers: do those that gained more also changed more? An association, never an effect."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level, same_length, total, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined

FEWEST_CENTERS = 15
_ROUNDING = 8 * float(np.finfo(np.float64).eps)
_ASSUMPTIONS = ("centers_independent", "linear_relation", "association_not_effect", "ecological")


@dataclass(frozen=True, slots=True, repr=False)
class Association(Answer):
    """Weighted correlation of two center-level measures, as observed and corrected for attenuation.

    `n_effective` is Kish's number of centers after weighting. `corrected` divides by the root of
    the reliabilities (Spearman 1904); it is undefined when that gives more than 1.
    """

    HEADLINE: ClassVar[str] = "correlation"

    correlation: Estimate
    corrected: Estimate
    n_effective: float | None


def association(
    gain: ArrayLike,
    change: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    reliability_gain: float = 1.0,
    reliability_change: float = 1.0,
    confidence: float = 0.95,
) -> Association:
    """Correlation of `gain` and `change` over centers with Fisher's (1921) interval.

    Centers missing either are left out and counted. Under 15 centers the warning
    `show_scatter_only` is set. Raises StatsError for negative weights or reliabilities off (0, 1].
    """
    wanted = level(confidence)
    x, y = vector(gain, "gain"), vector(change, "change")
    same_length(x, y, ("gain", "change"))
    w = np.ones(x.size) if weights is None else vector(weights, "weights")
    same_length(x, w, ("gain", "weights"))
    if (w < 0).any():
        raise StatsError("weights", "must not be negative")
    for name, value in (("reliability_gain", reliability_gain), ("reliability_change", reliability_change)):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
            raise StatsError(name, "must lie between 0 and 1, 0 excluded")
    used = ~np.isnan(x) & ~np.isnan(y) & (w > 0)
    lost = int(used.size - used.sum())
    excluded = {"center_incomplete": lost} if lost else {}
    n = int(used.sum())
    warnings: tuple[str, ...] = ("show_scatter_only",) if n < FEWEST_CENTERS else ()
    found = _correlation(x[used], y[used], w[used])
    if isinstance(found, str):
        empty = undefined(found, method="correlation", n_used=n, excluded=excluded, warnings=warnings)
        return Association(empty, replace(empty, method="correlation_corrected"), None)
    r, effective = found
    interval = _fisher(r, effective, wanted)
    observed = Estimate(
        value=r,
        n_used=n,
        method="correlation",
        interval=interval,
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings,
        interval_reason=None if interval else _why_no_interval(r),
    )
    attenuation = math.sqrt(reliability_gain * reliability_change)
    return Association(observed, _corrected(observed, attenuation), effective)


def _correlation(x: Floats, y: Floats, w: Floats) -> tuple[float, float] | str:
    """Weighted correlation and Kish's effective number, or why there is none."""
    if x.size < 3:
        return "fewer_than_three_centers"
    w = w / w.max()
    whole = total(w)
    deviations = []
    for values in (x, y):
        centered = values - values[np.argmin(values)]
        reach = float(centered.max())
        if reach <= _ROUNDING * float(np.abs(values).max()):
            return "no_variance"
        scaled = centered / reach
        deviations.append(scaled - total(w * scaled) / whole)
    dx, dy = deviations
    r = total(w * dx * dy) / math.sqrt(total(w * dx * dx) * total(w * dy * dy))
    return max(-1.0, min(1.0, r)), whole**2 / total(w * w)


def _fisher(r: float, n: float, confidence: float) -> Interval | None:
    if n <= 3 or abs(r) >= 1:
        return None
    half = tails.normal_quantile(confidence) / math.sqrt(n - 3)
    center = math.atanh(r)
    return Interval(math.tanh(center - half), math.tanh(center + half), confidence, "fisher_z")


def _why_no_interval(r: float) -> str:
    return "perfect_correlation" if abs(r) >= 1 else "too_few_centers_for_an_interval"


def _corrected(observed: Estimate, attenuation: float) -> Estimate:
    r, low_high = observed.value, observed.interval
    assert r is not None
    method = "correlation_corrected"
    if abs(r) > attenuation:
        return undefined(
            "corrected_correlation_beyond_one",
            method=method,
            n_used=observed.n_used,
            excluded=observed.excluded,
            warnings=observed.warnings,
        )
    interval = None
    if low_high:
        low, high = (limit / attenuation for limit in low_high)
        interval = Interval(low, high, low_high.level, "fisher_z_scaled").within(-1, 1)
    return replace(observed, value=r / attenuation, method=method, interval=interval)
