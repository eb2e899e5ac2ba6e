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

from analytics.stats.core.arrays import Counts, Floats, total
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


def on_grid(*vectors: Floats, people: int = 0) -> tuple[tuple[Integers, ...], int] | None:
    """Integers q and the divisor D with value == q / D exactly.

    D is 1, 10 ... 10,000, or the common denominator of shares of at most 100 questions. One divisor
    serves all vectors. None when the values are not multiples of such a step or are too large for
    their sums of squares to be exact in 64 bits, over `people` where they are more than the values.
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
        count = max(people, *(v.size for v in vectors))
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
    for value in dict.fromkeys(itertools.chain.from_iterable(v.tolist() for v in strange)):
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
    own = _centered(values, float(np.abs(values).max()), n)
    return Moments(n, own.mean, _float_sd(own, _products(own, own, n), n))


def describe_pairs(x: Floats, y: Floats, people: Counts | None = None) -> PairMoments:
    """Moments of complete pairs (no NaN); `x` and `y` have the same length.

    `people` says how many (one at least) have each pair, where pairs do not stand once for each.
    """
    n = x.size if people is None else int(people.sum())
    if n == 0:
        return PairMoments(0, None, None, None, None, None, None, None, None)
    grid = on_grid(x, y, people=n)
    if grid is not None:
        return _exact_pairs(grid[0][0], grid[0][1], grid[1], n, people)
    size = max(float(np.abs(x).max()), float(np.abs(y).max()))
    a, b, d = (_centered(values, size, n, people) for values in (x, y, y - x))
    if n < 2:
        return PairMoments(n, a.mean, b.mean, d.mean, None, None, None, None, None)
    cross, xx, yy, dd = (_products(*two, n, people) for two in ((a, b), (a, a), (b, b), (d, d)))
    r = None if xx <= 0 or yy <= 0 else max(-1.0, min(1.0, cross / math.sqrt(xx) / math.sqrt(yy)))
    return PairMoments(
        n,
        a.mean,
        b.mean,
        d.mean,
        _float_sd(a, xx, n),
        _float_sd(b, yy, n),
        _float_sd(d, dd, n),
        math.ldexp(cross / (n - 1), a.exponent + b.exponent),
        r,
    )


def lag1_autocorrelation(values: Floats) -> float | None:
    """Lag-1 autocorrelation of a series (order is part of the data); None if constant or n < 2."""
    if values.ndim != 1:
        raise StatsError("values", "must have one dimension")
    if values.size < 2:
        return None
    d = _centered(values, float(np.abs(values).max()), values.size).deviations
    whole = total(d * d)
    return None if whole == 0 else total(d[1:] * d[:-1]) / whole


def _exact_pairs(x: Integers, y: Integers, divisor: int, n: int, people: Counts | None) -> PairMoments:
    all_x, all_y = (x, y) if people is None else (x * people, y * people)
    sx, sy = int(all_x.sum()), int(all_y.sum())
    means = (sx / (n * divisor), sy / (n * divisor), (sy - sx) / (n * divisor))
    if n < 2:
        return PairMoments(n, *means, None, None, None, None, None)
    xx, yy, xy = int(np.dot(all_x, x)), int(np.dot(all_y, y)), int(np.dot(all_x, y))
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


@dataclass(frozen=True, slots=True)
class _Centered:
    """Deviations from the mean, divided by 2**exponent; `left` is what its rounding leaves of their sum."""

    mean: float
    deviations: Floats
    exponent: int
    left: float


def _centered(values: Floats, size: float, n: int, people: Counts | None = None) -> _Centered:
    """The values of `n` people about their mean; rounding noise beside `size` counts as zero."""
    low, high = float(values.min()), float(values.max())
    # A correctly rounded mean of n equal values may still differ from them in the last bit.
    mean = low if low == high else total(values, people) / n
    deviations = values - mean
    largest = float(np.abs(deviations).max())
    if largest <= _ROUNDING * size:
        return _Centered(mean, np.zeros_like(values), 0, 0.0)
    exponent = math.frexp(largest)[1]
    deviations = np.ldexp(deviations, -exponent)
    return _Centered(mean, deviations, exponent, total(deviations, people))


def _products(a: _Centered, b: _Centered, n: int, people: Counts | None = None) -> float:
    """The sum of products of deviations, without what the rounding of the means left behind."""
    return total(a.deviations * b.deviations, people) - a.left * b.left / n


def _float_sd(own: _Centered, squares: float, n: int) -> float | None:
    return None if n < 2 else math.ldexp(math.sqrt(max(0.0, squares) / (n - 1)), own.exponent)


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
