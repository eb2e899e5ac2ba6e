"""Gains as a share of what was left to gain: Hake's <g>, the mean of individual g, normalized change c."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import bootstrap, tails
from analytics.stats.core.arrays import Floats, level, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.labels import Labels, encode
from analytics.stats.core.moments import describe, describe_pairs
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.gain.raw import Pairs, complete_pairs, score_range

_MCAR = "missing_completely_at_random"


@dataclass(frozen=True, slots=True, repr=False)
class ClassGain(Answer):
    """Hake's class-average normalized gain; the interval is BCa, repeatable from seed and replicates."""

    HEADLINE: ClassVar[str] = "gain"

    gain: Estimate
    bootstrap: bootstrap.Bootstrap | None


@dataclass(frozen=True, slots=True, repr=False)
class IndividualGain(Answer):
    """Mean of individual normalized gains, with those who have no such gain counted.

    `n_below_minus_one` counts people who lost more than there was left to gain: they rule the mean.
    """

    HEADLINE: ClassVar[str] = "gain"

    gain: Estimate
    n_excluded_ceiling: int
    n_below_minus_one: int


@dataclass(frozen=True, slots=True, repr=False)
class NormalizedChange(Answer):
    """Marx and Cummings' (2007) mean normalized change c and how many were dropped."""

    HEADLINE: ClassVar[str] = "change"

    change: Estimate
    n_dropped: int


def class_gain(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    max_score: float,
    min_score: float = 0.0,
    confidence: float = 0.95,
    centers: Labels | None = None,
    seed: int = bootstrap.DEFAULT_SEED,
    replicates: int = bootstrap.DEFAULT_REPLICATES,
) -> ClassGain:
    """Hake's (1998) <g>: (mean post - mean pre) / (max - mean pre), over complete pairs.

    With `centers`, and at least 10 of them, whole centers are resampled; otherwise people are.
    """
    wanted = level(confidence)
    bootstrap.check_resampling(seed, replicates)
    pairs = complete_pairs(pre, post, max_score=max_score, min_score=min_score)
    _, top = score_range(max_score, min_score)
    units, warnings = _units(pre, post, top, centers)
    m = describe_pairs(pairs.pre, pairs.post)
    if m.mean_x is None or m.mean_d is None:
        return ClassGain(_without(pairs, "no_complete_pair", "hake_class_gain"), None)
    if m.mean_x >= top:
        return ClassGain(_without(pairs, "pretest_mean_at_ceiling", "hake_class_gain"), None)
    boot = bootstrap.bca(units, _ratio, confidence=wanted, seed=seed, replicates=replicates)
    estimate = Estimate(
        value=m.mean_d / (top - m.mean_x),
        n_used=pairs.n,
        method="hake_class_gain",
        interval=boot.interval,
        excluded=pairs.excluded,
        assumptions=("people_independent" if len(units) == pairs.n else "centers_independent", _MCAR),
        warnings=pairs.warnings + warnings,
        interval_reason=boot.reason,
    )
    return ClassGain(estimate, boot)


def individual_gain(
    pre: ArrayLike, post: ArrayLike, *, max_score: float, min_score: float = 0.0, confidence: float = 0.95
) -> IndividualGain:
    """Mean of (post - pre) / (max - pre) over people below the maximum before (Bao 2006)."""
    wanted = level(confidence)
    pairs = complete_pairs(pre, post, max_score=max_score, min_score=min_score)
    _, top = score_range(max_score, min_score)
    room = pairs.pre < top
    ceiling = int(pairs.n - np.count_nonzero(room))
    g = (pairs.post[room] - pairs.pre[room]) / (top - pairs.pre[room])
    reason = "no_complete_pair" if pairs.n == 0 else "everybody_at_ceiling_before"
    estimate = _mean(
        pairs, g, wanted, "hake_individual_mean", reason, {"pretest_at_ceiling": ceiling}, -math.inf
    )
    return IndividualGain(estimate, ceiling, int(np.count_nonzero(g < -1)))


def normalized_change(
    pre: ArrayLike, post: ArrayLike, *, max_score: float, min_score: float = 0.0, confidence: float = 0.95
) -> NormalizedChange:
    """Mean c: gains over (max - pre), losses over (pre - min), no change 0 (Marx & Cummings 2007).

    People at the maximum, or at the minimum, on both tests are dropped and counted.
    """
    wanted = level(confidence)
    pairs = complete_pairs(pre, post, max_score=max_score, min_score=min_score)
    low, top = score_range(max_score, min_score)
    x, y = pairs.pre, pairs.post
    kept = ~(((x >= top) & (y >= top)) | ((x <= low) & (y <= low)))
    x, y = x[kept], y[kept]
    room = np.where(y > x, top - x, np.where(y < x, x - low, 1.0))
    # Only scores outside the range leave no room in their own direction.
    room = np.where(room > 0, room, 1.0)
    c = np.clip(y - x, -room, room) / room
    dropped = int(pairs.n - x.size)
    reason = "no_complete_pair" if pairs.n == 0 else "everybody_at_a_limit_twice"
    estimate = _mean(pairs, c, wanted, "marx_cummings_change", reason, {"at_a_limit_twice": dropped}, -1.0)
    return NormalizedChange(estimate, dropped)


def _without(pairs: Pairs, reason: str, method: str) -> Estimate:
    return undefined(reason, method=method, n_used=pairs.n, excluded=pairs.excluded, warnings=pairs.warnings)


def _mean(
    pairs: Pairs,
    values: Floats,
    confidence: float,
    method: str,
    reason: str,
    dropped: dict[str, int],
    lowest: float,
) -> Estimate:
    excluded = pairs.excluded | {key: count for key, count in dropped.items() if count}
    m = describe(values)
    if m.mean is None:
        return undefined(reason, method=method, excluded=excluded, warnings=pairs.warnings)
    interval, warnings = None, pairs.warnings
    if m.sd is not None:
        half = tails.t_quantile(confidence, m.n - 1) * m.sd / m.n**0.5
        interval = Interval(m.mean - half, m.mean + half, confidence, "student_t")
        # Scores beyond the stated range can carry the mean itself beyond 1.
        interval = interval.within(lowest, max(1.0, m.mean))
        warnings += () if m.sd else ("zero_width_interval",)
    return Estimate(
        value=m.mean,
        n_used=m.n,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=("people_independent", _MCAR),
        warnings=warnings,
        interval_reason=None if interval else "fewer_than_two_values",
    )


def _ratio(sums: Floats) -> Floats:
    gained, room = sums[:, 0], sums[:, 1]
    ratio: Floats = np.divide(gained, room, out=np.full(len(sums), np.nan), where=room > 0)
    return ratio


def _units(
    pre: ArrayLike, post: ArrayLike, top: float, centers: Labels | None
) -> tuple[Floats, tuple[str, ...]]:
    """Per resampling unit: points gained and points that there were to gain."""
    x, y = vector(pre, "pre"), vector(post, "post")
    both = ~(np.isnan(x) | np.isnan(y))
    people: Floats = np.column_stack([(y - x)[both], top - x[both]])
    if centers is None:
        return people, ()
    levels, codes = encode(centers, "centers")
    if codes.size != x.size:
        raise StatsError("centers", f"has {codes.size} entries and pre has {x.size}")
    if (codes[both] < 0).any():
        raise StatsError("centers", "must name the center of every person with both scores")
    present = np.unique(codes[both]).size
    if present < 10:
        return people, ("fewer_than_ten_centers_people_resampled",)
    order = np.lexsort((people[:, 1], people[:, 0], codes[both]))
    sums = [np.bincount(codes[both][order], people[order, j], len(levels)) for j in range(2)]
    filled = np.bincount(codes[both], minlength=len(levels)) > 0
    whole: Floats = np.column_stack(sums).astype(np.float64)
    return whole[filled], ()
