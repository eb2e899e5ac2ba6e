"""Mixed models by REML: every person with a score counts, and centers are a sample of centers."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level, same_length, vector
from analytics.stats.core.labels import MISSING, Codes, Labels, encode
from analytics.stats.core.moments import describe_pairs
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.groups import reml
from analytics.stats.groups.mixed_results import CenterEffect, MixedGain

_ASSUMPTIONS = ("missing_at_random", "random_effects_normal", "centers_independent")
_NESTED_ONLY = ("gains_alike_in_all_centers",)


def mixed_nested(pre: ArrayLike, post: ArrayLike, *, centers: Labels, confidence: float = 0.95) -> MixedGain:
    """score = b0 + b1 time + center + person in center + residual, over all scores there are.

    Laird & Ware 1982; profiled REML after Bates et al. 2015; Satterthwaite's degrees of freedom.
    Unbiased when what is missing depends on the scores there are (MAR). Rows without a center,
    or without any score, are left out and counted.
    """
    wanted = level(confidence)
    x, y, names, codes = _inputs(pre, post, centers)
    has = np.column_stack([~np.isnan(x), ~np.isnan(y)])
    known = codes != MISSING
    kept = known & has.any(axis=1)
    excluded = _counted(center_missing=has.any(axis=1) & ~known, both_missing=np.isnan(x) & np.isnan(y))
    method = "nested_mixed_model_gain"
    n_people, n_rows = int(np.count_nonzero(kept)), int(np.count_nonzero(has[kept]))
    if n_people == 0:
        return _without("no_score", method, excluded, 0, 0)
    if not has[kept].any(axis=0).all():
        return _without("only_one_test_has_scores", method, excluded, n_rows, n_people)
    pairs = describe_pairs(x[kept & has.all(axis=1)], y[kept & has.all(axis=1)])
    if pairs.n == 0:
        return _without("no_complete_pair", method, excluded, n_rows, n_people)
    if pairs.n == 1:
        return _without("fewer_than_two_pairs", method, excluded, n_rows, n_people)
    if pairs.sd_d == 0:
        return _without("zero_variance_of_gains", method, excluded, n_rows, n_people)
    order = np.lexsort((y[kept], x[kept], codes[kept]))
    x, y, codes, has = x[kept][order], y[kept][order], codes[kept][order], has[kept][order]
    dense, levels = _dense(codes, names)
    shift, unit = _scale(np.concatenate([x[has[:, 0]], y[has[:, 1]]]))
    sums = _nested_sums((x - shift) / unit, (y - shift) / unit, has, dense, len(levels))
    fitted = reml.fit(sums)
    return _result(fitted, method, 1, excluded, sums, n_people, dense, levels, wanted, 0.0, unit)


def mixed_gain(pre: ArrayLike, post: ArrayLike, *, centers: Labels, confidence: float = 0.95) -> MixedGain:
    """post - pre = mean + center + residual over complete pairs: how much of gain is the center.

    With few centers, use this for the mean gain of *centers*: the degrees of freedom come from
    the centers, not from the people.
    """
    wanted = level(confidence)
    x, y, names, codes = _inputs(pre, post, centers)
    both, known = ~(np.isnan(x) | np.isnan(y)), codes != MISSING
    kept = both & known
    excluded = _counted(incomplete_pair=~both, center_missing=both & ~known)
    method = "gain_mixed_model"
    n = int(np.count_nonzero(kept))
    if n == 0:
        return _without("no_complete_pair", method, excluded, 0, 0)
    if describe_pairs(x[kept], y[kept]).sd_d == 0:
        return _without("zero_variance_of_gains", method, excluded, n, n)
    d = y[kept] - x[kept]
    order = np.lexsort((d, codes[kept]))
    d, (dense, levels) = d[order], _dense(codes[kept][order], names)
    shift, unit = _scale(d)
    rows = _outer(np.column_stack([np.ones(n), (d - shift) / unit]), dense, len(levels))
    empty = np.zeros((0, len(levels), 2, 2))
    sums = reml.CrossProducts(rows, empty, np.zeros(0), np.zeros(0), n)
    fitted = reml.fit(sums)
    return _result(fitted, method, 0, excluded, sums, n, dense, levels, wanted, shift, unit)


def _inputs(
    pre: ArrayLike, post: ArrayLike, centers: Labels
) -> tuple[Floats, Floats, tuple[Hashable, ...], Codes]:
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    names, codes = encode(centers, "centers")
    same_length(x, codes, ("pre", "centers"))
    return x, y, names, codes


def _scale(values: Floats) -> tuple[float, float]:
    """A value near the middle and a power of two near the spread: both leave no rounding behind."""
    middle = float((values.min() + values.max()) / 2)
    spread = float(np.abs(values - middle).max())
    unit = math.ldexp(1.0, math.frexp(spread)[1])
    return (float(round(middle)) if spread >= 1 else middle), unit


def _counted(**masks: NDArray[Any]) -> dict[str, int]:
    return {reason: int(np.count_nonzero(mask)) for reason, mask in masks.items() if mask.any()}


def _dense(codes: Codes, names: tuple[Hashable, ...]) -> tuple[Codes, tuple[Hashable, ...]]:
    present, dense = np.unique(codes, return_inverse=True)
    return dense.astype(np.intp), tuple(names[i] for i in present.tolist())


def _outer(columns: Floats, codes: Codes, centers: int) -> Floats:
    """Cross products of the columns, summed within centers."""
    q = columns.shape[1]
    sums = np.empty((centers, q, q))
    for i in range(q):
        for j in range(i, q):
            sums[:, i, j] = sums[:, j, i] = np.bincount(codes, columns[:, i] * columns[:, j], centers)
    return sums


def _nested_sums(
    x: Floats, y: Floats, has: NDArray[np.bool_], codes: Codes, centers: int
) -> reml.CrossProducts:
    before, after = has[:, 0].astype(float), has[:, 1].astype(float)
    xs, ys = np.where(has[:, 0], x, 0.0), np.where(has[:, 1], y, 0.0)
    rows = _outer(np.column_stack([before, np.zeros(x.size), xs]), codes, centers)
    rows += _outer(np.column_stack([after, after, ys]), codes, centers)
    person = np.column_stack([before + after, after, xs + ys])
    size = has.sum(axis=1)
    sizes = np.unique(size)
    people = np.array([_outer(person[size == k], codes[size == k], centers) for k in sizes])
    counts = np.array([np.count_nonzero(size == k) for k in sizes], dtype=float)
    return reml.CrossProducts(rows, people, sizes.astype(float), counts, int(has.sum()))


def _without(
    reason: str, method: str, excluded: Mapping[str, int], n_rows: int, n_people: int, centers: int = 0
) -> MixedGain:
    nothing = undefined(reason, method=method, n_used=n_people, excluded=excluded)
    return MixedGain(nothing, *(None,) * 10, n_rows, n_people, centers, (), reason)


def _result(
    fitted: reml.Fit | str,
    method: str,
    effect: int,
    excluded: Mapping[str, int],
    sums: reml.CrossProducts,
    n_people: int,
    codes: Codes,
    levels: tuple[Hashable, ...],
    confidence: float,
    shift: float,
    unit: float,
) -> MixedGain:
    if isinstance(fitted, str):
        return _without(fitted, method, excluded, sums.n, n_people, len(levels))
    value = float(fitted.beta[effect]) * unit + shift
    se, df = math.sqrt(float(fitted.covariance[effect, effect])) * unit, fitted.df[effect]
    warnings = tuple(f"variance_of_{name}_is_zero" for name in fitted.boundary)
    interval = t = p = None
    if len(levels) < 2:
        warnings += ("one_center_only",)
    if df is not None and se > 0:
        half = tails.t_quantile(confidence, df) * se
        interval = Interval(value - half, value + half, confidence, "satterthwaite")
        t, p = value / se, tails.t_two_sided(value / se, df)
    whole = fitted.var_center + fitted.var_person + fitted.var_residual
    icc = fitted.var_center / whole
    return MixedGain(
        gain=Estimate(
            value=value,
            n_used=n_people,
            method=method,
            interval=interval,
            excluded=excluded,
            assumptions=_ASSUMPTIONS + (_NESTED_ONLY if effect else ()),
            warnings=warnings,
            interval_reason=None if interval else "no_degrees_of_freedom",
        ),
        se=se,
        df=df,
        t=t,
        p=p,
        var_center=fitted.var_center * unit**2,
        var_person=fitted.var_person * unit**2 if len(sums.sizes) else None,
        var_residual=fitted.var_residual * unit**2,
        icc_center=icc,
        icc_person=(fitted.var_center + fitted.var_person) / whole if len(sums.sizes) else None,
        design_effect=1 + (sums.n / len(levels) - 1) * icc,
        n_rows=sums.n,
        n_people=n_people,
        n_centers=len(levels),
        centers=_effects(fitted, codes, levels, value, unit, confidence) if effect == 0 else (),
        reason=None,
    )


def _effects(
    fitted: reml.Fit, codes: Codes, levels: tuple[Hashable, ...], mean: float, unit: float, confidence: float
) -> tuple[CenterEffect, ...]:
    counts = np.bincount(codes, minlength=len(levels)).tolist()
    z = tails.normal_quantile(confidence)
    found = []
    for name, n, blup, variance in zip(
        levels, counts, fitted.blups.tolist(), fitted.blup_variance.tolist(), strict=True
    ):
        half, center = z * math.sqrt(variance) * unit, mean + blup * unit
        estimate = Estimate(
            value=center,
            n_used=n,
            method="center_blup",
            interval=Interval(center - half, center + half, confidence, "prediction"),
            assumptions=_ASSUMPTIONS,
        )
        found.append(CenterEffect(name, n, estimate))
    return tuple(found)
