"""Gains by sex, sector, region or center, and the gap between two groups with its own interval."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analytics.stats.core import multiplicity, tails, welch
from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.grouping import Grouped, group_moments
from analytics.stats.core.labels import Labels
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.gain.raw import score_range

_ASSUMPTIONS = ("gains_roughly_normal", "people_independent", "missing_completely_at_random")
_Column = tuple[float | None, ...]


@dataclass(frozen=True, slots=True, repr=False)
class GroupTable(Result):
    """One entry per group in every column, groups in canonical order; None where undefined.

    `low` and `high` are the t interval of the mean gain. Nothing is suppressed here: small groups
    are the business of disclosure control.
    """

    levels: tuple[Hashable, ...]
    n_pairs: tuple[int, ...]
    n_pre_only: tuple[int, ...]
    n_post_only: tuple[int, ...]
    n_neither: tuple[int, ...]
    mean_pre: _Column
    mean_post: _Column
    sd_pre: _Column
    sd_post: _Column
    mean_gain: _Column
    sd_gain: _Column
    se_gain: _Column
    t: _Column
    p: _Column
    low: _Column
    high: _Column
    d_av: _Column
    class_gain: _Column
    confidence: float
    excluded: Mapping[str, int]

    @property
    def n_enrolled(self) -> tuple[int, ...]:
        """Rows per group, whatever is missing."""
        columns = (self.n_pairs, self.n_pre_only, self.n_post_only, self.n_neither)
        return tuple(sum(entries) for entries in zip(*columns, strict=True))

    def gain(self, group: Hashable) -> Estimate:
        """The mean gain of one group as an estimate. Raises StatsError for an unknown group."""
        j = self.position(group)
        value, low, high = self.mean_gain[j], self.low[j], self.high[j]
        if value is None:
            return undefined("no_complete_pair", method="group_mean_gain")
        interval = None
        if low is not None and high is not None:
            interval = Interval(low, high, self.confidence, "student_t")
        return Estimate(
            value=value,
            n_used=self.n_pairs[j],
            method="group_mean_gain",
            interval=interval,
            assumptions=_ASSUMPTIONS,
            warnings=("zero_width_interval",) if interval and low == high else (),
            interval_reason=None if interval else "fewer_than_two_pairs",
        )

    def position(self, group: Hashable) -> int:
        """Where a group stands in the columns. Raises StatsError for an unknown group."""
        if group not in self.levels:
            raise StatsError("group", f"there is no group {group!r}")
        return self.levels.index(group)


@dataclass(frozen=True, slots=True, repr=False)
class Gap(Answer):
    """The difference of two groups' mean gains, first minus second, by Welch's t test.

    `p_holm` and `p_bh` are adjusted within the family of gaps asked for together.
    """

    HEADLINE: ClassVar[str] = "difference"

    first: Hashable
    second: Hashable
    difference: Estimate
    t: float | None
    df: float | None
    p: float | None
    p_holm: float | None
    p_bh: float | None
    p_method: str = "welch_t_two_sided"


def gain_by_group(
    pre: ArrayLike,
    post: ArrayLike,
    groups: Labels,
    *,
    max_score: float | None = None,
    min_score: float = 0.0,
    confidence: float = 0.95,
) -> GroupTable:
    """n, means, SDs, paired t test and interval, d_av and class gain of every group.

    Whole scores without gaps are counted into one small table per group, which is exact and does
    not depend on row order; other scores are sorted first.
    """
    wanted = level(confidence)
    top = None if max_score is None else score_range(max_score, min_score)[1]
    m = group_moments(pre, post, groups, "groups")
    n = m.counts.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        se = m.sd_gain / np.sqrt(n)
        t = np.where(se > 0, m.mean_gain / se, np.nan)
        average = np.hypot(m.sds[0], m.sds[1]) / np.sqrt(2)
        d_av = np.where(average > 0, m.mean_gain / average, np.nan)
        room = np.nan if top is None else top - m.means[0]
        hake = np.where(room > 0, m.mean_gain / room, np.nan)
    half = _t_quantiles(m.counts, wanted) * se
    p = np.clip(2 * special.stdtr(np.maximum(n - 1, 1), -np.abs(t)), tails.SMALLEST_P, 1.0)
    return GroupTable(
        levels=m.levels,
        n_pairs=tuple(m.counts.tolist()),
        n_pre_only=tuple(m.incomplete[0].tolist()),
        n_post_only=tuple(m.incomplete[1].tolist()),
        n_neither=tuple(m.incomplete[2].tolist()),
        mean_pre=_column(m.means[0]),
        mean_post=_column(m.means[1]),
        sd_pre=_column(m.sds[0]),
        sd_post=_column(m.sds[1]),
        mean_gain=_column(m.mean_gain),
        sd_gain=_column(m.sd_gain),
        se_gain=_column(se),
        t=_column(t),
        p=_column(p),
        low=_column(m.mean_gain - half),
        high=_column(m.mean_gain + half),
        d_av=_column(d_av),
        class_gain=_column(hake),
        confidence=wanted,
        excluded=m.excluded,
    )


def gaps(pre: ArrayLike, post: ArrayLike, groups: Labels, *, confidence: float = 0.95) -> tuple[Gap, ...]:
    """Every pair of groups, first minus second in canonical order, with adjusted p-values."""
    wanted = level(confidence)
    m = group_moments(pre, post, groups, "groups")
    raw = [_welch(m, i, j, wanted) for i, j in combinations(range(len(m.levels)), 2)]
    p_values = [entry[3] for entry in raw]
    holm, bh = multiplicity.holm(p_values).p, multiplicity.benjamini_hochberg(p_values).p
    pairs = combinations(m.levels, 2)
    return tuple(
        Gap(first, second, *entry, holm[k], bh[k])
        for k, ((first, second), entry) in enumerate(zip(pairs, raw, strict=True))
    )


def disaggregate(
    pre: ArrayLike,
    post: ArrayLike,
    by: Mapping[str, Labels],
    *,
    max_score: float | None = None,
    min_score: float = 0.0,
    confidence: float = 0.95,
) -> dict[str, tuple[GroupTable, tuple[Gap, ...]]]:
    """For each named grouping, its table of gains and the gaps between its groups."""
    if not isinstance(by, Mapping):
        raise StatsError("by", "must map names to columns of labels")
    return {
        name: (
            gain_by_group(pre, post, labels, max_score=max_score, min_score=min_score, confidence=confidence),
            gaps(pre, post, labels, confidence=confidence),
        )
        for name, labels in by.items()
    }


def _t_quantiles(counts: NDArray[np.int64], confidence: float) -> Floats:
    distinct, where = np.unique(counts, return_inverse=True)
    quantiles: Floats = np.negative(special.stdtrit(np.maximum(distinct - 1.0, 1.0), (1 - confidence) / 2))
    return quantiles[where]


def _column(values: Floats) -> _Column:
    return tuple(value if value == value else None for value in values.tolist())


def _welch(
    m: Grouped, i: int, j: int, confidence: float
) -> tuple[Estimate, float | None, float | None, float | None]:
    n = int(m.counts[i] + m.counts[j])
    method = "welch_gap"
    if m.counts[i] == 0 or m.counts[j] == 0:
        return undefined("empty_group", method=method, n_used=n), None, None, None
    value = float(m.mean_gain[i] - m.mean_gain[j])
    interval = t = df = p = None
    reason = "fewer_than_two_per_group"
    if m.counts[i] > 1 and m.counts[j] > 1:
        reason = "zero_variance_in_both_groups"
        error = welch.combine(float(m.sd_gain[i]), int(m.counts[i]), float(m.sd_gain[j]), int(m.counts[j]))
        if error is not None:
            se, df = error
            t = value / se
            p = tails.t_two_sided(t, df)
            half = tails.t_quantile(confidence, df) * se
            interval = Interval(value - half, value + half, confidence, "welch")
    estimate = Estimate(
        value=value,
        n_used=n,
        method=method,
        interval=interval,
        assumptions=_ASSUMPTIONS,
        interval_reason=None if interval else reason,
    )
    return estimate, t, df, p
