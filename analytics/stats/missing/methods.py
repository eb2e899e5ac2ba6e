"""Missing post-tests: who is missing, what the gain may be without them, and the range to print."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import linear
from analytics.stats.core.arrays import same_length, vector
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.bootstrap import DEFAULT_SEED
from analytics.stats.core.labels import Labels
from analytics.stats.core.result import Estimate
from analytics.stats.gain import raw
from analytics.stats.groups import mixed
from analytics.stats.missing.frame import NO_COVARIATES
from analytics.stats.missing.models import aipw, g_computation, ipw, multiple_imputation


@dataclass(frozen=True, slots=True, repr=False)
class Bounds(Result):
    """The mean gain of everybody if missing post-tests were the worst, the best, or unchanged."""

    lowest: float | None
    highest: float | None
    unchanged: float | None
    n_used: int
    n_missing: int
    reason: str | None
    excluded: Mapping[str, int]


@dataclass(frozen=True, slots=True, repr=False)
class TippingPoint(Answer):
    """How many points less than predicted the missing must have gained to undo the conclusion.

    `to_zero` brings the estimate to 0; `to_insignificance` brings the nearer limit of its
    interval to 0 (0.0 when it is there already).
    """

    HEADLINE: ClassVar[str] = "adjusted"

    to_zero: float | None
    to_insignificance: float | None
    share_missing: float
    adjusted: Estimate
    reason: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Sensitivity(Result):
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


def bounds(
    pre: ArrayLike, post: ArrayLike, *, max_score: float, min_score: float = 0.0, everybody: bool = False
) -> Bounds:
    """Manski's (1990) bounds and the baseline carried forward, over everybody with a pretest.

    With `everybody` whoever has none counts too: at worst the pretest was the best possible, at best the
    worst possible one, and unchanged is no gain. What is said of "the missing" has to rest on that.
    """
    low, high = raw.score_range(max_score, min_score)
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    if everybody:
        return _of_everybody(x, y, low, high)
    started = ~np.isnan(x)
    missing = int(np.count_nonzero(~started))
    excluded = {"pre_missing": missing} if missing else {}
    x, y = x[started], y[started]
    absent = np.isnan(y)
    if not x.size:
        return Bounds(None, None, None, 0, 0, "no_pretest", excluded)
    lowest, highest, unchanged = (
        raw.paired(x, np.where(absent, fill, y)).gain.value for fill in (low, high, x)
    )
    return Bounds(lowest, highest, unchanged, x.size, int(np.count_nonzero(absent)), None, excluded)


def _of_everybody(x: NDArray[np.float64], y: NDArray[np.float64], low: float, high: float) -> Bounds:
    if not x.size:
        return Bounds(None, None, None, 0, 0, "no_pretest", {})
    before, after = np.isnan(x), np.isnan(y)
    absent = before | after
    lowest, highest, unchanged = (
        raw.paired(first, last).gain.value
        for first, last in (
            (np.where(before, high, x), np.where(after, low, y)),
            (np.where(before, low, x), np.where(after, high, y)),
            (np.where(absent, low, x), np.where(absent, low, y)),
        )
    )
    return Bounds(lowest, highest, unchanged, x.size, int(np.count_nonzero(absent)), None, {})


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
        "complete_cases": raw.paired(pre, post, confidence=confidence).gain,
        "ipw": ipw(pre, post, covariates=covariates, confidence=confidence).gain,
        "g_computation": g_computation(pre, post, covariates=covariates, confidence=confidence),
        "aipw": aipw(pre, post, covariates=covariates, confidence=confidence),
        "multiple_imputation": multiple_imputation(
            pre, post, covariates=covariates, imputations=imputations, confidence=confidence, seed=seed
        ).gain,
    }
    if centers is not None:
        estimates["mixed_model"] = mixed.mixed_nested(pre, post, centers=centers, confidence=confidence).gain
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
