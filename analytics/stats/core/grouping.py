"""Moments of pre, post and gain within groups: exact for whole scores, two-pass for the rest."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Counts, Floats, counts_of, group_totals, same_length, vector
from analytics.stats.core.labels import MISSING, Codes, Labels, encode
from analytics.stats.core.moments import differences, on_grid

_LARGEST_TABLE = 4_000_000
_NOISE = 8 * np.finfo(np.float64).eps


@dataclass(frozen=True, slots=True)
class Grouped:
    """Moments per group over complete pairs, groups in canonical order.

    `incomplete` counts people with the pretest only, the post-test only and neither; `means` and
    `sds` are those of pre, post and gain. Arrays hold NaN where a group has too few pairs; they
    feed other functions and are not results.
    """

    levels: tuple[Hashable, ...]
    counts: NDArray[np.int64]
    incomplete: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    means: tuple[Floats, Floats, Floats]
    sds: tuple[Floats, Floats, Floats]
    overall_mean: float | None
    excluded: Mapping[str, int]

    @property
    def mean_gain(self) -> Floats:
        """Mean gain per group."""
        return self.means[2]

    @property
    def sd_gain(self) -> Floats:
        """SD of gains per group."""
        return self.sds[2]

    @property
    def within_variance(self) -> float | None:
        """Variance of gains pooled within groups; None without degrees of freedom."""
        several = self.counts > 1
        df = int((self.counts[several] - 1).sum())
        if df == 0:
            return None
        return math.fsum(((self.counts - 1) * np.square(self.sd_gain))[several].tolist()) / df


def group_moments(
    pre: ArrayLike, post: ArrayLike, labels: Labels, argument: str, people: ArrayLike | None = None
) -> Grouped:
    """Group complete pairs by label. Rows without a label are counted in `excluded`.

    `people` says how many are in a group with two scores, where those do not stand once for each.
    """
    levels, codes = encode(labels, argument)
    whole = _whole_scores(pre, post, codes, argument) if people is None else None
    if whole is not None and levels:
        x, y = whole
        moments = _from_tables(x, y, codes, len(levels))
        if moments is not None:
            none = np.zeros(len(levels), np.int64)
            return Grouped(levels, moments[0], (none, none, none), moments[1:4], moments[4:7], moments[7], {})
    before, after = vector(pre, "pre"), vector(post, "post")
    same_length(before, after, ("pre", "post"))
    same_length(before, codes, ("pre", argument))
    if people is None:
        return _with_missing(levels, before, after, codes)
    counts = counts_of(people, "people")
    same_length(before, counts, ("pre", "people"))
    some = counts > 0
    return _with_missing(levels, before[some], after[some], codes[some], counts[some])


def _whole_scores(
    pre: ArrayLike, post: ArrayLike, codes: Codes, argument: str
) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """Both tests as integers if nothing is missing and all scores are whole, without extra copies."""
    x, y = _as_whole(pre), _as_whole(post)
    if x is None or y is None or x.ndim != 1 or y.ndim != 1 or not x.size or codes.min(initial=0) < 0:
        return None
    same_length(x, y, ("pre", "post"))
    same_length(x, codes, ("pre", argument))
    return x, y


def _as_whole(values: ArrayLike) -> NDArray[Any] | None:
    try:
        array = np.asarray(values)
    except ValueError:
        return None
    if array.dtype.kind in "iu":
        return array
    if array.dtype.kind != "f" or array.size == 0:
        return None
    low, high = float(array.min()), float(array.max())
    if not (-1e9 < low <= high < 1e9):
        return None
    whole = array.astype(np.int64)
    return whole if bool((whole == array).all()) else None


def _from_tables(
    x: NDArray[Any],
    y: NDArray[Any],
    codes: Codes,
    groups: int,
    divisor: int = 1,
    people: Counts | None = None,
) -> tuple[Any, ...] | None:
    """Moments from counts of (group, score): one pass per variable, and nothing is ever rounded.

    Scores are `x` and `y` divided by `divisor`.
    """
    low_x, low_y = int(x.min()), int(y.min())
    wide_x, wide_y = int(x.max()) - low_x + 1, int(y.max()) - low_y + 1
    wide_d = wide_x + wide_y - 1
    if groups * (wide_x + wide_y + wide_d) > _LARGEST_TABLE:
        return None
    largest = max(abs(low_x), abs(low_x + wide_x), abs(low_y), abs(low_y + wide_y))
    n = x.size if people is None else int(people.sum())
    if (2 * largest * n) ** 2 >= 2**62:
        return None
    joint = groups * wide_x * wide_y
    if joint <= 2 * x.size and joint <= _LARGEST_TABLE:
        cell = codes * wide_x
        cell += x
        cell *= wide_y
        cell += y
        cell -= low_x * wide_y + low_y
        cube = count_by(cell, joint, people).reshape(groups, wide_x, wide_y)
        table_x, table_y = cube.sum(axis=2), cube.sum(axis=1)
        spread = low_y - low_x + np.arange(wide_y)[np.newaxis, :] - np.arange(wide_x)[:, np.newaxis]
        gains = cube.reshape(groups, -1) @ np.column_stack([spread.ravel(), np.square(spread).ravel()])
    else:
        table_x = _table(codes, x, low_x, wide_x, groups, people)
        table_y = _table(codes, y, low_y, wide_y, groups, people)
        gap = np.subtract(y, x, dtype=np.int64)
        low_d = low_y - (low_x + wide_x - 1)
        gains = _table(codes, gap, low_d, wide_d, groups, people) @ _powers(low_d, wide_d)
    counts = table_x.sum(axis=1)
    starts, ends = table_x @ _powers(low_x, wide_x), table_y @ _powers(low_y, wide_y)
    overall = int(gains[:, 0].sum()) / (n * divisor)
    triples = (starts, ends, gains)
    means = [_ratio(s[:, 0], counts * divisor) for s in triples]
    deviations = [
        np.sqrt(_ratio(counts * s[:, 1] - np.square(s[:, 0]), counts * (counts - 1))) / divisor
        for s in triples
    ]
    return (counts, *means, *deviations, overall)


def _table(
    codes: Codes, values: NDArray[Any], low: int, wide: int, groups: int, people: Counts | None
) -> NDArray[np.int64]:
    cell = codes * wide
    cell += values
    cell -= low
    return count_by(cell, groups * wide, people).reshape(groups, wide)


def count_by(codes: Codes, groups: int, people: Counts | None) -> Counts:
    """How many people each group has: as many as its rows, or as `people` says."""
    return np.bincount(codes, weights=people, minlength=groups).astype(np.int64, copy=False)


def _powers(low: int, wide: int) -> NDArray[np.int64]:
    values = np.arange(low, low + wide, dtype=np.int64)
    return np.column_stack([values, np.square(values)])


def _ratio(numerator: NDArray[Any], denominator: NDArray[Any]) -> Floats:
    empty = np.full(numerator.shape, math.nan)
    ratio: Floats = np.divide(numerator, denominator, out=empty, where=denominator > 0)
    return ratio


def _with_missing(
    levels: tuple[Hashable, ...], x: Floats, y: Floats, codes: Codes, people: Counts | None = None
) -> Grouped:
    groups = len(levels)
    has_x, has_y, known = ~np.isnan(x), ~np.isnan(y), codes != MISSING

    def those(which: NDArray[np.bool_]) -> Counts | None:
        return None if people is None else people[which]

    def count(mask: NDArray[np.bool_]) -> Counts:
        return count_by(codes[mask & known], groups, those(mask & known))

    kept = has_x & has_y & known
    moments: tuple[Any, ...] = (np.zeros(groups, np.int64), *(np.full(groups, math.nan),) * 6, None)
    if kept.any():
        moments = _complete(x[kept], y[kept], codes[kept], groups, those(kept))
    incomplete = count(has_x & ~has_y), count(~has_x & has_y), count(~has_x & ~has_y)
    unknown = np.count_nonzero(~known) if people is None else people[~known].sum()
    counts = {
        "post_missing": int(incomplete[0].sum()),
        "pre_missing": int(incomplete[1].sum()),
        "both_missing": int(incomplete[2].sum()),
        "group_missing": int(unknown),
    }
    return Grouped(
        levels,
        moments[0],
        incomplete,
        moments[1:4],
        moments[4:7],
        moments[7],
        {reason: number for reason, number in counts.items() if number},
    )


def _complete(x: Floats, y: Floats, codes: Codes, groups: int, people: Counts | None) -> tuple[Any, ...]:
    n = x.size if people is None else int(people.sum())
    grid = on_grid(x, y, people=n)
    if grid is not None:
        (whole_x, whole_y), divisor = grid
        moments = _from_tables(whole_x, whole_y, codes, groups, divisor, people)
        if moments is not None:
            return moments
    counts = count_by(codes, groups, people)
    gap = differences(x, y)
    columns = ((x, 1.0), (y, 1.0), (gap.values.astype(np.float64), gap.unit))
    size = max(float(np.abs(x).max()), float(np.abs(y).max()))
    moments_of = [_two_pass(values, codes, counts, unit, size, people) for values, unit in columns]
    gained = gap.values if people is None else gap.values * people
    overall = int(gained.sum()) / n * gap.unit
    return (counts, *(m for m, _ in moments_of), *(s for _, s in moments_of), overall)


def _two_pass(
    values: Floats, codes: Codes, counts: Counts, unit: float, size: float, people: Counts | None
) -> tuple[Floats, Floats]:
    exponent = math.frexp(float(np.abs(values).max()))[1]
    scaled = np.ldexp(values, -exponent)
    mean = _ratio(group_totals(scaled, codes, counts.size, people), counts)
    deviations = scaled - mean[codes]
    squares = group_totals(np.square(deviations), codes, counts.size, people)
    sd = np.sqrt(_ratio(squares, counts - 1))
    mean, sd = np.ldexp(mean, exponent) * unit, np.ldexp(sd, exponent) * unit
    # A constant score's mean may be off by its last bit.
    return mean, np.where(sd <= _NOISE * size, 0.0, sd)
