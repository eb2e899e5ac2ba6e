"""Missing post-tests: who is missing, what the gain may be without them, and the range to print."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats import gains, linear, mixed, tails
from analytics.stats.arrays import level, same_length, vector
from analytics.stats.bootstrap import DEFAULT_SEED
from analytics.stats.labels import MISSING, Labels, encode
from analytics.stats.missing_frame import NO_COVARIATES
from analytics.stats.missing_models import (
    Imputed,
    Weighted,
    aipw,
    g_computation,
    ipw,
    multiple_imputation,
)
from analytics.stats.moments import describe
from analytics.stats.result import Estimate, Interval, undefined

__all__ = [
    "Bounds",
    "Differential",
    "Flow",
    "Imputed",
    "Sensitivity",
    "TippingPoint",
    "Weighted",
    "aipw",
    "bounds",
    "differential",
    "flow",
    "g_computation",
    "ipw",
    "multiple_imputation",
    "sensitivity",
    "tipping_point",
]

WORRYING_DIFFERENCE = 0.25
"""A pretest gap between completers and drop-outs that adjustment alone does not mend (WWC 2020)."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Enrolled to analyzed, as a CONSORT diagram counts. `attrition` is among those with a pretest."""

    group: Hashable
    n_enrolled: int
    n_pre: int
    n_post: int
    n_both: int
    n_pre_only: int
    n_post_only: int
    n_neither: int
    attrition: Estimate


@dataclass(frozen=True, slots=True)
class Differential:
    """Completers minus drop-outs on the pretest, in pooled SD; `worrying` beyond 0.25."""

    difference: Estimate
    mean_completers: float | None
    mean_dropouts: float | None
    n_completers: int
    n_dropouts: int
    worrying: bool | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The mean gain of everybody if missing post-tests were the worst, the best, or unchanged."""

    lowest: float | None
    highest: float | None
    unchanged: float | None
    n_used: int
    n_missing: int
    reason: str | None
    excluded: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """How many points less than predicted the missing must have gained to undo the conclusion.

    `to_zero` brings the estimate to 0; `to_insignificance` brings the nearer limit of its
    interval to 0 (0.0 when it is there already).
    """

    to_zero: float | None
    to_insignificance: float | None
    share_missing: float
    adjusted: Estimate
    reason: str | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The gain by every method, and the range to print beside it.

    `low` and `high` span the estimates of complete cases and of the methods that adjust.
    `sign_changes` (between these, or if those missing gained nothing) and `significance_changes`
    (between these) belong in the headline when True.
    """

    estimates: Mapping[str, Estimate]
    low: float | None
    high: float | None
    sign_changes: bool
    significance_changes: bool
    bounds: Bounds
    tipping: TippingPoint
    reason: str | None


def flow(
    pre: ArrayLike, post: ArrayLike, *, groups: Labels | None = None, confidence: float = 0.95
) -> tuple[Flow, ...]:
    """Flow of everybody (group None) and, with `groups`, of each group in canonical order."""
    wanted = level(confidence)
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    has_x, has_y = ~np.isnan(x), ~np.isnan(y)
    members: list[tuple[Hashable, np.ndarray]] = [(None, np.ones(x.size, bool))]
    if groups is not None:
        levels, codes = encode(groups, "groups")
        same_length(x, codes, ("pre", "groups"))
        members += [(name, codes == j) for j, name in enumerate(levels)]
        if (codes == MISSING).any():
            members.append((None, codes == MISSING))
    found = []
    for name, rows in members:
        n = int(np.count_nonzero(rows))
        n_pre, n_post = int(np.count_nonzero(has_x & rows)), int(np.count_nonzero(has_y & rows))
        both = int(np.count_nonzero(has_x & has_y & rows))
        only, late = n_pre - both, n_post - both
        share = _share(only, n_pre, wanted)
        found.append(Flow(name, n, n_pre, n_post, both, only, late, n - both - only - late, share))
    return tuple(found)


def differential(pre: ArrayLike, post: ArrayLike, *, confidence: float = 0.95) -> Differential:
    """Did those who stayed start higher? Standardized by the SD pooled within both groups."""
    wanted = level(confidence)
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    stayed = describe(x[~np.isnan(x) & ~np.isnan(y)])
    left = describe(x[~np.isnan(x) & np.isnan(y)])
    missing = int(np.count_nonzero(np.isnan(x)))
    excluded = {"pre_missing": missing} if missing else {}
    n = stayed.n + left.n
    method = "completers_minus_dropouts_d"

    def without(reason: str) -> Differential:
        nothing = undefined(reason, method=method, n_used=n, excluded=excluded)
        return Differential(nothing, stayed.mean, left.mean, stayed.n, left.n, None)

    if stayed.mean is None or left.mean is None:
        return without("no_dropouts" if stayed.n else "no_completers")
    if n < 3:
        return without("fewer_than_three_people")
    squares = [(m.n - 1) * (m.sd or 0.0) ** 2 for m in (stayed, left)]
    pooled = math.sqrt(sum(squares) / (n - 2))
    if pooled == 0:
        return without("zero_variance_of_pretest")
    d = (stayed.mean - left.mean) / pooled
    se = math.sqrt(1 / stayed.n + 1 / left.n + d * d / (2 * n))
    half = tails.normal_quantile(wanted) * se
    estimate = Estimate(
        value=d,
        n_used=n,
        method=method,
        interval=Interval(d - half, d + half, wanted, "hedges_olkin_1985"),
        excluded=excluded,
        assumptions=("equal_variances", "people_independent"),
    )
    return Differential(estimate, stayed.mean, left.mean, stayed.n, left.n, abs(d) > WORRYING_DIFFERENCE)


def bounds(pre: ArrayLike, post: ArrayLike, *, max_score: float, min_score: float = 0.0) -> Bounds:
    """Manski's (1990) bounds and the baseline carried forward, over everybody with a pretest."""
    low, high = gains.score_range(max_score, min_score)
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    started = ~np.isnan(x)
    missing = int(np.count_nonzero(~started))
    excluded = {"pre_missing": missing} if missing else {}
    x, y = x[started], y[started]
    absent = np.isnan(y)
    if not x.size:
        return Bounds(None, None, None, 0, 0, "no_pretest", excluded)
    lowest, highest, unchanged = (
        gains.paired(x, np.where(absent, fill, y)).gain.value for fill in (low, high, x)
    )
    return Bounds(lowest, highest, unchanged, x.size, int(np.count_nonzero(absent)), None, excluded)


def tipping_point(
    pre: ArrayLike, post: ArrayLike, *, covariates: linear.Columns = NO_COVARIATES, confidence: float = 0.95
) -> TippingPoint:
    """Delta-adjusted regression imputation: the delta that undoes the gain (Little & Rubin 2019)."""
    adjusted = g_computation(pre, post, covariates=covariates, confidence=confidence)
    n_missing = np.count_nonzero(~np.isnan(vector(pre, "pre")) & np.isnan(vector(post, "post")))
    share = float(n_missing / adjusted.n_used) if adjusted.n_used else 0.0
    if adjusted.value is None or adjusted.interval is None:
        return TippingPoint(None, None, share, adjusted, adjusted.reason)
    if share == 0:
        return TippingPoint(None, None, share, adjusted, "nobody_missing")
    toward = adjusted.interval.low if adjusted.value > 0 else adjusted.interval.high
    crossed = toward * adjusted.value <= 0
    return TippingPoint(adjusted.value / share, 0.0 if crossed else toward / share, share, adjusted, None)


def sensitivity(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    max_score: float,
    min_score: float = 0.0,
    covariates: linear.Columns = NO_COVARIATES,
    centers: Labels | None = None,
    imputations: int = 50,
    confidence: float = 0.95,
    seed: int = DEFAULT_SEED,
) -> Sensitivity:
    """Every method on one cohort: the answer to "and those who did not sit the second test?".

    With `centers`, the nested mixed model over all scores is one of the methods.
    """
    estimates = {
        "complete_cases": gains.paired(pre, post, confidence=confidence).gain,
        "ipw": ipw(pre, post, covariates=covariates, confidence=confidence).gain,
        "g_computation": g_computation(pre, post, covariates=covariates, confidence=confidence),
        "aipw": aipw(pre, post, covariates=covariates, confidence=confidence),
        "multiple_imputation": multiple_imputation(
            pre, post, covariates=covariates, imputations=imputations, confidence=confidence, seed=seed
        ).gain,
    }
    if centers is not None:
        estimates["mixed_model"] = mixed.nested(pre, post, centers=centers, confidence=confidence).gain
    edges = bounds(pre, post, max_score=max_score, min_score=min_score)
    values = [e.value for e in estimates.values() if e.value is not None]
    signs = {math.copysign(1, v) for v in [*values, edges.unchanged] if v}
    clear = {e.interval.low > 0 or e.interval.high < 0 for e in estimates.values() if e.interval}
    return Sensitivity(
        estimates=estimates,
        low=min(values, default=None),
        high=max(values, default=None),
        sign_changes=len(signs) > 1,
        significance_changes=len(clear) > 1,
        bounds=edges,
        tipping=tipping_point(pre, post, covariates=covariates, confidence=confidence),
        reason=None if values else "no_complete_pair",
    )


def _share(count: int, n: int, confidence: float) -> Estimate:
    if n == 0:
        return undefined("no_pretest", method="attrition_rate")
    share = count / n
    limits = Interval(*tails.wilson(share, n, confidence), confidence, "wilson")
    return Estimate(value=share, n_used=n, method="attrition_rate", interval=limits)
