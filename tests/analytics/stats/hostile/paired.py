"""Sections 1 to 3 under hostile input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.hostile import Call, column, labels, numbers, option, rubbish, scores, size

CONFIDENCE = (0.95, 0.5, 0.999)


def _pair(function: Callable[..., object], **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        n = size(rng)
        draw = scores if rng.random() < 0.4 else column
        chosen = {name: option(rng, *usual) for name, usual in options.items()}
        return function(draw(rng, n), draw(rng, n), **chosen)

    return call


def _grouped(function: Callable[..., object], name: str | None, **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        n = size(rng)
        draw = scores if rng.random() < 0.4 else column
        chosen = {key: option(rng, *usual) for key, usual in options.items()}
        own = labels(rng, n) if rng.random() < 0.95 else rubbish(rng)
        if name is None:
            return function(draw(rng, n), draw(rng, n), own, **chosen)
        return function(draw(rng, n), draw(rng, n), **{name: own}, **chosen)

    return call


def _covariates(function: Callable[..., object], **options: tuple[Any, ...]) -> Call:
    def call(rng: np.random.Generator) -> object:
        n = size(rng)
        draw = scores if rng.random() < 0.6 else column
        known = {"sex": labels(rng, n), "age": numbers(rng, n)} if rng.random() < 0.6 else {}
        chosen = {key: option(rng, *usual) for key, usual in options.items()}
        return function(draw(rng, n), draw(rng, n), covariates=known, **chosen)

    return call


def _retention(rng: np.random.Generator) -> object:
    n = size(rng)
    draw = scores if rng.random() < 0.5 else column
    return stats.gain.retention(draw(rng, n), draw(rng, n), draw(rng, n), confidence=option(rng, *CONFIDENCE))


def _pool(rng: np.random.Generator) -> object:
    n = size(rng)
    variances = [v if v is None else abs(v) for v in numbers(rng, n)]
    pooled = stats.groups.pool_centers(column(rng, n), variances, method=option(rng, "reml", "dl", "pm"))
    return pooled, stats.groups.exceedance(pooled, margin=option(rng, 0.0, 1.0))


def _robust(rng: np.random.Generator) -> object:
    n = size(rng)
    fit = stats.groups.ancova(scores(rng, n), scores(rng, n), groups=labels(rng, n))
    if fit.model is None:
        return fit
    clusters = labels(rng, sum(fit.used))
    return stats.groups.hc3(fit.model), stats.groups.cr2(fit.model, clusters)


def _expected(rng: np.random.Generator) -> object:
    return stats.gain.expected_gain(
        column(rng, size(rng)), cut_score=option(rng, 10.0, -1e9), reliability=option(rng, 0.8, 0.0)
    )


def _p_values(rng: np.random.Generator) -> object:
    given = rng.random(size(rng)).tolist() if rng.random() < 0.7 else column(rng, size(rng))
    return stats.groups.holm(given), stats.groups.benjamini_hochberg(given)


def _by(pre: object, post: object, own: object, **options: object) -> object:
    return stats.groups.disaggregate(pre, post, {"label": own}, **options)


SCORED = {"max_score": (20, 24.0), "min_score": (0, -1.0), "confidence": CONFIDENCE}
RESAMPLED = {"seed": (1, 2**40), "replicates": (100, 150), "confidence": CONFIDENCE}

CALLS: dict[str, Call] = {
    "gain.paired": _pair(stats.gain.paired, **SCORED),
    "gain.effect_sizes": _pair(stats.gain.effect_sizes, confidence=CONFIDENCE),
    "groups.vargha_delaney": _pair(stats.groups.vargha_delaney, confidence=CONFIDENCE),
    "gain.signed_rank": _pair(
        stats.gain.signed_rank,
        zeros=("pratt", "drop"),
        ties=("decimal", "binary"),
        exact=(None, True, False),
        continuity=(True, False),
        confidence=CONFIDENCE,
    ),
    "gain.class_gain": _pair(stats.gain.class_gain, **SCORED, seed=(1,), replicates=(100,)),
    "gain.class_gain by centers": _grouped(
        stats.gain.class_gain, "centers", max_score=(20,), replicates=(100,)
    ),
    "gain.individual_gain": _pair(stats.gain.individual_gain, **SCORED),
    "gain.normalized_change": _pair(stats.gain.normalized_change, **SCORED),
    "gain.bootstrap_mean": _pair(stats.gain.bootstrap_mean, **RESAMPLED),
    "gain.bootstrap_d_av": _pair(stats.gain.bootstrap_d_av, **RESAMPLED),
    "gain.mcnemar": _pair(stats.gain.mcnemar, cut_score=(12, 0.0), confidence=CONFIDENCE),
    "gain.reliable_change": _pair(
        stats.gain.reliable_change, reliability=(0.8, 0.3, 1.0), cut_score=(12,), confidence=CONFIDENCE
    ),
    "gain.baseline_dependence": _pair(stats.gain.baseline_dependence),
    "gain.expected_gain": _expected,
    "gain.equivalence": _pair(stats.gain.equivalence, margin=(1, 0.5), confidence=CONFIDENCE),
    "groups.equivalence": _pair(stats.groups.equivalence, margin=(1, 0.5), confidence=CONFIDENCE),
    "gain.retention": _retention,
    "groups.gain_by_group": _grouped(stats.groups.gain_by_group, None, **SCORED),
    "groups.gaps": _grouped(stats.groups.gaps, None, confidence=CONFIDENCE),
    "groups.disaggregate": _grouped(_by, None, confidence=CONFIDENCE),
    "groups.ancova": _grouped(stats.groups.ancova, "groups", confidence=CONFIDENCE),
    "robust": _robust,
    "multiplicity": _p_values,
    "groups.mixed_nested": _grouped(stats.groups.mixed_nested, "centers", confidence=CONFIDENCE),
    "groups.mixed_gain": _grouped(stats.groups.mixed_gain, "centers", confidence=CONFIDENCE),
    "groups.shrink_centers": _grouped(stats.groups.shrink_centers, "centers", method=("reml", "dl", "pm")),
    "groups.funnel": _grouped(stats.groups.funnel, "centers"),
    "groups.pool_centers": _pool,
    "missing.flow": _grouped(stats.missing.flow, "groups", confidence=CONFIDENCE),
    "missing.differential": _pair(stats.missing.differential, confidence=CONFIDENCE),
    "missing.bounds": _pair(stats.missing.bounds, max_score=(20,), min_score=(0,)),
    "missing.ipw": _covariates(stats.missing.ipw, confidence=CONFIDENCE),
    "missing.g_computation": _covariates(stats.missing.g_computation, confidence=CONFIDENCE),
    "missing.aipw": _covariates(stats.missing.aipw, confidence=CONFIDENCE),
    "missing.multiple_imputation": _covariates(
        stats.missing.multiple_imputation, imputations=(2, 5), seed=(1,)
    ),
    "missing.tipping_point": _covariates(stats.missing.tipping_point, confidence=CONFIDENCE),
    "missing.sensitivity": _covariates(
        stats.missing.sensitivity, max_score=(20,), imputations=(3,), centers=(None,)
    ),
}
