"""Learning gain of one group tested before and after (SPEC of the method: docs/statistics.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import tails
from analytics.stats.core.arrays import SMALLEST, Counts, Floats, counts_of, level, same_length, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import describe_pairs, differences
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined

_METHOD = "paired_mean_gain"
_ASSUMPTIONS = ("gains_roughly_normal", "people_independent", "missing_completely_at_random")


@dataclass(frozen=True, slots=True, repr=False)
class PairedGain(Answer):
    """The raw gain d = post - pre over complete pairs, in points, with Student's paired t test.

    Moments are over complete pairs; standard deviations use n - 1. `t`, `df` and `p` are None
    when the test is undefined, and `test_reason` says why. `share_of_range` is the gain divided
    by `max_score - min_score`, when those were given.
    """

    HEADLINE: ClassVar[str] = "gain"

    n_pairs: int
    n_pre_only: int
    n_post_only: int
    n_neither: int
    mean_pre: float | None
    mean_post: float | None
    sd_pre: float | None
    sd_post: float | None
    sd_gain: float | None
    se_gain: float | None
    correlation: float | None
    gain: Estimate
    t: float | None
    df: int | None
    p: float | None
    test_reason: str | None
    share_of_range: float | None
    n_improved: int
    n_unchanged: int
    n_worse: int
    p_method: str = "student_t_two_sided"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Complete pairs and the count of those left out; `people` have each, or one where it is None."""

    pre: Floats
    post: Floats
    n_pre_only: int
    n_post_only: int
    n_neither: int
    warnings: tuple[str, ...]
    people: Counts | None = None

    @property
    def n(self) -> int:
        """How many people have both scores."""
        return self.pre.size if self.people is None else int(self.people.sum())

    @property
    def excluded(self) -> dict[str, int]:
        """Rows left out, by reason; reasons without rows are not listed."""
        counts = {
            "post_missing": self.n_pre_only,
            "pre_missing": self.n_post_only,
            "both_missing": self.n_neither,
        }
        return {reason: count for reason, count in counts.items() if count}


def complete_pairs(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    people: ArrayLike | None = None,
    max_score: float | None = None,
    min_score: float = 0.0,
) -> Pairs:
    """Rows in which both scores are present. Raises StatsError for wrong shapes or limits."""
    before, after = vector(pre, "pre"), vector(post, "post")
    same_length(before, after, ("pre", "post"))
    counts = None
    if people is not None:
        counts = counts_of(people, "people")
        same_length(before, counts, ("pre", "people"))
        some = counts > 0
        before, after, counts = before[some], after[some], counts[some]

    def rows(which: NDArray[np.bool_]) -> int:
        return int(np.count_nonzero(which) if counts is None else counts[which].sum())

    has_pre, has_post = ~np.isnan(before), ~np.isnan(after)
    both = has_pre & has_post
    x, y = before[both], after[both]
    warnings: tuple[str, ...] = ()
    if max_score is not None:
        low, high = score_range(max_score, min_score)
        if both.any() and (min(x.min(), y.min()) < low or max(x.max(), y.max()) > high):
            warnings = ("score_outside_range",)
    return Pairs(
        x,
        y,
        rows(has_pre & ~has_post),
        rows(has_post & ~has_pre),
        rows(~has_pre & ~has_post),
        warnings,
        None if counts is None else counts[both],
    )


def score_range(max_score: float, min_score: float) -> tuple[float, float]:
    """(lowest, highest) possible score; StatsError unless both are finite and in order."""
    for name, value in (("max_score", max_score), ("min_score", min_score)):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise StatsError(name, "must be a finite number")
    if max_score - min_score < SMALLEST:
        raise StatsError("max_score", "must be greater than min_score")
    return float(min_score), float(max_score)


def paired(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    people: ArrayLike | None = None,
    max_score: float | None = None,
    min_score: float = 0.0,
    confidence: float = 0.95,
) -> PairedGain:
    """Mean gain with its t interval and test (Student 1908) over complete pairs.

    `pre` and `post` are 1-D, aligned by person, with None or NaN where a test is missing. With `people` each
    two scores stand there once, and it says how many have them: many people have few scores.
    Raises StatsError for text, infinite values, other shapes, impossible limits or negative counts.
    """
    wanted = level(confidence)
    pairs = complete_pairs(pre, post, people=people, max_score=max_score, min_score=min_score)
    m = describe_pairs(pairs.pre, pairs.post, pairs.people)
    se = None if m.sd_d is None else m.sd_d / math.sqrt(m.n)
    reason = _test_reason(m.n, se)
    t = p = None
    if reason is None and m.mean_d is not None and se is not None:
        t = m.mean_d / se
        p = tails.t_two_sided(t, m.n - 1)
    better, alike, worse = _directions(pairs)
    share = None
    if max_score is not None and m.mean_d is not None:
        share = m.mean_d / (max_score - min_score)
    return PairedGain(
        n_pairs=m.n,
        n_pre_only=pairs.n_pre_only,
        n_post_only=pairs.n_post_only,
        n_neither=pairs.n_neither,
        mean_pre=m.mean_x,
        mean_post=m.mean_y,
        sd_pre=m.sd_x,
        sd_post=m.sd_y,
        sd_gain=m.sd_d,
        se_gain=se,
        correlation=m.correlation,
        gain=_mean_gain(pairs, m.mean_d, se, wanted),
        t=t,
        df=None if reason else m.n - 1,
        p=p,
        test_reason=reason,
        share_of_range=share,
        n_improved=better,
        n_unchanged=alike,
        n_worse=worse,
    )


def _directions(pairs: Pairs) -> tuple[int, int, int]:
    """How many rose, stayed and fell."""
    d = differences(pairs.pre, pairs.post).values
    counted = np.bincount(np.sign(d) + 1, weights=pairs.people, minlength=3)
    return int(counted[2]), int(counted[1]), int(counted[0])


def _test_reason(n: int, se: float | None) -> str | None:
    if n == 0:
        return "no_complete_pair"
    if se is None:
        return "fewer_than_two_pairs"
    return "zero_variance_of_gains" if se == 0 else None


def _mean_gain(pairs: Pairs, mean: float | None, se: float | None, confidence: float) -> Estimate:
    if mean is None:
        return undefined("no_complete_pair", method=_METHOD, excluded=pairs.excluded, warnings=pairs.warnings)
    interval, warnings = None, pairs.warnings
    if se is not None:
        half = tails.t_quantile(confidence, pairs.n - 1) * se if se else 0.0
        interval = Interval(mean - half, mean + half, confidence, "student_t")
        warnings += () if se else ("zero_width_interval",)
    return Estimate(
        value=mean,
        n_used=pairs.n,
        method=_METHOD,
        interval=interval,
        excluded=pairs.excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings,
        interval_reason=None if interval else "fewer_than_two_pairs",
    )
