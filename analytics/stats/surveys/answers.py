"""End-of-course surveys: shares, promoters, Likert tables (SPEC of each: docs/statistics.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.proportions import proportion
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined

FEWEST_FOR_PROMOTERS = 30
_PROMOTER, _PASSIVE = 9, 7


@dataclass(frozen=True, slots=True, repr=False)
class NetPromoter(Answer):
    """100 x (share of promoters - share of detractors), from -100 to 100.

    `adjusted` is the same with Rocks' (2016) adjusted Wald interval, which keeps its coverage in
    small groups and near the ends; its value is the score itself.
    """

    HEADLINE: ClassVar[str] = "score"

    promoters: int
    passives: int
    detractors: int
    n_missing: int
    score: Estimate
    standard_error: float | None
    adjusted: Estimate


@dataclass(frozen=True, slots=True, repr=False)
class Likert(Answer):
    """One question as a diverging bar: shares below, at and above the middle of the scale.

    `neutral` is 0 for scales without a middle. The bar starts at `left_edge`, so that half of
    the neutral share lies on either side of 0. `net` is above minus below.
    """

    HEADLINE: ClassVar[str] = "net"

    levels: tuple[int, ...]
    counts: tuple[int, ...]
    n: int
    n_missing: int
    below: Estimate
    neutral: Estimate
    above: Estimate
    net: Estimate
    left_edge: float | None


def top_box(
    responses: ArrayLike,
    *,
    scale: tuple[int, int],
    boxes: int = 2,
    confidence: float = 0.95,
    method: str = "wilson",
) -> Estimate:
    """Share of answers in the `boxes` highest levels of `scale` (lowest, highest level).

    `method` as in `surveys.proportion`. Raises StatsError for answers off the scale.
    """
    answers, missing = _on_scale(responses, scale)
    if isinstance(boxes, bool) or not isinstance(boxes, int) or not 0 < boxes <= scale[1] - scale[0]:
        raise StatsError("boxes", "must be fewer than the levels of the scale, and 1 or more")
    top = int(np.count_nonzero(answers > scale[1] - boxes))
    return proportion(top, answers.size, n_missing=missing, confidence=confidence, method=method)


def net_promoter(responses: ArrayLike, *, confidence: float = 0.95) -> NetPromoter:
    """Net Promoter Score of 0-10 answers (Reichheld 2003) with the multinomial Wald interval.

    Under 30 answers the warning `show_counts_only` is set. Raises StatsError off the 0-10 scale.
    """
    wanted = level(confidence)
    answers, missing = _on_scale(responses, (0, 10))
    n = answers.size
    promoters = int(np.count_nonzero(answers >= _PROMOTER))
    detractors = int(np.count_nonzero(answers < _PASSIVE))
    passives = n - promoters - detractors
    excluded = {"answer_missing": missing} if missing else {}
    if n == 0:
        empty = undefined("no_answer", method="net_promoter_score", excluded=excluded)
        return NetPromoter(0, 0, 0, missing, empty, None, empty)
    warnings: tuple[str, ...] = ("show_counts_only",) if n < FEWEST_FOR_PROMOTERS else ()
    score = 100 * (promoters - detractors) / n
    error = _net_error(promoters, detractors, n)
    half = tails.normal_quantile(wanted) * error
    # With every answer alike the Wald interval would have no width.
    interval = Interval(score - half, score + half, wanted, "wald").within(-100, 100) if error else None
    estimate = Estimate(
        value=score,
        n_used=n,
        method="net_promoter_score",
        interval=interval,
        excluded=excluded,
        warnings=warnings,
        interval_reason=None if interval else "all_answers_alike",
    )
    # Rocks (2016): three quarters of an answer to either end, three halves to the middle.
    up, down, size = promoters + 0.75, detractors + 0.75, n + 3
    center, half = 100 * (up - down) / size, tails.normal_quantile(wanted) * _net_error(up, down, size)
    adjusted = Estimate(
        value=score,
        n_used=n,
        method="net_promoter_score",
        interval=Interval(center - half, center + half, wanted, "adjusted_wald").within(-100, 100),
        excluded=excluded,
        warnings=warnings,
    )
    return NetPromoter(promoters, passives, detractors, missing, estimate, error, adjusted)


def likert(
    responses: ArrayLike, *, scale: tuple[int, int], reverse: bool = False, confidence: float = 0.95
) -> Likert:
    """Counts per level and the diverging split about the middle (Robbins & Heiberger 2011).

    `reverse` turns the scale round first. Raises StatsError for answers off the scale.
    """
    wanted = level(confidence)
    answers, missing = _on_scale(responses, scale)
    low, high = scale
    if reverse:
        answers = low + high - answers
    levels = tuple(range(low, high + 1))
    counts = tuple(int(np.count_nonzero(answers == at)) for at in levels)
    n, middle = int(answers.size), (low + high) / 2
    below, neutral = int(np.count_nonzero(answers < middle)), int(np.count_nonzero(answers == middle))
    above = n - below - neutral
    shares = [proportion(c, n, n_missing=missing, confidence=wanted) for c in (below, neutral, above)]
    return Likert(
        levels=levels,
        counts=counts,
        n=n,
        n_missing=missing,
        below=shares[0],
        neutral=shares[1],
        above=shares[2],
        net=_net_agreement(above, below, n, missing, wanted),
        left_edge=-(below + neutral / 2) / n if n else None,
    )


def _net_agreement(above: int, below: int, n: int, missing: int, confidence: float) -> Estimate:
    excluded = {"answer_missing": missing} if missing else {}
    if n == 0:
        return undefined("no_answer", method="net_agreement", excluded=excluded)
    error = _net_error(above, below, n) / 100
    half, value = tails.normal_quantile(confidence) * error, (above - below) / n
    interval = Interval(value - half, value + half, confidence, "wald").within(-1, 1) if error else None
    return Estimate(
        value=value,
        n_used=n,
        method="net_agreement",
        interval=interval,
        excluded=excluded,
        interval_reason=None if interval else "all_answers_alike",
    )


def _net_error(up: float, down: float, n: float) -> float:
    """Standard error of 100 (p_up - p_down), multinomial."""
    return 100 * math.sqrt(max(0.0, (up + down - (up - down) ** 2 / n) / n / n))


def _on_scale(responses: ArrayLike, scale: tuple[int, int]) -> tuple[Floats, int]:
    """Answers that are there, and how many are missing."""
    low, high = check_scale(scale)
    values = vector(responses, "responses")
    answers = values[~np.isnan(values)]
    if answers.size and (answers.min() < low or answers.max() > high or (answers != np.rint(answers)).any()):
        raise StatsError("responses", f"must hold whole numbers from {low} to {high}")
    return answers, values.size - answers.size


def check_scale(scale: tuple[int, int]) -> tuple[int, int]:
    """(lowest, highest) level; StatsError unless both are whole numbers in order."""
    whole = isinstance(scale, (tuple, list)) and len(scale) == 2
    if not whole or any(isinstance(v, bool) or not isinstance(v, int) for v in scale) or scale[0] >= scale[1]:
        raise StatsError("scale", "must be two whole numbers, the lowest level first")
    if scale[1] - scale[0] > 1000:
        raise StatsError("scale", "must have at most 1001 levels")
    return scale[0], scale[1]
