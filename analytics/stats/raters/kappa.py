"""Cohen's kappa for two raters, plain and weighted, with the indices that explain it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.raters import ratings

_ASSUMPTIONS = ("units_sampled_at_random", "two_fixed_raters")


@dataclass(frozen=True, slots=True, repr=False)
class Kappa(Answer):
    """Kappa of two raters with their cross-table (first rater in rows).

    `prevalence_index` and `bias_index` (Byrt, Bishop & Carlin 1993) exist for two categories:
    a high prevalence index explains a low kappa beside high agreement. `standard_error` is for the
    interval; `z` = kappa / `null_error`, the error under chance agreement, with a two-sided `p`.
    """

    HEADLINE: ClassVar[str] = "kappa"

    kappa: Estimate
    standard_error: float | None
    observed: float | None
    expected: float | None
    table: tuple[tuple[int, ...], ...]
    categories: tuple[Hashable, ...]
    prevalence_index: float | None
    bias_index: float | None
    null_error: float | None
    z: float | None
    p: float | None
    p_method: str = "normal_two_sided"


def cohen(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Kappa:
    """Cohen's (1960) kappa of two raters on unordered categories.

    `scores` is units x 2 with any labels; units without both ratings are left out and counted.
    The interval uses the variance of Fleiss, Cohen & Everitt (1969).
    """
    return _kappa(scores, "unweighted", categories, confidence)


def weighted_kappa(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    weighting: str = "quadratic",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Kappa:
    """Cohen's (1968) weighted kappa of two raters on ordered categories; otherwise as `cohen`.

    Labels need `categories` in order; numbers are their own order.
    """
    return _kappa(scores, weighting, categories, confidence)


def _kappa(scores: Any, weighting: str, categories: Sequence[Any] | None, confidence: float) -> Kappa:
    wanted = level(confidence)
    data = ratings.load(scores, categories)
    if data.codes.shape[1] != 2:
        raise StatsError(
            "scores", f"must have two raters, not {data.codes.shape[1]}: call stats.raters.gwet or fleiss"
        )
    weights = ratings.agreement_weights(data, weighting)
    both = (data.codes >= 0).all(axis=1)
    lost = {"unit_without_rating": data.n_unrated, "unit_rated_once": int((~both).sum())}
    excluded = {reason: n for reason, n in lost.items() if n}
    table = np.zeros((data.q, data.q), dtype=np.int64)
    np.add.at(table, (data.codes[both, 0], data.codes[both, 1]), 1)
    n, method = int(table.sum()), f"cohen_kappa_{weighting}"
    shown = tuple(tuple(int(c) for c in row) for row in table)
    prevalence, bias = _indices(table)
    if n == 0:
        empty = undefined("no_unit_rated_twice", method=method, excluded=excluded)
        return Kappa(empty, None, None, None, shown, data.categories, *(None,) * 5)
    p = table / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, expected = float((p * weights).sum()), float(rows @ weights @ columns)
    if np.count_nonzero(table.sum(axis=0) + table.sum(axis=1)) < 2:
        empty = undefined("chance_agreement_is_one", method=method, n_used=n, excluded=excluded)
        return Kappa(
            empty, None, observed, expected, shown, data.categories, prevalence, bias, None, None, None
        )
    value = (observed - expected) / (1 - expected)
    error = _error(p, weights, value, expected) / math.sqrt(n)
    half = tails.normal_quantile(wanted) * error
    interval = Interval(value - half, value + half, wanted, "fleiss_cohen_everitt").within(
        min(-1.0, value), 1
    )
    warnings: tuple[str, ...] = ("negative_estimate",) if value < 0 else ()
    warnings += ("zero_width_interval",) if interval.low == interval.high else ()
    estimate = Estimate(
        value=value,
        n_used=n,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=warnings,
    )
    null_error = _null_error(p, weights, expected) / math.sqrt(n)
    z = value / null_error if null_error else None
    return Kappa(
        kappa=estimate,
        standard_error=error,
        observed=observed,
        expected=expected,
        table=shown,
        categories=data.categories,
        prevalence_index=prevalence,
        bias_index=bias,
        null_error=null_error or None,
        z=z,
        p=None if z is None else tails.normal_two_sided(z),
    )


def _error(p: Floats, weights: Floats, kappa: float, expected: float) -> float:
    """The standard error for one unit (Fleiss, Cohen & Everitt 1969, eq. 13)."""
    toward = (weights @ p.sum(axis=0))[:, None] + (weights @ p.sum(axis=1))[None, :]
    inner = weights - toward * (1 - kappa)
    variance = float((p * inner**2).sum()) - (kappa - expected * (1 - kappa)) ** 2
    return math.sqrt(max(0.0, variance)) / (1 - expected)


def _null_error(p: Floats, weights: Floats, expected: float) -> float:
    """The standard error for one unit when raters agree by chance only (the same paper, eq. 9)."""
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    inner = weights - (weights @ columns)[:, None] - (weights @ rows)[None, :]
    variance = float(rows @ inner**2 @ columns) - expected**2
    # Where one rater has a single category only rounding is left.
    return math.sqrt(variance) / (1 - expected) if variance > 1e-14 else 0.0


def _indices(table: NDArray[np.int64]) -> tuple[float | None, float | None]:
    n = int(table.sum())
    if table.shape != (2, 2) or n == 0:
        return None, None
    return abs(int(table[0, 0]) - int(table[1, 1])) / n, abs(int(table[0, 1]) - int(table[1, 0])) / n
