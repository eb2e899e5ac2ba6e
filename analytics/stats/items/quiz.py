"""The quiz statistics of Moodle under Moodle's names, so that a migrated report can be compared.

Formulas: Moodle, `question/classes/statistics/questions/calculator.php` and
`mod/quiz/report/statistics/classes/calculator.php`. Percentages are 0–100 as in Moodle.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, undefined
from analytics.stats.core.score_matrix import Moments, Scores, load, moments
from analytics.stats.items.analysis import Item, analyze


@dataclass(frozen=True, slots=True, repr=False)
class MoodleItem(Answer):
    """One question: facility index, discrimination index, discriminative efficiency, effective weight (%)."""

    HEADLINE: ClassVar[str] = "facility"

    number: int
    facility: Estimate
    discrimination: Estimate
    efficiency: Estimate
    effective_weight: Estimate


@dataclass(frozen=True, slots=True, repr=False)
class MoodleStatistics(Answer):
    """A quiz: per item, then skewness and kurtosis of totals, CIC and error ratio (%), standard error."""

    HEADLINE: ClassVar[str] = "internal_consistency"

    n_persons: int
    excluded: Mapping[str, int]
    items: tuple[MoodleItem, ...]
    skewness: Estimate
    kurtosis: Estimate
    internal_consistency: Estimate
    error_ratio: Estimate
    standard_error: Estimate


def moodle(matrix: ArrayLike, *, max_score: float | Sequence[float] = 1.0) -> MoodleStatistics:
    """Moodle's statistics of `matrix` (people × items, complete rows only)."""
    scores = load(matrix)
    second = moments(scores)
    ours = analyze(matrix, max_score=max_score)
    cic = _percent(ours.alpha, "cic")
    error_ratio = _error_ratio(cic)
    skewness, kurtosis = _shape(scores)
    return MoodleStatistics(
        n_persons=scores.n,
        excluded=scores.excluded,
        items=_items(scores, second, ours.items),
        skewness=skewness,
        kurtosis=kurtosis,
        internal_consistency=cic,
        error_ratio=error_ratio,
        standard_error=_standard_error(error_ratio, ours.total_sd),
    )


def _items(scores: Scores, second: Moments | None, ours: tuple[Item, ...]) -> tuple[MoodleItem, ...]:
    if second is None:
        few = undefined("fewer_than_two_persons", method="moodle", n_used=scores.n, excluded=scores.excluded)
        return tuple(MoodleItem(i.number, _percent(i.difficulty, "facility"), few, few, few) for i in ours)
    totals = scores.totals()
    shared = math.fsum(math.sqrt(c) for c in second.with_total.tolist() if c > 0)
    answers = []
    for j, item in enumerate(ours):
        answers.append(
            MoodleItem(
                number=item.number,
                facility=_percent(item.difficulty, "facility"),
                discrimination=_percent(item.item_rest, "discrimination_index"),
                efficiency=_efficiency(scores, second, totals, j),
                effective_weight=_weight(scores, float(second.with_total[j]), shared),
            )
        )
    return tuple(answers)


def _efficiency(scores: Scores, second: Moments, totals: Floats, j: int) -> Estimate:
    method = "discriminative_efficiency"
    marks = scores.values[:, j].astype(np.float64)
    rest = np.sort(totals - marks)
    marks = np.sort(marks)
    if second.variances[j] <= 0 or second.rest_var[j] <= second.floor:
        return undefined("no_variance", method=method, n_used=scores.n, excluded=scores.excluded)
    best = float((marks - marks.mean()) @ (rest - rest.mean())) / (scores.n - 1)
    return _plain(scores, 100 * float(second.with_rest[j]) / best, method)


def _weight(scores: Scores, cov: float, shared: float) -> Estimate:
    method = "effective_weight"
    if cov < 0:
        return undefined("negative_covariance", method=method, n_used=scores.n, excluded=scores.excluded)
    if shared == 0:
        return undefined("no_variance", method=method, n_used=scores.n, excluded=scores.excluded)
    return _plain(scores, 100 * math.sqrt(cov) / shared, method)


def _shape(scores: Scores) -> tuple[Estimate, Estimate]:
    """Skewness k3 / k2^1.5 and kurtosis k4 / k2^2 from Fisher's k-statistics."""
    n = scores.n
    totals = scores.totals() if scores.k else np.zeros(n)
    deviations = np.sort(totals - (math.fsum(totals) / n if n else 0.0))
    spread = np.ptp(totals) if n else 0.0
    if n < 3 or spread <= 1e-12 * scores.k:
        reason = "fewer_than_three_persons" if n < 3 else "no_variance"
        skewness, kurtosis = (
            undefined(reason, method=m, n_used=n, excluded=scores.excluded) for m in ("skewness", "kurtosis")
        )
        return skewness, kurtosis
    scaled = deviations / spread
    m2, m3, m4 = (math.fsum(scaled**power) / n for power in (2, 3, 4))
    k2 = n * m2 / (n - 1)
    k3 = n**2 * m3 / ((n - 1) * (n - 2))
    skewness = _plain(scores, k3 / k2**1.5, "skewness")
    if n < 4:
        return skewness, undefined(
            "fewer_than_four_persons", method="kurtosis", n_used=n, excluded=scores.excluded
        )
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return skewness, _plain(scores, k4 / k2**2, "kurtosis")


def _error_ratio(cic: Estimate) -> Estimate:
    if cic.value is None:
        return undefined(cic.reason or "", method="error_ratio", n_used=cic.n_used, excluded=cic.excluded)
    value = 100 * math.sqrt(max(1 - cic.value / 100, 0.0))
    return Estimate(
        value=value,
        n_used=cic.n_used,
        method="error_ratio",
        excluded=cic.excluded,
        interval_reason="interval_not_offered",
    )


def _standard_error(error_ratio: Estimate, total_sd: Estimate) -> Estimate:
    method = "standard_error"
    if error_ratio.value is None or total_sd.value is None:
        return undefined(
            error_ratio.reason or "", method=method, n_used=error_ratio.n_used, excluded=error_ratio.excluded
        )
    value = error_ratio.value * total_sd.value / 100
    return Estimate(
        value=value,
        n_used=error_ratio.n_used,
        method=method,
        excluded=error_ratio.excluded,
        interval_reason="interval_not_offered",
    )


def _percent(share: Estimate, method: str) -> Estimate:
    if share.value is None:
        return undefined(share.reason or "", method=method, n_used=share.n_used, excluded=share.excluded)
    return Estimate(
        value=100 * share.value,
        n_used=share.n_used,
        method=method,
        excluded=share.excluded,
        interval_reason="interval_not_offered",
    )


def _plain(scores: Scores, value: float, method: str) -> Estimate:
    return Estimate(
        value=value,
        n_used=scores.n,
        method=method,
        excluded=scores.excluded,
        interval_reason="interval_not_offered",
    )
