"""Means, standard deviations and correlations that no order of the rows can change.

Scores are nearly always whole numbers, multiples of a decimal step or shares of so many questions;
those are added up as integers, so that nothing is rounded before the last division. Other values
are centered first (two passes) and added with correctly rounded sums.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats, total
from analytics.stats.core.result import StatsError

Integers = NDArray[np.int64]

_STEPS = (1, 10, 100, 1_000, 10_000)
_QUESTIONS = 100
_LARGEST_DIVISOR = 1_000_000
_FEW = 64
_LARGEST = 2.0**52
_ROOM = 2**62
_ROUNDING = 8 * np.finfo(np.float64).eps


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean and sample standard deviation (n - 1) of one variable; None where n is too small."""

    n: int
    mean: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class PairMoments:
    """First and second moments of pairs (x, y) and of their difference d = y - x.

    `correlation` is None when n < 2 or when either variable is constant.
    """

    n: int
    mean_x: float | None
    mean_y: float | None
    mean_d: float | None
    sd_x: float | None
    sd_y: float | None
    sd_d: float | None
    covariance: float | None
    correlation: float | None


def on_grid(*vectors: Floats) -> tuple[tuple[Integers, ...], int] | None:
    """Integers q and the divisor D with value == q / D exactly.

    D is 1, 10 ... 10,000, or the common denominator of shares of at most 100 questions. One divisor
    serves all vectors. None when the values are not multiples of such a step or are too large for
    their sums of squares to be exact in 64 bits.
    """
    some = [v[:_FEW] for v in vectors]
    divisors = [step for step in _STEPS if not any(off.size for off in _off_grid(some, step)[1])]
    common, strange = 1, some
    while divisors or (common := _denominator(common, strange)):
        divisor = divisors.pop(0) if divisors else common
        whole, strange = _off_grid(vectors, divisor)
        if any(off.size for off in strange):
            strange = [off[:_FEW] for off in strange]
            continue
        largest = max((float(np.abs(w).max()) for w in whole if w.size), default=0.0)
        count = max(v.size for v in vectors)
        if largest > _LARGEST or count * (2 * int(largest)) ** 2 >= _ROOM:
            return None
        return tuple(w.astype(np.int64) for w in whole), divisor
    return None


def _off_grid(vectors: Sequence[Floats], divisor: int) -> tuple[list[Floats], list[Floats]]:
    """The nearest multiples of 1 / divisor, as whole numbers, and the values that are none."""
    whole = [np.rint(v * divisor) for v in vectors]
    return whole, [v[w / divisor != v] for w, v in zip(whole, vectors, strict=True)]


def _denominator(common: int, strange: Sequence[Floats]) -> int:
    """A larger divisor than `common`, of which these values are multiples too; 0 if there is none."""
    found = common
    for value in itertools.chain.from_iterable(v.tolist() for v in strange):
        share = Fraction(value).limit_denominator(_QUESTIONS)
        if share.numerator / share.denominator != value:
            return 0
        found = math.lcm(found, share.denominator)
    return found if common < found <= _LARGEST_DIVISOR else 0


def describe(values: Floats) -> Moments:
    """Mean and standard deviation of complete values (no NaN)."""
    n = values.size
    if n == 0:
        return Moments(0, None, None)
    grid = on_grid(values)
    if grid is not None:
        (q,), divisor = grid
        s = int(q.sum())
        return Moments(n, s / (n * divisor), _exact_sd(n, s, int(np.dot(q, q)), divisor))
    center, deviations, exponent = _centered(values, float(np.abs(values).max()))
    return Moments(n, center, _float_sd(deviations, exponent))


def describe_pairs(x: Floats, y: Floats) -> PairMoments:
    """Moments of complete pairs (no NaN); `x` and `y` have the same length."""
    n = x.size
    if n == 0:
        return PairMoments(0, None, None, None, None, None, None, None, None)
    grid = on_grid(x, y)
    if grid is not None:
        return _exact_pairs(grid[0][0], grid[0][1], grid[1])
    size = max(float(np.abs(x).max()), float(np.abs(y).max()))
    mean_x, dx, ex = _centered(x, size)
    mean_y, dy, ey = _centered(y, size)
    mean_d, dd, ed = _centered(y - x, size)
    if n < 2:
        return PairMoments(n, mean_x, mean_y, mean_d, None, None, None, None, None)
    cross, xx, yy = _float_ss(dx, dy), _float_ss(dx, dx), _float_ss(dy, dy)
    r = None if xx <= 0 or yy <= 0 else max(-1.0, min(1.0, cross / math.sqrt(xx) / math.sqrt(yy)))
    return PairMoments(
        n,
        mean_x,
        mean_y,
        mean_d,
        _float_sd(dx, ex),
        _float_sd(dy, ey),
        _float_sd(dd, ed),
        math.ldexp(cross / (n - 1), ex + ey),
        r,
    )


def lag1_autocorrelation(values: Floats) -> float | None:
    """Lag-1 autocorrelation of a series (order is part of the data); None if constant or n < 2."""
    if values.ndim != 1:
        raise StatsError("values", "must have one dimension")
    if values.size < 2:
        return None
    _, d, _ = _centered(values, float(np.abs(values).max()))
    whole = total(d * d)
    return None if whole == 0 else total(d[1:] * d[:-1]) / whole


def _exact_pairs(x: Integers, y: Integers, divisor: int) -> PairMoments:
    n = x.size
    sx, sy = int(x.sum()), int(y.sum())
    means = (sx / (n * divisor), sy / (n * divisor), (sy - sx) / (n * divisor))
    if n < 2:
        return PairMoments(n, *means, None, None, None, None, None)
    xx, yy, xy = int(np.dot(x, x)), int(np.dot(y, y)), int(np.dot(x, y))
    cross, ssx, ssy = n * xy - sx * sy, n * xx - sx * sx, n * yy - sy * sy
    r = None if ssx == 0 or ssy == 0 else max(-1.0, min(1.0, cross / (math.sqrt(ssx) * math.sqrt(ssy))))
    return PairMoments(
        n,
        *means,
        _exact_sd(n, sx, xx, divisor),
        _exact_sd(n, sy, yy, divisor),
        _exact_sd(n, sy - sx, xx + yy - 2 * xy, divisor),
        cross / (n * (n - 1) * divisor**2),
        r,
    )


def _exact_sd(n: int, s: int, ss: int, divisor: int) -> float | None:
    return None if n < 2 else math.sqrt((n * ss - s * s) / (n * (n - 1))) / divisor


def _centered(values: Floats, size: float) -> tuple[float, Floats, int]:
    """Mean, deviations divided by 2**exponent, exponent; rounding noise beside `size` counts as zero."""
    low, high = float(values.min()), float(values.max())
    # A correctly rounded mean of n equal values may still differ from them in the last bit.
    center = low if low == high else total(values) / values.size
    deviations = values - center
    largest = float(np.abs(deviations).max())
    if largest <= _ROUNDING * size:
        return center, np.zeros_like(values), 0
    exponent = math.frexp(largest)[1]
    return center, np.ldexp(deviations, -exponent), exponent


def _float_ss(a: Floats, b: Floats) -> float:
    # The second term removes what the rounding of the means left behind.
    return total(a * b) - total(a) * total(b) / a.size


def _float_sd(deviations: Floats, exponent: int) -> float | None:
    n = deviations.size
    return (
        None
        if n < 2
        else math.ldexp(math.sqrt(max(0.0, _float_ss(deviations, deviations)) / (n - 1)), exponent)
    )


@dataclass(frozen=True, slots=True)
class Differences:
    """y - x as whole multiples of `unit`, so that equal and zero differences are recognized as such."""

    values: Integers
    unit: float


def differences(x: Floats, y: Floats) -> Differences:
    """The differences of complete pairs on a common grid.

    Values that lie on no decimal grid (thirds, say) are rounded to about 13 significant digits
    of the largest score, below which differences are rounding noise.
    """
    grid = on_grid(x, y)
    if grid is not None:
        return Differences(grid[0][1] - grid[0][0], 1 / grid[1])
    size = max(float(np.abs(x).max(initial=0.0)), float(np.abs(y).max(initial=0.0)))
    exponent = math.frexp(size)[1] - 44
    whole = np.rint(np.ldexp(y, -exponent) - np.ldexp(x, -exponent))
    return Differences(whole.astype(np.int64), math.ldexp(1.0, exponent))
