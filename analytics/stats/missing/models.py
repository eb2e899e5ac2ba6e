"""The mean gain of everybody who started, when some post-tests are missing at random given the rest.

All estimators answer the same question and make different bets: inverse probability weighting
models who stays, regression imputation models the gain, the doubly robust one needs only one of
the two models to be right, multiple imputation is the second with its own error.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import linear, logistic, tails
from analytics.stats.core.arrays import Floats, level, total
from analytics.stats.core.base import Answer
from analytics.stats.core.bootstrap import DEFAULT_SEED, check_resampling
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.missing.frame import NO_COVARIATES, Frame, build

SMALLEST_PROBABILITY = 0.05
_MAR = ("missing_at_random_given_covariates", "people_independent")


@dataclass(frozen=True, slots=True, repr=False)
class Weighted(Answer):
    """Inverse-probability-weighted gain with what its weights look like.

    `completion` holds the logistic coefficients of having a post-test, by column name.
    """

    HEADLINE: ClassVar[str] = "gain"

    gain: Estimate
    se: float | None
    n_effective: float | None
    n_trimmed: int
    completion: dict[str, float]


@dataclass(frozen=True, slots=True, repr=False)
class Imputed(Answer):
    """Multiple imputation by Rubin's rules: total standard error, df and share of missing information."""

    HEADLINE: ClassVar[str] = "gain"

    gain: Estimate
    se: float | None
    df: float | None
    missing_information: float | None
    imputations: int
    seed: int


def ipw(
    pre: ArrayLike, post: ArrayLike, *, covariates: linear.Columns = NO_COVARIATES, confidence: float = 0.95
) -> Weighted:
    """Hajek's weighted mean gain, weights 1 / P(post-test | pre, covariates) (Robins et al. 1994).

    Probabilities below .05 are raised to it and counted. The standard error is that of the
    influence function, the logistic model being estimated too.
    """
    wanted = level(confidence)
    frame = build(pre, post, covariates)
    staying = _staying(frame)
    if isinstance(staying, str):
        return Weighted(_without(frame, staying, "ipw_gain"), None, None, 0, {})
    p, completion = staying
    trimmed = int(np.count_nonzero(p[frame.complete] < SMALLEST_PROBABILITY))
    w = np.where(frame.complete, 1 / np.maximum(p, SMALLEST_PROBABILITY), 0.0)
    d = np.where(frame.complete, frame.gain, 0.0)
    mean = total(w * d) / total(w)
    phi = w * (d - mean)
    if not frame.complete.all():
        scores = frame.x * (frame.complete - p)[:, np.newaxis]
        phi = phi - scores @ np.linalg.lstsq(scores, phi, rcond=None)[0]
    se = math.sqrt(total(phi * phi)) / total(w)
    warnings = ("weights_trimmed",) if trimmed else ()
    gain = _estimate(frame, "ipw_gain", mean, se, wanted, warnings)
    return Weighted(gain, se, total(w) ** 2 / total(w * w), trimmed, completion)


def g_computation(
    pre: ArrayLike, post: ArrayLike, *, covariates: linear.Columns = NO_COVARIATES, confidence: float = 0.95
) -> Estimate:
    """Mean of the gains that a regression on completers predicts for everybody who started."""
    wanted = level(confidence)
    frame = build(pre, post, covariates)
    fit = _outcome(frame)
    if isinstance(fit, str):
        return _without(frame, fit, "g_computation_gain")
    predicted, residual = _predicted(frame, fit)
    mean = total(predicted) / frame.n
    influence = predicted - mean + residual * (frame.x @ (fit.inverse @ frame.x.sum(axis=0)))
    se = math.sqrt(total(influence * influence)) / frame.n
    return _estimate(frame, "g_computation_gain", mean, se, wanted)


def aipw(
    pre: ArrayLike, post: ArrayLike, *, covariates: linear.Columns = NO_COVARIATES, confidence: float = 0.95
) -> Estimate:
    """Augmented inverse probability weighting: right if either model is (Robins, Rotnitzky & Zhao 1994)."""
    wanted = level(confidence)
    frame = build(pre, post, covariates)
    staying, fit = _staying(frame), _outcome(frame)
    for part in (staying, fit):
        if isinstance(part, str):
            return _without(frame, part, "aipw_gain")
    assert not isinstance(staying, str)
    assert not isinstance(fit, str)
    p = np.maximum(staying[0], SMALLEST_PROBABILITY)
    predicted, residual = _predicted(frame, fit)
    each = predicted + residual / p
    mean = total(each) / frame.n
    se = math.sqrt(total(np.square(each - mean))) / frame.n
    trimmed = bool((staying[0][frame.complete] < SMALLEST_PROBABILITY).any())
    return _estimate(frame, "aipw_gain", mean, se, wanted, ("weights_trimmed",) if trimmed else ())


def multiple_imputation(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    covariates: linear.Columns = NO_COVARIATES,
    imputations: int = 50,
    confidence: float = 0.95,
    seed: int = DEFAULT_SEED,
) -> Imputed:
    """Gains drawn from a Bayesian normal regression, pooled by Rubin's (1987) rules.

    Degrees of freedom after Barnard & Rubin (1999).
    """
    wanted = level(confidence)
    check_resampling(seed, 100)
    if isinstance(imputations, bool) or not isinstance(imputations, int) or not 2 <= imputations <= 1000:
        raise StatsError("imputations", "must be a whole number from 2 to 1000")
    frame = build(pre, post, covariates)
    fit = _outcome(frame)
    if isinstance(fit, str):
        nothing = _without(frame, fit, "multiple_imputation_gain")
        return Imputed(nothing, None, None, None, imputations, seed)
    means, variances = _draws(frame, fit, imputations, seed)
    mean, within = total(means) / imputations, total(variances) / imputations
    between = total(np.square(means - mean)) / (imputations - 1)
    extra = (1 + 1 / imputations) * between
    se = math.sqrt(within + extra)
    share = extra / (within + extra)
    df = _barnard_rubin(frame.n - 1, share, imputations)
    half = tails.t_quantile(wanted, df) * se
    gain = _estimate(frame, "multiple_imputation_gain", mean, se, wanted)
    interval = Interval(mean - half, mean + half, wanted, "rubin")
    gain = Estimate(
        value=mean,
        n_used=frame.n,
        method="multiple_imputation_gain",
        interval=interval,
        excluded=frame.excluded,
        assumptions=(*_MAR, "gains_normal_given_covariates"),
        warnings=gain.warnings,
    )
    return Imputed(gain, se, df, share, imputations, seed)


def _staying(frame: Frame) -> tuple[Floats, dict[str, float]] | str:
    """P(post-test) per person and the coefficients of its model."""
    if frame.reason is not None:
        return frame.reason
    if frame.complete.all():
        return np.ones(frame.n), {}
    fit = logistic.fit(frame.names, frame.x, frame.complete.astype(np.float64))
    if isinstance(fit, str):
        return fit
    return fit.probability, dict(zip(fit.names, fit.beta.tolist(), strict=True))


def _outcome(frame: Frame) -> linear.LinearFit | str:
    if frame.reason is not None:
        return frame.reason
    return linear.least_squares(frame.names, frame.x[frame.complete], frame.gain[frame.complete])


def _predicted(frame: Frame, fit: linear.LinearFit) -> tuple[Floats, Floats]:
    predicted: Floats = frame.x @ fit.beta
    return predicted, np.where(frame.complete, frame.gain - predicted, 0.0)


def _draws(frame: Frame, fit: linear.LinearFit, imputations: int, seed: int) -> tuple[Floats, Floats]:
    rng = np.random.Generator(np.random.PCG64(seed))
    root = np.linalg.cholesky(fit.inverse)
    absent = ~frame.complete
    missing = int(np.count_nonzero(absent))
    means, variances = np.empty(imputations), np.empty(imputations)
    gain = np.where(frame.complete, frame.gain, 0.0)
    for i in range(imputations):
        sigma = math.sqrt(fit.rss / rng.chisquare(fit.df))
        beta = fit.beta + sigma * (root @ rng.standard_normal(fit.beta.size))
        gain[absent] = frame.x[absent] @ beta + sigma * rng.standard_normal(missing)
        means[i] = gain.mean()
        variances[i] = gain.var(ddof=1) / frame.n
    return means, variances


def _barnard_rubin(complete_df: int, share: float, imputations: int) -> float:
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - share)
    if share <= 1e-12:
        return observed
    old = (imputations - 1) / share**2
    return old * observed / (old + observed)


def _without(frame: Frame, reason: str, method: str) -> Estimate:
    return undefined(reason, method=method, n_used=frame.n, excluded=frame.excluded, warnings=frame.warnings)


def _estimate(
    frame: Frame, method: str, value: float, se: float, confidence: float, warnings: tuple[str, ...] = ()
) -> Estimate:
    half = tails.normal_quantile(confidence) * se
    return Estimate(
        value=value,
        n_used=frame.n,
        method=method,
        interval=Interval(value - half, value + half, confidence, "influence_function"),
        excluded=frame.excluded,
        assumptions=_MAR,
        warnings=frame.warnings + warnings,
    )
