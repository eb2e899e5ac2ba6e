"""The same people at three or more occasions: analysis of variance for repeated measures."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import linear, multiplicity, noncentral_f, tails
from analytics.stats.core.arrays import Floats, level, matrix
from analytics.stats.core.base import Answer
from analytics.stats.core.labels import given_order
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.gain.sphericity import Sphericity, sphericity

_METHOD = "partial_eta2_repeated_measures"
_ASSUMPTIONS = ("missing_completely_at_random", "scores_roughly_normal", "people_independent")
# What is left of an exact fit, relative to the largest score, is rounding noise.
_NOISE = 1e-13


@dataclass(frozen=True, slots=True, repr=False)
class OccasionContrast(Answer):
    """Later minus earlier mean of the same people: a gain; `p_holm` is adjusted over all pairs."""

    HEADLINE: ClassVar[str] = "difference"

    earlier: Hashable
    later: Hashable
    difference: Estimate
    se: float
    df: int
    t: float | None
    p: float | None
    p_holm: float | None
    p_method: str = "student_t_two_sided"


@dataclass(frozen=True, slots=True, repr=False)
class RepeatedMeasures(Answer):
    """One-way analysis of variance within people, complete cases only (`n_incomplete` left out).

    `f` has `df1` and `df2` degrees of freedom. `p` multiplies both by Greenhouse and Geisser's
    epsilon, `p_huynh_feldt` by Huynh and Feldt's, `p_uncorrected` takes sphericity for granted, as
    does the interval of `partial_eta2` = SS / (SS + SS error). `generalized_eta2` = SS / (SS + SS
    error + SS people) compares with studies of different people (Olejnik & Algina 2003).
    """

    HEADLINE: ClassVar[str] = "partial_eta2"

    occasions: tuple[Hashable, ...]
    n_complete: int
    n_incomplete: int
    means: tuple[Estimate, ...]
    f: float | None
    df1: int
    df2: int
    p: float | None
    p_huynh_feldt: float | None
    p_uncorrected: float | None
    partial_eta2: Estimate
    generalized_eta2: Estimate
    sphericity: Sphericity | None
    contrasts: tuple[OccasionContrast, ...]
    warnings: tuple[str, ...]
    reason: str | None
    p_method: str = "f_one_sided_greenhouse_geisser"


def repeated_measures(
    scores: ArrayLike, *, occasions: Sequence[Any] | None = None, confidence: float = 0.95
) -> RepeatedMeasures:
    """Do the means of `scores` (people x occasions, in order of time) differ, and between which?

    `occasions` names the columns (1, 2 ... otherwise). People who missed an occasion are left out,
    counted and warned of. Raises StatsError for fewer than two occasions.
    """
    wanted = level(confidence)
    table = matrix(scores, "scores")
    k = table.shape[1]
    if k < 2:
        raise StatsError("scores", "must have two occasions or more, one per column")
    names = tuple(range(1, k + 1)) if occasions is None else given_order(occasions, "occasions")
    if len(names) != k:
        raise StatsError("occasions", f"has {len(names)} entries and scores has {k} columns")
    used = table[~np.isnan(table).any(axis=1)]
    used = used[linear.canonical(used)]
    n = len(used)
    missed = len(table) - n
    excluded = {"occasion_missing": missed} if missed else {}
    warnings = ("complete_cases_only",) if missed else ()
    df1, df2 = k - 1, (k - 1) * (n - 1)

    def without(reason: str, means: tuple[Estimate, ...] = ()) -> RepeatedMeasures:
        empty, df = undefined(reason, method=_METHOD, n_used=n, excluded=excluded), max(df2, 0)
        return RepeatedMeasures(
            names, n, missed, means, None, df1, df, None, None, None, empty, empty, None, (), warnings, reason
        )

    if n < 2:
        return without("too_few_persons" if n else "no_complete_rows")
    means = tuple(_mean(column, wanted) for column in used.T)
    scaled = _scaled(used)
    people = scaled.mean(axis=1, keepdims=True)
    within = scaled - people
    effect = within.mean(axis=0)
    left = within - effect
    if np.abs(left).max() <= _NOISE * np.abs(scaled).max():
        return without("no_variance" if not np.ptp(effect) else "zero_residual_variance", means)
    between, error = n * float(effect @ effect), float((left**2).sum())
    apart = k * float(((people - people.mean()) ** 2).sum())
    f = between / df1 / (error / df2)
    shape = sphericity(within)
    gg, hf = shape.greenhouse_geisser, shape.huynh_feldt
    return RepeatedMeasures(
        occasions=names,
        n_complete=n,
        n_incomplete=missed,
        means=means,
        f=f,
        df1=df1,
        df2=df2,
        p=tails.f_upper(f, gg * df1, gg * df2),
        p_huynh_feldt=tails.f_upper(f, hf * df1, hf * df2),
        p_uncorrected=tails.f_upper(f, df1, df2),
        partial_eta2=noncentral_f.partial_eta2(
            f,
            df1,
            df2,
            wanted,
            n=n,
            method=_METHOD,
            excluded=excluded,
            assumptions=(*_ASSUMPTIONS, "sphericity"),
            warnings=warnings,
        ),
        generalized_eta2=Estimate(
            value=between / (between + error + apart),
            n_used=n,
            method="generalized_eta2_repeated_measures",
            excluded=excluded,
            assumptions=_ASSUMPTIONS,
            warnings=warnings,
            interval_reason="interval_not_offered",
        ),
        sphericity=shape,
        contrasts=_contrasts(names, used, wanted),
        warnings=warnings,
        reason=None,
    )


def _scaled(scores: Floats) -> Floats:
    """The scores about one of them, in a unit in which no square overflows or vanishes."""
    moved = scores / 2 - scores[0, 0] / 2
    scaled: Floats = np.ldexp(moved, -math.frexp(float(np.abs(moved).max()))[1])
    return scaled


def _mean(column: Floats, confidence: float) -> Estimate:
    value, error = _mean_and_error(column)
    half = tails.t_quantile(confidence, column.size - 1) * error
    interval = Interval(value - half, value + half, confidence, "student_t")
    warnings = () if error else ("zero_width_interval",)
    return Estimate(
        value, column.size, "occasion_mean", interval, assumptions=_ASSUMPTIONS, warnings=warnings
    )


def _mean_and_error(column: Floats) -> tuple[float, float]:
    unit = math.frexp(float(np.abs(column).max()))[1]
    scaled = np.ldexp(column, -unit)
    center = math.fsum(scaled.tolist()) / column.size
    deviations = scaled - center
    if np.abs(deviations).max() <= _NOISE:
        return math.ldexp(center, unit), 0.0
    squares = math.fsum((deviations**2).tolist())
    return math.ldexp(center, unit), math.ldexp(math.sqrt(squares / column.size / (column.size - 1)), unit)


def _contrasts(
    names: tuple[Hashable, ...], scores: Floats, confidence: float
) -> tuple[OccasionContrast, ...]:
    n, pairs = len(scores), list(combinations(range(len(names)), 2))
    found = []
    for i, j in pairs:
        value, error = _mean_and_error(scores[:, j] - scores[:, i])
        found.append(linear.coefficient("gain", value, error, n - 1, confidence, n, "occasion_difference"))
    holm = multiplicity.holm([c.p for c in found]).p
    return tuple(
        OccasionContrast(names[i], names[j], c.coefficient, c.se, n - 1, c.t, c.p, adjusted)
        for (i, j), c, adjusted in zip(pairs, found, holm, strict=True)
    )
