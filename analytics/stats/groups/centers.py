"""Centers compared fairly: empirical-Bayes shrinkage, funnel limits and the chance of standing out."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, answer_of, level, same_length, vector
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.grouping import Grouped, group_moments
from analytics.stats.core.labels import Labels
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.groups.between_variance import cochran_q, dersimonian_laird, paule_mandel, reml

_SMALLEST_VARIANCE = 1e-140
"""Relative to the square of the largest estimate: less than this cannot be told from none."""
_ASSUMPTIONS = ("center_effects_normal", "sampling_variances_known", "centers_independent")


@dataclass(frozen=True, slots=True, repr=False)
class Pooled(Answer):
    """Estimates shrunken towards their common mean by how little they are known.

    `mean` is the pooled mean, `tau2` the variance between centers, `q` and `i2` (0 to 1) the
    heterogeneity. `shrunken` has one estimate per input with its 95 % prediction interval and
    `weights` the share of each center's own value in it.
    """

    HEADLINE: ClassVar[str] = "mean"

    mean: Estimate
    se: float | None
    tau2: float | None
    q: float | None
    q_p: float | None
    i2: float | None
    shrunken: tuple[Estimate, ...]
    posterior_sd: tuple[float | None, ...]
    weights: tuple[float | None, ...]
    method: str


@dataclass(frozen=True, slots=True, repr=False)
class CenterGains(Answer):
    """Raw and shrunken gain per center, in canonical order of the labels."""

    HEADLINE: ClassVar[str] = "pooled.mean"

    centers: tuple[Hashable, ...]
    n: tuple[int, ...]
    raw: tuple[float | None, ...]
    pooled: Pooled
    excluded: Mapping[str, int]


@dataclass(frozen=True, slots=True, repr=False)
class Funnel(Result):
    """How far each center's mean gain lies from the overall mean, in its own standard errors.

    `outside_95` and `outside_998` name the centers beyond 1.96 and 3.09. `phi` is the
    overdispersion from z-values winsorized at 10 %; when more than 5 % of centers lie outside
    the 95 % limits, `overdispersed` is True and the `adjusted_z` divide by sqrt(phi).
    """

    centers: tuple[Hashable, ...]
    n: tuple[int, ...]
    mean: tuple[float, ...]
    overall: float | None
    sd_within: float | None
    z: tuple[float | None, ...]
    outside_95: tuple[Hashable, ...]
    outside_998: tuple[Hashable, ...]
    phi: float | None
    overdispersed: bool
    adjusted_z: tuple[float | None, ...]
    warnings: tuple[str, ...]
    reason: str | None


def pool_centers(
    estimates: ArrayLike, variances: ArrayLike, *, method: str = "reml", confidence: float = 0.95
) -> Pooled:
    """Random-effects pooling of estimates with known sampling variances.

    `method` is "reml" (default), "dl" (DerSimonian & Laird 1986) or "pm" (Paule & Mandel 1982).
    Estimates or variances that are missing stay None in the answer; variances must be above 0.
    """
    wanted = level(confidence)
    _check_method(method)
    y, v = vector(estimates, "estimates"), vector(variances, "variances")
    same_length(y, v, ("estimates", "variances"))
    if (v <= 0).any():
        raise StatsError("variances", "must be above 0")
    return _pooled(y, v, method, wanted)


def _check_method(method: str) -> None:
    if not isinstance(method, str) or method not in _TAU2:
        raise StatsError("method", "must be 'reml', 'dl' or 'pm'")


def _pooled(y: Floats, v: Floats, method: str, wanted: float) -> Pooled:
    kept = ~(np.isnan(y) | np.isnan(v))
    name = f"random_effects_{method}"
    excluded = {} if kept.all() else {"estimate_or_variance_missing": int(np.count_nonzero(~kept))}
    if np.count_nonzero(kept) < 2:
        nothing = undefined("fewer_than_two_centers", method=name, excluded=excluded)
        each = tuple(undefined("fewer_than_two_centers", method="shrunken_mean") for _ in y)
        return Pooled(nothing, None, None, None, None, None, each, (None,) * y.size, (None,) * y.size, method)
    size = max(float(np.abs(y[kept]).max()), math.sqrt(float(v[kept].max())))
    unit = math.ldexp(1.0, math.frexp(size)[1])
    y, v = y / unit, np.maximum(v / unit / unit, _SMALLEST_VARIANCE)
    order = np.lexsort((v[kept], y[kept]))
    scaled, noise = y[kept][order], v[kept][order]
    q = cochran_q(scaled, noise, 0.0)
    tau2 = _TAU2[method](scaled, noise)
    weight = 1 / (noise + tau2)
    mu, se = float(weight @ scaled / weight.sum()), 1 / math.sqrt(float(weight.sum()))
    half = tails.normal_quantile(wanted) * se
    k = scaled.size
    mean = Estimate(
        value=mu * unit,
        n_used=k,
        method=name,
        interval=Interval((mu - half) * unit, (mu + half) * unit, wanted, "wald"),
        excluded=excluded,
        assumptions=_ASSUMPTIONS,
        warnings=("variance_between_centers_is_zero",) if tau2 == 0 else (),
    )
    own = tau2 / (tau2 + v)
    center = own * y + (1 - own) * mu
    spread = np.sqrt(own * v + ((1 - own) * se) ** 2)
    reach = tails.normal_quantile(wanted) * spread
    shrunken = tuple(
        Estimate(
            value=float(center[i]) * unit,
            n_used=1,
            method="shrunken_mean",
            interval=Interval(
                float(center[i] - reach[i]) * unit, float(center[i] + reach[i]) * unit, wanted, "prediction"
            ),
            assumptions=_ASSUMPTIONS,
        )
        if kept[i]
        else undefined("estimate_or_variance_missing", method="shrunken_mean")
        for i in range(y.size)
    )
    posterior = np.sqrt(own * v) * unit
    return Pooled(
        mean=mean,
        se=se * unit,
        tau2=tau2 * unit**2,
        q=q,
        q_p=tails.chi2_upper(q, k - 1),
        i2=max(0.0, (q - (k - 1)) / q) if q > 0 else 0.0,
        shrunken=shrunken,
        posterior_sd=tuple(float(s) if there else None for s, there in zip(posterior, kept, strict=True)),
        weights=tuple(float(w) if there else None for w, there in zip(own, kept, strict=True)),
        method=method,
    )


def shrink_centers(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    centers: Labels,
    people: ArrayLike | None = None,
    method: str = "reml",
    confidence: float = 0.95,
) -> CenterGains:
    """Empirical-Bayes gain of each center (Efron & Morris 1975).

    With `people` it says how many of the center have these two scores.
    A center's sampling variance is its own s^2 / n; with one pair, or with no spread of its own,
    the pooled variance within centers stands in. Not a league table: read the intervals.
    """
    wanted = level(confidence)
    _check_method(method)
    table = group_moments(pre, post, centers, "centers", people)
    result = _pooled(table.mean_gain, _sampling_variances(table), method, wanted)
    raw = tuple(m if m == m else None for m in table.mean_gain.tolist())
    return CenterGains(table.levels, tuple(table.counts.tolist()), raw, result, table.excluded)


def exceedance(pooled: Pooled, *, margin: float = 0.0) -> tuple[float | None, ...]:
    """P(center's true value > pooled mean + margin), from the empirical-Bayes normal posterior.

    The pooled mean and tau2 are taken as known (Lockwood et al. 2002); None where there is no
    posterior: an estimate is missing or the centers do not differ (tau2 = 0).
    """
    if isinstance(margin, bool) or not isinstance(margin, (int, float)) or not math.isfinite(margin):
        raise StatsError("margin", "must be a finite number")
    answer_of(pooled, Pooled, "pooled", "stats.groups.pool_centers")
    answers: list[float | None] = []
    for estimate, sd in zip(pooled.shrunken, pooled.posterior_sd, strict=True):
        if estimate.value is None or pooled.mean.value is None or not sd:
            answers.append(None)
            continue
        answers.append(float(special.ndtr((estimate.value - pooled.mean.value - margin) / sd)))
    return tuple(answers)


def funnel(pre: ArrayLike, post: ArrayLike, *, centers: Labels, people: ArrayLike | None = None) -> Funnel:
    """Funnel plot of mean gains with control limits (Spiegelhalter 2005); needs 5 centers or more.

    With `people` it says how many of the center have these two scores.
    """
    table = group_moments(pre, post, centers, "centers", people)
    filled = np.flatnonzero(table.counts).tolist()
    names = tuple(table.levels[j] for j in filled)
    n = tuple(table.counts[filled].tolist())
    means = tuple(table.mean_gain[filled].tolist())
    overall, variance = table.overall_mean, table.within_variance
    sd = None if variance is None else math.sqrt(variance)
    warnings = ("fewer_than_five_centers",) if 0 < len(filled) < 5 else ()
    reason = "no_complete_pair" if overall is None else None if sd else "zero_variance_within_centers"
    if reason is not None or overall is None or not sd:
        none = (None,) * len(filled)
        return Funnel(names, n, means, overall, sd, none, (), (), None, False, none, warnings, reason)
    z = tuple((m - overall) / (sd / math.sqrt(k)) for m, k in zip(means, n, strict=True))
    ordered = np.array(z)
    low, high = np.quantile(ordered, [0.1, 0.9])
    phi = math.fsum((np.clip(ordered, low, high) ** 2).tolist()) / len(z)
    outside = tuple(name for name, value in zip(names, z, strict=True) if abs(value) > 1.96)
    overdispersed = len(outside) > 0.05 * len(z) and phi > 1
    return Funnel(
        centers=names,
        n=n,
        mean=means,
        overall=overall,
        sd_within=sd,
        z=z,
        outside_95=outside,
        outside_998=tuple(name for name, value in zip(names, z, strict=True) if abs(value) > 3.09),
        phi=phi,
        overdispersed=overdispersed,
        adjusted_z=tuple(value / math.sqrt(phi) for value in z) if overdispersed else z,
        warnings=warnings,
        reason=None,
    )


def _sampling_variances(table: Grouped) -> Floats:
    pooled = table.within_variance or math.nan
    own = np.where(table.sd_gain > 0, np.square(table.sd_gain), pooled)
    variances: Floats = np.full(own.size, math.nan)
    np.divide(own, table.counts, out=variances, where=table.counts > 0)
    # The square of a spread near the smallest float is nothing to weigh by.
    return np.where(variances == 0, math.nan, variances)


_TAU2 = {"dl": dersimonian_laird, "pm": paule_mandel, "reml": reml}
