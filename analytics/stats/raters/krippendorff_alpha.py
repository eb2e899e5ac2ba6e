"""Krippendorff's alpha for nominal, ordinal, interval and ratio ratings, gaps allowed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.base import Answer
from analytics.stats.core.bootstrap import DEFAULT_SEED, check_resampling
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.raters import ratings
from analytics.stats.raters.coefficients import Agreement, with_interval
from analytics.stats.raters.ratings import Ratings

METRICS = ("nominal", "ordinal", "interval", "ratio")
_ASSUMPTIONS = ("units_sampled_at_random", "raters_interchangeable")
_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True, repr=False)
class KrippendorffAlpha(Answer):
    """Alpha with its disagreements, observed and expected, both on the metric's own scale.

    `n_pairable` ratings lie in units with two or more. The interval is the percentile interval
    over `replicates` resamples of units; `n_degenerate` of them had no variation and are left out.
    """

    HEADLINE: ClassVar[str] = "alpha"

    alpha: Estimate
    metric: str
    observed: float | None
    expected: float | None
    n_pairable: int
    categories: tuple[Hashable, ...]
    seed: int
    replicates: int
    n_degenerate: int


def krippendorff(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    metric: str,
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
    replicates: int = 1000,
    seed: int = DEFAULT_SEED,
) -> KrippendorffAlpha:
    """alpha = 1 - observed / expected disagreement (Krippendorff 2011; Hayes & Krippendorff 2007).

    `scores` is units x raters. Units with one rating are left out and counted. Without any
    variation alpha is undefined, never 1. Labels have the order of `categories`, which "ordinal"
    needs of them. Raises StatsError for another `metric`, labels without an order under "ordinal",
    labels under a metric for numbers, and negative ratings under "ratio".
    """
    wanted = level(confidence)
    check_resampling(seed, replicates)
    if metric not in METRICS:
        raise StatsError("metric", f"must be one of {', '.join(METRICS)}")
    data = ratings.load(scores, categories)
    if metric == "ordinal":
        data.need_order()
    values = _values(data, metric)
    pairable = data.per_unit >= 2
    codes, counts = data.codes[pairable], data.counts[pairable]
    method = f"krippendorff_alpha_{metric}"
    lost = {"unit_without_rating": data.n_unrated, "unit_rated_once": int((~pairable).sum())}
    excluded = {reason: n for reason, n in lost.items() if n}
    n, units = int(counts.sum()), codes.shape[0]
    totals = counts.sum(axis=0)[None, :].astype(np.float64)
    ones = np.ones((1, units))
    within, between = _disagreements(ones, totals, codes, counts, values, metric) if n else (None, None)
    if within is None or between is None or between[0] <= 0:
        reason = "no_unit_rated_twice" if not n else "no_variation"
        empty = undefined(reason, method=method, n_used=units, excluded=excluded)
        return KrippendorffAlpha(empty, metric, None, None, n, data.categories, seed, replicates, 0)
    value = 1 - (n - 1) * float(within[0]) / float(between[0])
    sample, degenerate = _resample(codes, counts, values, metric, replicates, seed)
    interval = _percentiles(sample, replicates, wanted)
    alpha = Estimate(
        value=value,
        n_used=units,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=_warnings(value, interval, degenerate),
        interval_reason=None if interval else "too_few_resamples_with_variation",
    )
    observed, expected = float(within[0]) / n, float(between[0]) / (n * (n - 1))
    return KrippendorffAlpha(
        alpha, metric, observed, expected, n, data.categories, seed, replicates, degenerate
    )


def weighted_alpha(
    scores: ArrayLike | Sequence[Sequence[Any]],
    *,
    weighting: str = "unweighted",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Agreement:
    """Krippendorff's alpha with Gwet's (2014) weights and linearized standard error.

    Equals `krippendorff` for nominal ("unweighted") and interval ("quadratic") data. Gwet's
    ordinal weights are not Krippendorff's ordinal metric: the two differ and carry other names.
    The error follows irrCAC 1.0, which puts the corrected agreement into the term for gaps.
    """
    wanted = level(confidence)
    data = ratings.load(scores, categories)
    weights = ratings.agreement_weights(data, weighting)
    method = f"krippendorff_alpha_gwet_weights_{weighting}"
    kept = data.per_unit >= 2
    counts, per_unit = data.counts[kept].astype(np.float64), data.per_unit[kept].astype(np.float64)
    lost = {"unit_without_rating": data.n_unrated, "unit_rated_once": int((~kept).sum())}
    excluded = {reason: n for reason, n in lost.items() if n}
    raters = data.codes.shape[1]
    if not np.count_nonzero(counts.sum(axis=0)) > 1:
        reason = "no_variation" if counts.size and kept.any() else "no_unit_rated_twice"
        empty = undefined(reason, method=method, n_used=int(kept.sum()), excluded=excluded)
        return Agreement(empty, None, None, None, raters, data.categories)
    mean = float(per_unit.mean())
    share = (counts * (counts @ weights - 1)).sum(axis=1) / (mean * (per_unit - 1))
    plain, epsilon = float(share.mean()), 1 / float(per_unit.sum())
    observed = (1 - epsilon) * plain + epsilon
    marginal = (counts / mean).mean(axis=0)
    toward = weights @ marginal
    expected = float(marginal @ toward)
    room, gap = 1 - expected, (per_unit - mean) / mean
    value, uncorrected = (observed - expected) / room, (plain - expected) / room
    linear = (share - observed * gap - expected) / room
    linear -= 2 * (1 - uncorrected) * ((counts @ toward) / mean - expected * gap - expected) / room
    estimate, error = with_interval(value, linear - uncorrected, method, wanted, excluded)
    return Agreement(estimate, error, observed, expected, raters, data.categories)


def _values(data: Ratings, metric: str) -> Floats:
    if metric in ("nominal", "ordinal"):
        return np.arange(data.q, dtype=np.float64)
    values = data.values("scores")
    if not values.size:
        return values
    top = float(np.abs(values).max())
    values = values / top if top else values
    if metric == "ratio":
        if values.min() < 0:
            raise StatsError("scores", "the ratio metric needs ratings that are not negative")
        return values
    return np.asarray(values - values.min())


def _difference(a: Floats, b: Floats, metric: str) -> Floats:
    """Squared difference of two ratings (Krippendorff 2011)."""
    if metric == "nominal":
        return np.asarray(a != b, dtype=np.float64)
    if metric != "ratio":
        return np.asarray((a - b) ** 2)
    together = a + b
    return np.asarray(np.divide(a - b, together, out=np.zeros_like(together), where=together > 0) ** 2)


def _disagreements(
    resampled: Floats,
    totals: Floats,
    codes: NDArray[np.intp],
    counts: NDArray[np.intp],
    values: Floats,
    metric: str,
) -> tuple[Floats, Floats]:
    """Sums of squared differences within units and between all ratings, one per row of `resampled`.

    `resampled` says how often each unit is in, `totals` how often each value.
    """
    scale = _midranks(totals) if metric == "ordinal" else values[None, :]
    per_unit = np.zeros((scale.shape[0], codes.shape[0]))
    for a, b in _pairs(codes.shape[1]):
        both = (codes[:, a] >= 0) & (codes[:, b] >= 0)
        gaps = _difference(scale[:, codes[:, a]], scale[:, codes[:, b]], metric)
        per_unit += np.where(both, gaps, 0.0)
    per_unit *= 2 / (counts.sum(axis=1) - 1)
    within = (resampled * per_unit).sum(axis=1)
    return within, _between(totals, scale, metric)


def _pairs(raters: int) -> Iterator[tuple[int, int]]:
    return ((a, b) for a in range(raters) for b in range(a))


def _midranks(totals: Floats) -> Floats:
    """Ordinal differences are differences of these: half the value's own count plus all below."""
    below: Floats = np.cumsum(totals, axis=1) - totals / 2
    ranks: Floats = below / totals.sum(axis=1, keepdims=True)
    return ranks


def _between(totals: Floats, scale: Floats, metric: str) -> Floats:
    n = totals.sum(axis=1)
    if metric == "nominal":
        return np.asarray(n**2 - (totals**2).sum(axis=1))
    if metric == "ratio":
        differences = _difference(scale[0][:, None], scale[0][None, :], metric)
        return np.asarray(((totals @ differences) * totals).sum(axis=1))
    center = (totals * scale).sum(axis=1) / n
    return np.asarray(2 * n * (totals * (scale - center[:, None]) ** 2).sum(axis=1))


def _resample(
    codes: NDArray[np.intp],
    counts: NDArray[np.intp],
    values: Floats,
    metric: str,
    replicates: int,
    seed: int,
) -> tuple[Floats, int]:
    """Alpha in resamples of units, and how many resamples had no variation."""
    rng = np.random.Generator(np.random.PCG64(seed))
    units, found = codes.shape[0], [np.zeros(0)]
    step = max(1, _CHUNK // max(units, counts.shape[1]))
    for start in range(0, replicates, step):
        size = min(step, replicates - start)
        drawn = rng.multinomial(units, np.full(units, 1 / units), size=size).astype(np.float64)
        totals = drawn @ counts
        varied = np.count_nonzero(totals, axis=1) > 1
        drawn, totals = drawn[varied], totals[varied]
        within, between = _disagreements(drawn, totals, codes, counts, values, metric)
        found.append(1 - (totals.sum(axis=1) - 1) * within / between)
    alphas = np.concatenate(found)
    return alphas, replicates - alphas.size


def _percentiles(sample: Floats, replicates: int, confidence: float) -> Interval | None:
    if sample.size < replicates / 2:
        return None
    tail = (1 - confidence) / 2
    low, high = np.quantile(sample, [tail, 1 - tail])
    return Interval(float(low), float(high), confidence, "percentile_bootstrap")


def _warnings(value: float, interval: Interval | None, degenerate: int) -> tuple[str, ...]:
    warnings: tuple[str, ...] = ("negative_estimate",) if value < 0 else ()
    if degenerate:
        warnings += ("resamples_without_variation",)
    if interval and interval.low == interval.high:
        warnings += ("zero_width_interval",)
    return warnings
