"""How many people the next run needs: precision, power, clusters and drop-out."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from analytics.stats.core import noncentral_t, tails
from analytics.stats.core.arrays import level
from analytics.stats.core.base import Result
from analytics.stats.core.result import StatsError

ITEM_STATISTICS = {"difficulty": 100, "discrimination": 200, "two_parameter_model": 500}
"""Fewest people for item statistics to be worth reading (SPEC of items: docs/statistics.md)."""

_MOST = 10_000_000
_HUGE_EFFECT = 1e6
_SMALLEST_ALPHA = 1e-12


@dataclass(frozen=True, slots=True, repr=False)
class SampleSize(Result):
    """People to analyze and people to enroll.

    `n_independent` would do if people were independent and nobody left; `n_analyzed` allows for
    centers (x `design_effect`), `n_enrolled` also for drop-out. All None, with `reason`, when more
    than ten million would be needed.
    """

    n_independent: int | None
    n_analyzed: int | None
    n_enrolled: int | None
    design_effect: float
    reason: str | None


def half_width(n: int, *, sd_gain: float, confidence: float = 0.95) -> float:
    """Half-width of the t interval of a mean gain over `n` pairs, in points."""
    _whole("n", n, 2)
    return tails.t_quantile(level(confidence), n - 1) * _positive("sd_gain", sd_gain) / math.sqrt(n)


def for_precision(
    half_width: float,
    *,
    sd_gain: float,
    confidence: float = 0.95,
    center_size: float = 1.0,
    icc: float = 0.0,
    attrition: float = 0.0,
) -> SampleSize:
    """The fewest pairs whose interval has at most the half-width `half_width`, in points."""
    target, sd, confidence = (
        _positive("half_width", half_width),
        _positive("sd_gain", sd_gain),
        level(confidence),
    )

    def enough(n: int) -> bool:
        return tails.t_quantile(confidence, n - 1) * sd / math.sqrt(n) <= target

    return _sizes(_fewest(enough), center_size, icc, attrition)


def power(n: int, *, effect: float, alpha: float = 0.05) -> float:
    """Power of the two-sided paired t test for a true standardized gain `effect` (d_z), `n` pairs."""
    _whole("n", n, 2)
    return _power(n, abs(_number("effect", effect)), _alpha(alpha))


def for_power(
    effect: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    center_size: float = 1.0,
    icc: float = 0.0,
    attrition: float = 0.0,
) -> SampleSize:
    """The fewest pairs that find the true standardized gain `effect` (d_z) with `power`."""
    size, chance, tail = abs(_number("effect", effect)), _share("power", power), _alpha(alpha)
    if size == 0:
        return _sizes(None, center_size, icc, attrition)
    return _sizes(_fewest(lambda n: _power(n, size, tail) >= chance), center_size, icc, attrition)


def for_proportion(
    half_width: float,
    *,
    expected: float = 0.5,
    confidence: float = 0.95,
    center_size: float = 1.0,
    icc: float = 0.0,
    attrition: float = 0.0,
) -> SampleSize:
    """The fewest answers whose Wilson interval has at most the half-width `half_width`, as a share."""
    target, p = _share("half_width", half_width), _share("expected", expected)
    z = tails.normal_quantile(level(confidence))

    def enough(n: int) -> bool:
        share = z * z / n
        return z / (1 + share) * math.sqrt(p * (1 - p) / n + share / (4 * n)) <= target

    return _sizes(_fewest(enough), center_size, icc, attrition)


def design_effect(center_size: float, icc: float) -> float:
    """1 + (mean center size - 1) x ICC (Kish 1965): how much centers inflate a variance."""
    size = _number("center_size", center_size)
    if size < 1:
        raise StatsError("center_size", "must be 1 or more")
    correlation = _number("icc", icc)
    if not 0 <= correlation <= 1:
        raise StatsError("icc", "must lie between 0 and 1")
    return 1 + (size - 1) * correlation


def _sizes(n: int | None, center_size: float, icc: float, attrition: float) -> SampleSize:
    effect, lost = design_effect(center_size, icc), _number("attrition", attrition)
    if not 0 <= lost < 1:
        raise StatsError("attrition", "must lie between 0 and 1, 1 excluded")
    if n is None:
        return SampleSize(None, None, None, effect, "more_people_than_feasible")
    analyzed = _up(n * effect)
    return SampleSize(n, analyzed, _up(analyzed / (1 - lost)), effect, None)


def _up(value: float) -> int:
    # A whole number must not be rounded up by the last bit of its product.
    return math.ceil(value * (1 - 1e-12))


def _power(n: int, effect: float, alpha: float) -> float:
    df, center = n - 1, min(effect, _HUGE_EFFECT) * math.sqrt(n)
    critical = tails.t_quantile(1 - alpha, df)
    # Each tail by itself keeps a power close to 0 exact; the library's noncentral t returns NaN far out.
    return min(1.0, noncentral_t.cdf(-critical, df, -center) + noncentral_t.cdf(-critical, df, center))


def _fewest(enough: Callable[[int], bool]) -> int | None:
    """The least n >= 2 for which `enough` holds, which then holds for all larger n."""
    high = 2
    while not enough(high):
        high *= 2
        if high > _MOST:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return max(2, high)


def _whole(name: str, value: int, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST:
        raise StatsError(name, f"must be a whole number from {least} to {_MOST}")


def _number(name: str, value: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise StatsError(name, "must be a finite number")
    return float(value)


def _positive(name: str, value: float) -> float:
    if _number(name, value) <= 0:
        raise StatsError(name, "must be more than 0")
    return float(value)


def _alpha(alpha: float) -> float:
    if _share("alpha", alpha) < _SMALLEST_ALPHA:
        raise StatsError("alpha", f"must not be less than {_SMALLEST_ALPHA:g}")
    return alpha


def _share(name: str, value: float) -> float:
    if not 0 < _number(name, value) < 1:
        raise StatsError(name, "must lie strictly between 0 and 1")
    return float(value)
