"""Equating two forms taken by groups that differ, through a set of common questions (an anchor).

Group 1 took form X and the anchor, group 2 took form Y and the anchor. Tucker, Levine and chained
linear methods, and frequency estimation and chained equipercentile methods, all after Kolen &
Brennan (2014, chapters 4 and 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, same_length, vector
from analytics.stats.core.base import Result
from analytics.stats.core.result import StatsError
from analytics.stats.core.score_counts import number
from analytics.stats.scaling.equating import FEWEST_LINEAR, FEWEST_UNSMOOTHED
from analytics.stats.scaling.percentiles import equipercentile, inverse_rank, percentile_rank

LINEAR = ("tucker", "levine", "chained_linear")
LARGEST_SCORE = 1_000_000
CURVED = ("frequency_estimation", "chained_equipercentile")


@dataclass(frozen=True, slots=True)
class GroupMoments:
    """Means, variances and covariance of a form and its anchor in the group that took them."""

    mean: float
    variance: float
    anchor_mean: float
    anchor_variance: float
    covariance: float


@dataclass(frozen=True, slots=True, repr=False)
class Line(Result):
    """Y equivalent = slope × score + intercept."""

    slope: float
    intercept: float


@dataclass(frozen=True, slots=True, repr=False)
class AnchorEquating(Result):
    """Equivalents on Y of the scores of X from min to max; empty when `reason` is set."""

    method: str
    scores: tuple[tuple[float, float], ...]
    line: Line | None
    n_x: int
    n_y: int
    anchor_correlations: tuple[float, float] | None
    excluded: Mapping[str, int]
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ("anchor_works_alike_in_both_groups", "same_construct")
    version: str = "1"


def equate_anchored(
    x: ArrayLike,
    anchor_x: ArrayLike,
    y: ArrayLike,
    anchor_y: ArrayLike,
    *,
    max_score: int,
    max_anchor_score: int,
    min_score: int = 0,
    method: str = "tucker",
    internal: bool = True,
    weight: float | None = None,
    fewest: int | None = None,
) -> AnchorEquating:
    """Put form X (scores `x` with `anchor_x`) on form Y (`y` with `anchor_y`).

    `internal`: the anchor counts in the total (Levine only). `weight` is the share of group 1 in
    the synthetic population (its share of people unless given). People with a gap are left out
    and counted. Undefined: too_few_persons (400 per form; 1,500 for the equipercentile methods;
    or `fewest`), no_variance, anchor_not_related, no_common_anchor_scores.
    """
    if method not in LINEAR + CURVED:
        raise StatsError("method", f"must be one of {', '.join(LINEAR + CURVED)}")
    for argument, limit in (
        ("max_score", max_score),
        ("min_score", min_score),
        ("max_anchor_score", max_anchor_score),
    ):
        if not isinstance(limit, int) or isinstance(limit, bool) or abs(limit) > LARGEST_SCORE:
            raise StatsError(argument, f"must be a whole number up to {LARGEST_SCORE}")
    if max_score <= min_score:
        raise StatsError("max_score", "must be above min_score")
    limits = ((min_score, max_score), (0, max_anchor_score))
    first = _pairs(x, anchor_x, ("x", "anchor_x"), limits)
    second = _pairs(y, anchor_y, ("y", "anchor_y"), limits)
    n_x, n_y = first[0].size, second[0].size
    lost = first[2] + second[2]
    excluded = {"incomplete_pairs": lost} if lost else {}
    share = n_x / max(n_x + n_y, 1) if weight is None else number(weight, "weight")
    if not 0 <= share <= 1:
        raise StatsError("weight", "must lie between 0 and 1")
    usual = FEWEST_LINEAR if method in LINEAR else FEWEST_UNSMOOTHED
    limit = usual if fewest is None else max(fewest, 3)
    if min(n_x, n_y) < limit:
        return AnchorEquating(method, (), None, n_x, n_y, None, excluded, "too_few_persons")
    moments = group_moments(*first[:2]), group_moments(*second[:2])
    if any(min(m.variance, m.anchor_variance) <= 0 for m in moments):
        return AnchorEquating(method, (), None, n_x, n_y, None, excluded, "no_variance")
    correlations = tuple(m.covariance / (m.variance * m.anchor_variance) ** 0.5 for m in moments)
    related = (correlations[0], correlations[1])
    if min(related) <= 0:
        return AnchorEquating(method, (), None, n_x, n_y, related, excluded, "anchor_not_related")
    points = np.arange(min_score, max_score + 1, dtype=np.float64)
    line = None
    if method in LINEAR:
        line = linear(*moments, method=method, internal=internal, weight=share)
        table = line.slope * points + line.intercept
    else:
        joint = (
            _joint(*first[:2], max_score, max_anchor_score, min_score),
            _joint(*second[:2], max_score, max_anchor_score, min_score),
        )
        curve = _curved(*joint, method=method, weight=share)
        if curve is None:
            return AnchorEquating(method, (), None, n_x, n_y, related, excluded, "no_common_anchor_scores")
        table = curve + min_score
    return AnchorEquating(
        method=method,
        scores=tuple(zip(points.tolist(), table.tolist(), strict=True)),
        line=line,
        n_x=n_x,
        n_y=n_y,
        anchor_correlations=related,
        excluded=excluded,
        warnings=("weak_anchor",) if min(related) < 0.5 else (),
    )


def group_moments(scores: Floats, anchor: Floats) -> GroupMoments:
    """Moments (n - 1) of whole scores without gaps."""
    n = scores.size
    s, v = int(scores.sum()), int(anchor.sum())
    pairs = n * (n - 1)
    return GroupMoments(
        mean=s / n,
        variance=(n * int(scores @ scores) - s * s) / pairs,
        anchor_mean=v / n,
        anchor_variance=(n * int(anchor @ anchor) - v * v) / pairs,
        covariance=(n * int(scores @ anchor) - s * v) / pairs,
    )


def linear(
    first: GroupMoments, second: GroupMoments, *, method: str, internal: bool = True, weight: float = 0.5
) -> Line:
    """The line of a linear method from the moments of the two groups."""
    if method == "chained_linear":
        to_anchor = (first.anchor_variance / first.variance) ** 0.5
        from_anchor = (second.variance / second.anchor_variance) ** 0.5
        slope = to_anchor * from_anchor
        at_mean = second.mean + from_anchor * (first.anchor_mean - second.anchor_mean)
        return Line(slope, at_mean - slope * first.mean)
    gamma1, gamma2 = (_gamma(group, method, internal) for group in (first, second))
    w1, w2 = weight, 1 - weight
    gap = first.anchor_mean - second.anchor_mean
    spread = first.anchor_variance - second.anchor_variance
    mean_x = first.mean - w2 * gamma1 * gap
    mean_y = second.mean + w1 * gamma2 * gap
    var_x = first.variance - w2 * gamma1**2 * spread + w1 * w2 * gamma1**2 * gap**2
    var_y = second.variance + w1 * gamma2**2 * spread + w1 * w2 * gamma2**2 * gap**2
    slope = (max(var_y, 0.0) / var_x) ** 0.5 if var_x > 0 else 0.0
    return Line(slope, mean_y - slope * mean_x)


def _gamma(group: GroupMoments, method: str, internal: bool) -> float:
    """How far the total moves with the anchor: regression (Tucker) or true scores (Levine)."""
    if method == "tucker":
        return group.covariance / group.anchor_variance
    if internal:
        return group.variance / group.covariance
    return (group.variance + group.covariance) / (group.anchor_variance + group.covariance)


def _pairs(
    scores: ArrayLike,
    anchor: ArrayLike,
    names: tuple[str, str],
    limits: tuple[tuple[int, int], tuple[int, int]],
) -> tuple[Floats, Floats, int]:
    total, part = vector(scores, names[0]), vector(anchor, names[1])
    same_length(total, part, names)
    keep = ~(np.isnan(total) | np.isnan(part))
    for values, name, (low, high) in zip((total[keep], part[keep]), names, limits, strict=True):
        if (values != np.rint(values)).any() or (values < low).any() or (values > high).any():
            raise StatsError(name, f"must hold whole numbers from {low} to {high}")
    return total[keep], part[keep], int(total.size - keep.sum())


def _joint(scores: Floats, anchor: Floats, max_score: int, max_anchor_score: int, min_score: int) -> Floats:
    """Shares of people by score (rows) and anchor score (columns)."""
    width = max_anchor_score + 1
    cells = (scores - min_score).astype(np.intp) * width + anchor.astype(np.intp)
    counts = np.bincount(cells, minlength=(max_score - min_score + 1) * width)
    return counts.reshape(-1, width) / scores.size


def _curved(joint_x: Floats, joint_y: Floats, *, method: str, weight: float) -> Floats | None:
    anchor1, anchor2 = joint_x.sum(axis=0), joint_y.sum(axis=0)
    if method == "chained_equipercentile":
        on_anchor = equipercentile(joint_x.sum(axis=1), anchor1)
        return inverse_rank(joint_y.sum(axis=1), percentile_rank(anchor2, on_anchor))
    synthetic_x = weight * joint_x.sum(axis=1) + (1 - weight) * _reweighted(joint_x, anchor1, anchor2)
    synthetic_y = (1 - weight) * joint_y.sum(axis=1) + weight * _reweighted(joint_y, anchor2, anchor1)
    if min(synthetic_x.sum(), synthetic_y.sum()) <= 0:
        return None
    # Anchor scores that only one group has leave a little mass out.
    return equipercentile(synthetic_x / synthetic_x.sum(), synthetic_y / synthetic_y.sum())


def _reweighted(joint: Floats, own: Floats, other: Floats) -> Floats:
    ratio = np.divide(other, own, out=np.zeros_like(own), where=own > 0)
    result: Floats = joint @ ratio
    return result
