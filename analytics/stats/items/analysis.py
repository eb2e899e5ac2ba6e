"""Classical item analysis: difficulty, discrimination and what to look at again.

`analyze(matrix)` gives the whole table; each column of `matrix` is a question, each row a person.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, level, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.core.score_counts import number
from analytics.stats.core.score_matrix import Moments, Scores, load, moments
from analytics.stats.core.tails import t_quantile
from analytics.stats.items import reliability
from analytics.stats.items.indices import (
    FEW_PERSONS,
    difficulty_of,
    discrimination_of,
    flags_of,
    sd_of,
    upper_lower_of,
    without_interval,
)


@dataclass(frozen=True, slots=True, repr=False)
class Item(Answer):
    """One question. `number` is its column counted from 1; `flags` are codes for a reader to follow up."""

    HEADLINE: ClassVar[str] = "difficulty"

    number: int
    difficulty: Estimate
    sd: Estimate
    item_total: Estimate
    item_rest: Estimate
    upper_lower: Estimate
    alpha_if_dropped: Estimate
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class ItemAnalysis(Answer):
    """The table of items and what they add up to. Item numbers count from 1."""

    HEADLINE: ClassVar[str] = "alpha"

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
    matrix: ArrayLike, *, max_score: float | Sequence[float] = 1.0, confidence: float = 0.95
) -> ItemAnalysis:
    """Item analysis of `matrix` (people × items; people with a gap are left out and counted).

    `max_score` is the best mark of every item, or one per item. Difficulty is the mean share of
    it (Lord & Novick 1968); item-rest is the correlation with the total without the item
    (Henrysson 1963); upper_lower is D of the extreme 27 % (Kelley 1939).
    Raises StatsError for a mark above its maximum.
    """
    scores = load(matrix)
    best = _best(max_score, scores)
    confidence = level(confidence)
    second = moments(scores)
    coefficient = reliability.alpha_of(scores, second, confidence=confidence)
    items = _items(scores, second, best, confidence)
    constant = tuple(i.number for i in items if i.sd.value == 0)
    warnings = [
        code for code, hit in (("constant_items", constant), ("few_persons", scores.n < FEW_PERSONS)) if hit
    ]
    return ItemAnalysis(
        n_persons=scores.n,
        n_items=scores.k,
        excluded=scores.excluded,
        items=items,
        total_mean=_total_mean(scores, second, best, confidence),
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


def corrected_for_guessing(difficulty: float, *, n_options: int) -> float:
    """Share that knew the answer if the others guessed among `n_options`: (p - 1/c) / (1 - 1/c)."""
    if isinstance(n_options, bool) or not isinstance(n_options, int) or n_options < 2:
        raise StatsError("n_options", "must be a whole number of at least 2")
    number(difficulty, "difficulty")
    return (difficulty - 1 / n_options) / (1 - 1 / n_options)


def _best(max_score: float | Sequence[float], scores: Scores) -> Floats:
    best = (
        vector(max_score, "max_score")
        if isinstance(max_score, (Sequence, np.ndarray))
        else np.full(scores.k, number(max_score, "max_score"))
    )
    if best.size != scores.k:
        raise StatsError("max_score", f"has {best.size} entries and matrix has {scores.k} items")
    if not (best > 0).all():
        raise StatsError("max_score", "must be positive")
    # The highest mark of all settles it, unless maxima differ.
    if scores.values.size and scores.origin + scores.unit * scores.span > best.min() * (1 + 1e-12):
        highest = scores.origin + scores.unit * scores.values.max(axis=0)
        if (highest > best * (1 + 1e-12)).any():
            raise StatsError("max_score", "is less than a mark that was given")
    return best


def _items(scores: Scores, second: Moments | None, best: Floats, confidence: float) -> tuple[Item, ...]:
    means = _means(scores, second)
    dropped = reliability.alpha_if_dropped_of(scores, second)
    upper_lower = upper_lower_of(scores, best)
    items = []
    for j in range(scores.k):
        sd = sd_of(scores, second, j)
        difficulty = difficulty_of(scores, means, best, sd, j, confidence)
        total, rest = discrimination_of(scores, second, j, confidence)
        items.append(
            Item(
                j + 1,
                difficulty,
                sd,
                total,
                rest,
                upper_lower[j],
                dropped[j],
                flags_of(difficulty, rest, upper_lower[j]),
            )
        )
    return tuple(items)


def _means(scores: Scores, second: Moments | None) -> Floats | None:
    if second is not None:
        return second.mean
    # One person: no moments, but the marks are their own means.
    return scores.origin + scores.unit * scores.values[0].astype(np.float64) if scores.n else None


def _total_mean(scores: Scores, second: Moments | None, best: Floats, confidence: float) -> Estimate:
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
        interval=Interval(mean - half, mean + half, confidence, "t").within(
            scores.k * min(scores.origin, 0.0), math.fsum(best.tolist())
        ),
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
    return without_interval(scores, second.unit * math.sqrt(variance), "total_sd")
