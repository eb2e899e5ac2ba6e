"""Classical item analysis: difficulty, discrimination and what to look at again.

`analyze(matrix)` gives the whole table; each column of `matrix` is a question, each row a person.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats import reliability
from analytics.stats.arrays import Floats, level, vector
from analytics.stats.result import Estimate, Interval, StatsError, undefined
from analytics.stats.score_counts import number
from analytics.stats.score_groups import by_rank
from analytics.stats.score_matrix import Moments, Scores, load, moments
from analytics.stats.tails import normal_quantile, t_quantile, wilson

EXTREME_SHARE = 0.27
"""Kelley's (1939) upper and lower groups."""

_FEW_PERSONS = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `number` is its column counted from 1; `flags` are codes for a reader to follow up."""

    number: int
    difficulty: Estimate
    sd: Estimate
    item_total: Estimate
    item_rest: Estimate
    upper_lower: Estimate
    alpha_if_dropped: Estimate
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """The table of items and what they add up to. Item numbers count from 1."""

    n_persons: int
    n_items: int
    excluded: Mapping[str, int]
    items: tuple[Item, ...]
    total_mean: Estimate
    total_sd: Estimate
    alpha: Estimate
    alpha_standardized: Estimate
    lambda2: Estimate
    kr21: Estimate
    split_half: Estimate
    sem: Estimate
    perfect_items: tuple[int, ...]
    zero_items: tuple[int, ...]
    constant_items: tuple[int, ...]
    warnings: tuple[str, ...]


def analyze(
    matrix: ArrayLike, *, max_marks: float | Sequence[float] = 1.0, confidence: float = 0.95
) -> ItemAnalysis:
    """Item analysis of `matrix` (people × items; people with a gap are left out and counted).

    `max_marks` is the best mark of every item, or one per item. Difficulty is the mean share of
    it (Lord & Novick 1968); item-rest is the correlation with the total without the item
    (Henrysson 1963); upper_lower is D of the extreme 27 % (Kelley 1939).
    Raises StatsError for a mark above its maximum.
    """
    scores = load(matrix)
    best = _best(max_marks, scores)
    confidence = level(confidence)
    second = moments(scores)
    coefficient = reliability.alpha_of(scores, second, confidence=confidence)
    items = _items(scores, second, best, confidence)
    constant = tuple(i.number for i in items if i.sd.value == 0)
    warnings = [
        code for code, hit in (("constant_items", constant), ("few_persons", scores.n < _FEW_PERSONS)) if hit
    ]
    return ItemAnalysis(
        n_persons=scores.n,
        n_items=scores.k,
        excluded=scores.excluded,
        items=items,
        total_mean=_total_mean(scores, second, confidence),
        total_sd=_total_sd(scores, second),
        alpha=coefficient,
        alpha_standardized=reliability.standardized_alpha_of(scores, second),
        lambda2=reliability.lambda2_of(scores, second),
        kr21=reliability.kr21_of(scores, second),
        split_half=reliability.split_half_of(scores, second),
        sem=reliability.sem_of(scores, second, coefficient),
        perfect_items=tuple(i.number for i in items if i.difficulty.value == 1),
        zero_items=tuple(i.number for i in items if i.difficulty.value == 0),
        constant_items=constant,
        warnings=tuple(warnings),
    )


def corrected_for_guessing(difficulty: float, *, options: int) -> float:
    """Share that knew the answer if the others guessed among `options`: (p - 1/c) / (1 - 1/c)."""
    if isinstance(options, bool) or not isinstance(options, int) or options < 2:
        raise StatsError("options", "must be a whole number of at least 2")
    return (difficulty - 1 / options) / (1 - 1 / options)


def correlation(cov: float, var_a: float, var_b: float) -> float:
    """Pearson's r from moments, kept within [-1, 1] where rounding leaves it."""
    return max(-1.0, min(1.0, cov / (math.sqrt(var_a) * math.sqrt(var_b))))


def _best(max_marks: float | Sequence[float], scores: Scores) -> Floats:
    best = (
        vector(max_marks, "max_marks")
        if isinstance(max_marks, (Sequence, np.ndarray))
        else np.full(scores.k, number(max_marks, "max_marks"))
    )
    if best.size != scores.k:
        raise StatsError("max_marks", f"has {best.size} entries and matrix has {scores.k} items")
    if not (best > 0).all():
        raise StatsError("max_marks", "must be positive")
    # The highest mark of all settles it, unless maxima differ.
    if scores.values.size and scores.origin + scores.unit * scores.span > best.min() * (1 + 1e-12):
        highest = scores.origin + scores.unit * scores.values.max(axis=0)
        if (highest > best * (1 + 1e-12)).any():
            raise StatsError("max_marks", "is less than a mark that was given")
    return best


def _items(scores: Scores, second: Moments | None, best: Floats, confidence: float) -> tuple[Item, ...]:
    means = _means(scores, second)
    dropped = reliability.alpha_if_dropped_of(scores, second)
    upper_lower = _upper_lower(scores, best)
    items = []
    for j in range(scores.k):
        sd = _sd(scores, second, j)
        difficulty = _difficulty(scores, means, best, sd, j, confidence)
        total, rest = _discrimination(scores, second, j, confidence)
        items.append(
            Item(
                j + 1,
                difficulty,
                sd,
                total,
                rest,
                upper_lower[j],
                dropped[j],
                _flags(difficulty, rest, upper_lower[j]),
            )
        )
    return tuple(items)


def _means(scores: Scores, second: Moments | None) -> Floats | None:
    if second is not None:
        return second.mean
    # One person: no moments, but the marks are their own means.
    return scores.origin + scores.unit * scores.values[0].astype(np.float64) if scores.n else None


def _difficulty(
    scores: Scores, means: Floats | None, best: Floats, sd: Estimate, j: int, confidence: float
) -> Estimate:
    if means is None:
        return undefined("no_complete_rows", method="difficulty", excluded=scores.excluded)
    p = float(means[j] / best[j])
    interval = None
    if sd.value is not None:
        half = t_quantile(confidence, scores.n - 1) * sd.value / float(best[j]) / math.sqrt(scores.n)
        interval = Interval(p - half, p + half, confidence, "t")
        if best[j] == 1 and reliability.is_binary(scores):
            interval = Interval(*wilson(p, scores.n, confidence), confidence, "wilson")
    return Estimate(
        value=p,
        interval=interval,
        n_used=scores.n,
        method="difficulty",
        excluded=scores.excluded,
        interval_reason=None if interval else "fewer_than_two_persons",
    )


def _bare(scores: Scores, value: float, method: str, warnings: tuple[str, ...] = ()) -> Estimate:
    return Estimate(
        value=value,
        n_used=scores.n,
        method=method,
        excluded=scores.excluded,
        warnings=warnings,
        interval_reason="interval_not_offered",
    )


def _sd(scores: Scores, second: Moments | None, j: int) -> Estimate:
    if second is None:
        return undefined("fewer_than_two_persons", method="sd", n_used=scores.n, excluded=scores.excluded)
    value = second.unit * math.sqrt(max(float(second.variances[j]), 0.0))
    return _bare(scores, value, "sd")


def _discrimination(
    scores: Scores, second: Moments | None, j: int, confidence: float
) -> tuple[Estimate, Estimate]:
    if second is None:
        total, rest = (
            undefined("fewer_than_two_persons", method=m, n_used=scores.n, excluded=scores.excluded)
            for m in ("item_total", "item_rest")
        )
        return total, rest
    own = float(second.variances[j])
    return (
        _r(
            scores, float(second.with_total[j]), own, second.total_var, second.floor, "item_total", confidence
        ),
        _r(
            scores,
            float(second.with_rest[j]),
            own,
            float(second.rest_var[j]),
            second.floor,
            "item_rest",
            confidence,
        ),
    )


def _r(
    scores: Scores, cov: float, own: float, other: float, floor: float, method: str, confidence: float
) -> Estimate:
    if own <= 0 or other <= floor:
        reason = "constant_item" if own <= 0 else "no_variance"
        return undefined(reason, method=method, n_used=scores.n, excluded=scores.excluded)
    value = correlation(cov, own, other)
    interval = fisher_interval(value, scores.n, confidence)
    return Estimate(
        value=value,
        interval=interval,
        n_used=scores.n,
        method=method,
        excluded=scores.excluded,
        interval_reason=None if interval else "fewer_than_four_persons",
    )


def fisher_interval(r: float, n: int, confidence: float) -> Interval | None:
    """Fisher's z interval of a correlation; None for fewer than four people."""
    if n < 4:
        return None
    if abs(r) == 1:
        return Interval(r, r, confidence, "fisher_z")
    half = normal_quantile(confidence) / math.sqrt(n - 3)
    return Interval(math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half), confidence, "fisher_z")


def _upper_lower(scores: Scores, best: Floats) -> tuple[Estimate, ...]:
    method = "upper_lower_27"
    if scores.n < 2:
        return (
            undefined("fewer_than_two_persons", method=method, n_used=scores.n, excluded=scores.excluded),
        ) * scores.k
    groups = by_rank(scores.totals(), [(0.0, EXTREME_SHARE), (1 - EXTREME_SHARE, 1.0)])
    sums = groups.sums(scores.values)
    difference = scores.unit * (sums[1] / groups.sizes[1] - sums[0] / groups.sizes[0]) / best
    warnings = ("few_persons",) if scores.n < _FEW_PERSONS else ()
    return tuple(_bare(scores, d, method, warnings) for d in difference.tolist())


def _flags(difficulty: Estimate, rest: Estimate, upper_lower: Estimate) -> tuple[str, ...]:
    flags = []
    p, r, d = difficulty.value, rest.value, upper_lower.value
    if p is not None and not 0.2 <= p <= 0.9:
        flags.append("hard_item" if p < 0.2 else "easy_item")
    if r is not None and r < 0.3:
        flags.append("check_key" if r < 0 else "poor_discrimination" if r < 0.15 else "revise_item")
    if r is None:
        flags.append("no_discrimination")
    if d is not None and d < 0.2:
        flags.append("small_upper_lower")
    return tuple(flags)


def _total_mean(scores: Scores, second: Moments | None, confidence: float) -> Estimate:
    if second is None:
        if scores.n == 0 or scores.k == 0:
            return undefined("no_complete_rows", method="total_mean", excluded=scores.excluded)
        value = float(scores.natural(scores.totals())[0])
        return Estimate(
            value=value,
            n_used=scores.n,
            method="total_mean",
            excluded=scores.excluded,
            interval_reason="fewer_than_two_persons",
        )
    mean = math.fsum(second.mean)
    half = (
        t_quantile(confidence, second.n - 1) * second.unit * math.sqrt(max(second.total_var, 0.0) / second.n)
    )
    return Estimate(
        value=mean,
        interval=Interval(mean - half, mean + half, confidence, "t"),
        n_used=second.n,
        method="total_mean",
        excluded=scores.excluded,
    )


def _total_sd(scores: Scores, second: Moments | None) -> Estimate:
    if second is None:
        return undefined(
            "fewer_than_two_persons", method="total_sd", n_used=scores.n, excluded=scores.excluded
        )
    variance = second.total_var if second.total_var > second.floor else 0.0
    return _bare(scores, second.unit * math.sqrt(variance), "total_sd")
