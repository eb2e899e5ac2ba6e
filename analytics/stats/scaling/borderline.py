"""Borderline regression: the score at the overall rating "borderline"."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import level, same_length, vector
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.core.score_counts import number
from analytics.stats.core.tails import t_quantile

# A borderline rating this many ranges away from the ratings given says nothing about them.
_FAR = 1e3


def borderline_regression(
    scores: ArrayLike, ratings: ArrayLike, *, borderline: float, confidence: float = 0.95
) -> Estimate:
    """The score that a straight line gives for the global rating `borderline` (Kramer et al. 2003).

    `scores` are checklist totals and `ratings` the examiner's overall judgments of the same
    people. Undefined: fewer_than_three_pairs, no_variance (ratings),
    borderline_out_of_reach. A line that falls with the
    rating carries the warning falling_line.
    """
    y, x = vector(scores, "scores"), vector(ratings, "ratings")
    same_length(y, x, ("scores", "ratings"))
    confidence = level(confidence)
    number(borderline, "borderline")
    keep = ~(np.isnan(x) | np.isnan(y))
    method, n = "borderline_regression", int(keep.sum())
    excluded = {"incomplete_pairs": int(y.size - n)} if n < y.size else {}
    if n < 3:
        return undefined("fewer_than_three_pairs", method=method, n_used=n, excluded=excluded)
    # Pairs in canonical order: the sums below round by position.
    order = np.lexsort((y[keep], x[keep]))
    x, y = x[keep][order], y[keep][order]
    if x[0] == x[-1]:
        return undefined("no_variance", method=method, n_used=n, excluded=excluded)
    mean_x, mean_y = math.fsum(x) / n, math.fsum(y) / n
    # Ratings in units of their range, so that no magnitude over- or underflows.
    unit = float(x[-1] - x[0])
    x, at = (x - mean_x) / unit, (borderline - mean_x) / unit
    spread = math.fsum(x**2)
    slope = math.fsum(x * (y - mean_y)) / spread
    cut_score = mean_y + slope * at
    if not math.isfinite(cut_score) or abs(at) > _FAR:
        return undefined("borderline_out_of_reach", method=method, n_used=n, excluded=excluded)
    error = math.sqrt(math.fsum((y - mean_y - slope * x) ** 2) / (n - 2))
    half = t_quantile(confidence, n - 2) * error * math.sqrt(1 / n + at**2 / spread)
    return Estimate(
        value=cut_score,
        interval=Interval(cut_score - half, cut_score + half, confidence, "t"),
        n_used=n,
        method=method,
        excluded=excluded,
        assumptions=("straight_line", "equal_spread"),
        warnings=("falling_line",) if slope <= 0 else (),
    )
