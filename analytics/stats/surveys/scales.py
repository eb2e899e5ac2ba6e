"""Scores of a multi-item survey scale: reverse keys, enough answers, and a check of the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import level, vector
from analytics.stats.core.arrays import matrix as as_matrix
from analytics.stats.core.base import Answer
from analytics.stats.core.labels import Labels
from analytics.stats.core.moments import describe
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.groups import by_group
from analytics.stats.items import analysis, one_factor_omega, reliability
from analytics.stats.surveys.answers import check_scale


@dataclass(frozen=True, slots=True, repr=False)
class ScaleScores(Answer):
    """One score per person (mean of the items answered, None with too few) and the scale's quality.

    `alpha`, `omega` and `item_rest` are over people who answered every item, after reversal. A
    negative item-rest correlation nearly always means a reverse key that was not declared: the
    items concerned (columns from 1) are in `suspect_keys`.
    """

    HEADLINE: ClassVar[str] = "mean"

    scores: tuple[float | None, ...]
    n_scored: int
    n_too_few_answers: int
    n_complete: int
    mean: Estimate
    alpha: Estimate
    omega: Estimate
    item_rest: tuple[Estimate, ...]
    suspect_keys: tuple[int, ...]
    warnings: tuple[str, ...]


def scale_scores(
    matrix: ArrayLike,
    *,
    scale: tuple[int, int],
    reverse: Sequence[int] = (),
    min_answered: float = 0.5,
    confidence: float = 0.95,
) -> ScaleScores:
    """Person means over `matrix` (people x items, None or NaN = no answer) on `scale`.

    `reverse` lists the items (columns from 1) whose scale runs the other way. A person is scored with at
    least the share `min_answered` of the items. Raises StatsError for answers off the scale.
    """
    wanted = level(confidence)
    low, high = check_scale(scale)
    table = as_matrix(matrix, "matrix")
    known = table[~np.isnan(table)]
    if known.size and (known.min() < low or known.max() > high or (known != np.rint(known)).any()):
        raise StatsError("matrix", f"must hold whole numbers from {low} to {high}")
    k = table.shape[1]
    positions = isinstance(reverse, (list, tuple)) and all(
        isinstance(j, int) and not isinstance(j, bool) and 1 <= j <= k for j in reverse
    )
    if not positions:
        raise StatsError("reverse", f"must list columns of items, from 1 to {k}")
    if (
        isinstance(min_answered, bool)
        or not isinstance(min_answered, (int, float))
        or not 0 < min_answered <= 1
    ):
        raise StatsError("min_answered", "must be a share, more than 0 and at most 1")
    turned = sorted({j - 1 for j in reverse})
    table[:, turned] = low + high - table[:, turned]
    answered = np.count_nonzero(~np.isnan(table), axis=1)
    enough = (answered > 0) & (answered >= min_answered * k)
    # Sums of whole answers are exact, so that scores do not depend on the order of the items.
    means = np.where(enough, np.nansum(table, axis=1) / np.maximum(answered, 1), np.nan)
    complete = table[answered == k]
    quality = analysis.analyze(complete - low, max_score=float(high - low), confidence=wanted)
    rest = tuple(item.item_rest for item in quality.items)
    suspect = tuple(j for j, r in enumerate(rest, 1) if r.value is not None and r.value < 0)
    scored = means[enough]
    return ScaleScores(
        scores=tuple(None if np.isnan(m) else float(m) for m in means),
        n_scored=scored.size,
        n_too_few_answers=means.size - scored.size,
        n_complete=len(complete),
        mean=_mean(scored, means.size - scored.size, (low, high), wanted),
        alpha=reliability.alpha(complete, confidence=wanted),
        omega=one_factor_omega.omega(complete, confidence=wanted),
        item_rest=rest,
        suspect_keys=suspect,
        warnings=("negative_item_rest_check_keys",) if suspect else (),
    )


def scale_gaps(scores: ArrayLike, groups: Labels, *, confidence: float = 0.95) -> tuple[by_group.Gap, ...]:
    """Differences of mean score between every pair of groups by Welch's t test, first minus second."""
    values = vector(scores, "scores")
    return by_group.gaps(np.zeros_like(values), values, groups, confidence=confidence)


def _mean(scored: np.ndarray, too_few: int, scale: tuple[int, int], confidence: float) -> Estimate:
    excluded = {"too_few_answers": too_few} if too_few else {}
    found = describe(scored)
    if found.mean is None:
        return undefined("no_answer", method="scale_mean", excluded=excluded)
    interval = None
    if found.sd is not None:
        half = tails.t_quantile(confidence, found.n - 1) * found.sd / found.n**0.5
        interval = Interval(found.mean - half, found.mean + half, confidence, "student_t").within(*scale)
    return Estimate(
        value=found.mean,
        n_used=found.n,
        method="scale_mean",
        interval=interval,
        excluded=excluded,
        interval_reason=None if interval else "fewer_than_two_persons",
    )
