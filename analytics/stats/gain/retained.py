"""How much of the gain was still there at a delayed test."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import SMALLEST, Floats, level, same_length, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import describe_pairs
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.gain import raw


@dataclass(frozen=True, slots=True, repr=False)
class Retention(Answer):
    """Means of the three tests over complete triplets, the share kept and the points lost.

    `ratio` is (mean delayed - mean pre) / (mean post - mean pre) with Fieller's (1954) interval;
    `change` compares delayed with post in points.
    """

    HEADLINE: ClassVar[str] = "ratio"

    n: int
    mean_pre: float | None
    mean_post: float | None
    mean_delayed: float | None
    ratio: Estimate
    change: raw.PairedGain


def retention(pre: ArrayLike, post: ArrayLike, delayed: ArrayLike, *, confidence: float = 0.95) -> Retention:
    """Retention over people with all three scores (1-D, aligned, missing as None or NaN)."""
    wanted = level(confidence)
    x, y, z = vector(pre, "pre"), vector(post, "post"), vector(delayed, "delayed")
    same_length(x, y, ("pre", "post"))
    same_length(x, z, ("pre", "delayed"))
    kept = ~(np.isnan(x) | np.isnan(y) | np.isnan(z))
    excluded = {"some_score_missing": int(x.size - np.count_nonzero(kept))} if not kept.all() else {}
    x, y, z = x[kept], y[kept], z[kept]
    before = describe_pairs(x, y)
    return Retention(
        n=x.size,
        mean_pre=before.mean_x,
        mean_post=before.mean_y,
        mean_delayed=describe_pairs(x, z).mean_y,
        ratio=_fieller(y - x, z - x, excluded, wanted),
        change=raw.paired(y, z, confidence=wanted),
    )


def _fieller(gained: Floats, kept: Floats, excluded: dict[str, int], confidence: float) -> Estimate:
    # In units of the largest change, so that no square is lost; the ratio does not depend on them.
    unit = math.ldexp(1.0, math.frexp(float(np.abs([*gained, *kept]).max(initial=0.0)))[1])
    m = describe_pairs(gained / unit, kept / unit)
    if m.mean_x is None or m.mean_y is None:
        return undefined("no_complete_triplet", method="retention_ratio", excluded=excluded)
    if m.mean_x == 0:
        return undefined("no_gain_to_retain", method="retention_ratio", n_used=m.n, excluded=excluded)
    if abs(m.mean_x) < SMALLEST:
        return undefined("beyond_float_range", method="retention_ratio", n_used=m.n, excluded=excluded)
    ratio = m.mean_y / m.mean_x
    interval, reason = None, "fewer_than_two_triplets"
    if m.sd_x is not None and m.sd_y is not None and m.covariance is not None:
        t2 = tails.t_quantile(confidence, m.n - 1) ** 2 / m.n
        g = t2 * (m.sd_x / m.mean_x) ** 2
        reason = "gain_interval_covers_zero"
        if g < 1:
            shared = m.covariance / m.mean_x**2
            center = ratio - t2 * shared
            spread = (m.sd_y / m.mean_x) ** 2 - 2 * ratio * shared + (ratio * m.sd_x / m.mean_x) ** 2
            spread -= t2 * ((m.sd_x / m.mean_x) ** 2 * (m.sd_y / m.mean_x) ** 2 - shared**2)
            half = math.sqrt(max(0.0, t2 * spread))
            interval = Interval(
                (center - half) / (1 - g), (center + half) / (1 - g), confidence, "fieller_1954"
            )
    return Estimate(
        value=ratio,
        n_used=m.n,
        method="retention_ratio",
        interval=interval,
        excluded=excluded,
        assumptions=("means_jointly_normal", "people_independent", "missing_completely_at_random"),
        warnings=("gain_not_distinguishable_from_zero",)
        if reason == "gain_interval_covers_zero" and not interval
        else (),
        interval_reason=None if interval else reason,
    )
