"""The pass mark: Angoff panels, the band of doubt around it, and borderline regression."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, level, vector
from analytics.stats.core.arrays import matrix as as_matrix
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.core.score_counts import number
from analytics.stats.core.tails import t_quantile

OUTLYING_Z = 2.5
_FEW_JUDGES = 5


@dataclass(frozen=True, slots=True, repr=False)
class AngoffComponents(Result):
    """Variance components of the ratings (items × judges ANOVA); a negative one is left as it is."""

    item: float
    judge: float
    residual: float


@dataclass(frozen=True, slots=True, repr=False)
class Angoff(Answer):
    """A panel's cut score in points of the test.

    `se_judges` is the error from having these judges, `se_judges_items` from these judges and
    these items (Brennan & Lockwood 1980). `judge_cut_scores` follow the rows of the ratings, None for a
    judge left out; `outlying_judges` are row numbers from 1 with |z| > 2.5, listed, not removed.
    """

    HEADLINE: ClassVar[str] = "cut_score"

    cut_score: Estimate
    judge_cut_scores: tuple[float | None, ...]
    judge_sd: float | None
    se_judges: float | None
    se_judges_items: float | None
    components: AngoffComponents | None
    outlying_judges: tuple[int, ...]
    n_judges: int
    n_items: int


@dataclass(frozen=True, slots=True, repr=False)
class Band(Result):
    """Scores from `low` to `high` around the cut score deserve a second look, not an automatic fail."""

    low: float
    high: float
    cut_score: float
    sem: float

    def decision(self, score: float) -> str:
        """ "pass", "fail" or "second_look" for a score."""
        if self.low <= score < self.high:
            return "second_look"
        return "pass" if score >= self.high else "fail"


@dataclass(frozen=True, slots=True, repr=False)
class PassRates(Answer):
    """Share of people who pass at the cut score and at it less and plus its standard error."""

    HEADLINE: ClassVar[str] = "at_cut_score"

    at_cut_score: Estimate
    at_lower: Estimate
    at_upper: Estimate


def angoff(ratings: ArrayLike, *, confidence: float = 0.95) -> Angoff:
    """Modified Angoff from `ratings` (judges × items, probability that a borderline person is right).

    The cut score is the mean over judges of the sum of ratings, with a t interval over judges. Judges with
    a gap are left out and counted. Raises StatsError for ratings outside 0–1.
    """
    table = as_matrix(ratings, "ratings")
    confidence = level(confidence)
    known = table[~np.isnan(table)]
    if ((known < 0) | (known > 1)).any():
        raise StatsError("ratings", "must lie between 0 and 1")
    complete = np.asarray(~np.isnan(table).any(axis=1))
    excluded = {"missing_ratings": int((~complete).sum())} if not complete.all() else {}
    used = table[complete]
    judges, items = used.shape
    sums = [math.fsum(row) for row in used.tolist()]
    kept = iter(sums)
    cuts = tuple(next(kept) if there else None for there in complete.tolist())
    if not judges or not items:
        cut_score = undefined("no_judges" if not judges else "no_items", method="angoff", excluded=excluded)
        return Angoff(cut_score, cuts, None, None, None, None, (), judges, items)
    mean = math.fsum(sums) / judges
    sd = _sd(sums, mean)
    se = None if sd is None else sd / math.sqrt(judges)
    parts = _components(used)
    return Angoff(
        cut_score=_cut(mean, se, judges, items, confidence, excluded),
        judge_cut_scores=cuts,
        judge_sd=sd,
        se_judges=se,
        se_judges_items=None if parts is None else _wide_error(parts, judges, items),
        components=parts,
        outlying_judges=_outlying(cuts, mean, sd),
        n_judges=judges,
        n_items=items,
    )


def band(cut_score: float, *, sem: float, width: float = 1.0) -> Band:
    """The cut score give or take `width` standard errors of measurement."""
    number(cut_score, "cut_score")
    if number(sem, "sem") < 0:
        raise StatsError("sem", "must not be negative")
    if number(width, "width") <= 0:
        raise StatsError("width", "must be positive")
    return Band(cut_score - width * sem, cut_score + width * sem, cut_score, sem)


def pass_rates(scores: ArrayLike, *, cut_score: float, se: float) -> PassRates:
    """Share of `scores` (missing left out and counted) at or above `cut_score`, and `se` either side."""
    number(cut_score, "cut_score")
    if number(se, "se") < 0:
        raise StatsError("se", "must not be negative")
    values = vector(scores, "scores")
    known = values[~np.isnan(values)]
    excluded = {"missing": int(values.size - known.size)} if known.size < values.size else {}

    def rate(mark: float) -> Estimate:
        if not known.size:
            return undefined("no_scores", method="pass_rate", excluded=excluded)
        share = int((known >= mark).sum()) / known.size
        return Estimate(
            value=share,
            n_used=known.size,
            method="pass_rate",
            excluded=excluded,
            interval_reason="interval_not_offered",
        )

    return PassRates(
        at_cut_score=rate(cut_score), at_lower=rate(cut_score - se), at_upper=rate(cut_score + se)
    )


def _cut(
    mean: float, se: float | None, judges: int, items: int, confidence: float, excluded: Mapping[str, int]
) -> Estimate:
    interval = None
    if se is not None:
        half = t_quantile(confidence, judges - 1) * se
        interval = Interval(mean - half, mean + half, confidence, "t_over_judges").within(0, items)
    return Estimate(
        value=mean,
        interval=interval,
        n_used=judges,
        method="angoff",
        excluded=excluded,
        assumptions=("judges_are_a_sample",),
        warnings=("few_judges",) if judges < _FEW_JUDGES else (),
        interval_reason=None if interval else "fewer_than_two_judges",
    )


def _sd(values: list[float], mean: float) -> float | None:
    if len(values) < 2:
        return None
    if max(values) - min(values) <= 1e-12 * max(1.0, abs(mean)):
        return 0.0
    return math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (len(values) - 1))


def _outlying(cuts: tuple[float | None, ...], mean: float, sd: float | None) -> tuple[int, ...]:
    if not sd:
        return ()
    return tuple(
        i
        for i, cut_score in enumerate(cuts, 1)
        if cut_score is not None and abs(cut_score - mean) / sd > OUTLYING_Z
    )


def _components(table: Floats) -> AngoffComponents | None:
    """Mean squares of the two-way table without replication, turned into variance components."""
    judges, items = table.shape
    if judges < 2 or items < 2:
        return None
    # Judges in canonical order: the sums below round by position.
    table = table[np.lexsort(table.T)]
    rows, columns, center = table.mean(axis=1), table.mean(axis=0), table.mean()
    ms_judge = items * float(((rows - center) ** 2).sum()) / (judges - 1)
    ms_item = judges * float(((columns - center) ** 2).sum()) / (items - 1)
    left = table - rows[:, None] - columns + center
    ms_residual = float((left**2).sum()) / ((judges - 1) * (items - 1))
    return AngoffComponents(
        item=(ms_item - ms_residual) / judges,
        judge=(ms_judge - ms_residual) / items,
        residual=ms_residual,
    )


def _wide_error(parts: AngoffComponents, judges: int, items: int) -> float:
    judge, item = max(parts.judge, 0.0), max(parts.item, 0.0)
    return items * math.sqrt(judge / judges + item / items + parts.residual / (judges * items))
