"""Post-test scores of groups compared at the same pretest: adjusted means, contrasts, slope test."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import linear, multiplicity, studentized_range, tails
from analytics.stats.core.arrays import Floats, level, same_length, vector
from analytics.stats.core.labels import Labels
from analytics.stats.core.moments import describe
from analytics.stats.core.result import Estimate, Interval, StatsError
from analytics.stats.groups.adjusted import ASSUMPTIONS, Ancova, Contrast, Factor, Gap


def ancova(
    pre: ArrayLike, post: ArrayLike, *, groups: Labels | Mapping[str, Labels], confidence: float = 0.95
) -> Ancova:
    """post ~ pre + groups, by least squares (Fisher 1932; adjusted means after Searle 1980).

    `groups` is one column of labels or several by name. Groups that nobody randomized may differ
    in more than their pretest: the adjusted gap is then no effect (Lord 1967).
    """
    wanted = level(confidence)
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    columns = groups if isinstance(groups, Mapping) else {"group": groups}
    found = tuple(linear.factor(str(name), column, "groups") for name, column in columns.items())
    if not found:
        raise StatsError("groups", "must hold at least one column")
    for term in found:
        same_length(x, term.codes, ("pre", "groups"))
    scores = ~(np.isnan(x) | np.isnan(y))
    known = np.logical_and.reduce([term.present for term in found])
    kept = np.flatnonzero(scores & known)
    counts = {
        "score_missing": int(np.count_nonzero(~scores)),
        "group_missing": int(np.count_nonzero(scores & ~known)),
    }
    excluded = MappingProxyType({key: count for key, count in counts.items() if count})
    mask = tuple(np.isin(np.arange(x.size), kept).tolist())
    used = tuple(linear.subset(term, kept) for term in found)

    def without(reason: str) -> Ancova:
        nothing: Mapping[str, Factor] = MappingProxyType({})
        return Ancova(kept.size, excluded, None, None, (), nothing, None, mask, (), reason)

    if kept.size == 0:
        return without("no_complete_pair")
    if any(len(term.levels) < 2 for term in used):
        return without("fewer_than_two_groups")
    slope = linear.covariate("pre", x[kept], "pre")
    names, matrix = linear.design((slope, *used), kept.size)
    model = linear.least_squares(names, matrix, y[kept])
    if isinstance(model, str):
        return without(model)
    if model.rss == 0:
        return without("zero_residual_variance")
    problem = _Problem(slope, used, model, y[kept])
    factors = {term.name: _factor(term, problem, wanted) for term in used}
    uneven = any(f.slope_p is not None and f.slope_p < 0.05 for f in factors.values())
    return Ancova(
        n_used=kept.size,
        excluded=excluded,
        df=model.df,
        residual_sd=math.sqrt(model.variance),
        coefficients=linear.coefficients(model, wanted),
        factors=MappingProxyType(factors),
        model=model,
        used=mask,
        warnings=("slopes_differ",) if uneven else (),
        reason=None,
    )


@dataclass(frozen=True, slots=True)
class _Problem:
    slope: linear.Term
    factors: tuple[linear.Term, ...]
    model: linear.LinearFit
    post: Floats


def _factor(term: linear.Term, problem: _Problem, confidence: float) -> Factor:
    model = problem.model
    grid = _adjustment(term, problem)
    means, spread = grid @ model.beta, grid @ model.inverse @ grid.T * model.variance
    counts = np.bincount(term.codes, minlength=len(term.levels)).tolist()
    se = np.sqrt(np.diag(spread)).tolist()
    half = tails.t_quantile(confidence, model.df)
    adjusted = tuple(
        Estimate(
            value=mean,
            n_used=count,
            method="adjusted_mean",
            interval=Interval(mean - half * s, mean + half * s, confidence, "student_t"),
            assumptions=ASSUMPTIONS,
        )
        for mean, s, count in zip(means.tolist(), se, counts, strict=True)
    )
    f, p, eta2 = _joint(term, problem)
    slope_f, slope_p, slope_reason, gaps = _slopes(term, problem, confidence)
    contrasts = _contrasts(term, grid, model, counts, confidence)
    return Factor(
        levels=term.levels,
        n=tuple(counts),
        means=adjusted,
        se=tuple(se),
        contrasts=contrasts,
        f=f,
        df1=len(term.levels) - 1,
        p=p,
        partial_eta2=eta2,
        slope_f=slope_f,
        slope_p=slope_p,
        slope_reason=slope_reason,
        gaps=gaps,
    )


def _adjustment(term: linear.Term, problem: _Problem) -> Floats:
    """Per level of `term`: mean pretest, and every level of the other factors equally."""
    mean = describe(problem.slope.values).mean
    rows = []
    for position in range(len(term.levels)):
        row = [1.0, mean]
        for other in problem.factors:
            last = len(other.levels)
            if other is term:
                row += [float(position == i) for i in range(1, last)]
            else:
                row += [1 / last] * (last - 1)
        rows.append(row)
    return np.array(rows, dtype=np.float64)


def _contrasts(
    term: linear.Term, grid: Floats, model: linear.LinearFit, counts: list[int], confidence: float
) -> tuple[Contrast, ...]:
    pairs = list(combinations(range(len(term.levels)), 2))
    found = []
    for i, j in pairs:
        c = grid[i] - grid[j]
        se = math.sqrt(float(c @ model.inverse @ c) * model.variance)
        found.append(
            linear.coefficient(
                "difference",
                float(c @ model.beta),
                se,
                model.df,
                confidence,
                counts[i] + counts[j],
                "adjusted_difference",
            )
        )
    raw = [c.p for c in found]
    holm, bh = multiplicity.holm(raw).p, multiplicity.benjamini_hochberg(raw).p
    return tuple(
        Contrast(
            first=term.levels[i],
            second=term.levels[j],
            difference=replace(c.coefficient, assumptions=ASSUMPTIONS),
            se=c.se,
            t=c.t,
            p=c.p,
            p_holm=holm[k],
            p_bh=bh[k],
            p_tukey=studentized_range.upper(abs(c.t or 0.0) * math.sqrt(2), len(term.levels), model.df),
        )
        for k, ((i, j), c) in enumerate(zip(pairs, found, strict=True))
    )


def _joint(term: linear.Term, problem: _Problem) -> tuple[float | None, float | None, float | None]:
    model = problem.model
    others = tuple(other for other in problem.factors if other is not term)
    names, matrix = linear.design((problem.slope, *others), problem.post.size)
    reduced = linear.least_squares(names, matrix, problem.post)
    assert not isinstance(reduced, str), "a part of a model that can be fitted can be fitted"
    extra = max(0.0, reduced.rss - model.rss)
    df1 = len(term.levels) - 1
    f = extra / df1 / model.variance
    return f, tails.f_upper(f, df1, model.df), extra / (extra + model.rss)


def _slopes(
    term: linear.Term, problem: _Problem, confidence: float
) -> tuple[float | None, float | None, str | None, tuple[Gap, ...]]:
    names, matrix = linear.design((problem.slope, *problem.factors), problem.post.size)
    middle = describe(problem.slope.values).mean or 0.0
    own = [(term.codes == i) * (problem.slope.values - middle) for i in range(1, len(term.levels))]
    full = linear.least_squares(
        (*names, *(f"pre:{level}" for level in term.levels[1:])),
        np.column_stack([matrix, *own]),
        problem.post,
    )
    if isinstance(full, str):
        return None, None, full, ()
    if full.rss == 0:
        return None, None, "zero_residual_variance", ()
    df1 = len(own)
    f = max(0.0, problem.model.rss - full.rss) / df1 / full.variance
    p = tails.f_upper(f, df1, full.df)
    gaps = _gaps(term, problem, full, middle, confidence) if p < 0.05 else ()
    return f, p, None, gaps


def _gaps(
    term: linear.Term, problem: _Problem, full: linear.LinearFit, middle: float, confidence: float
) -> tuple[Gap, ...]:
    found = []
    levels = range(len(term.levels))
    for percentile in (10, 50, 90):
        at = float(np.percentile(problem.slope.values, percentile))
        grid = _adjustment(term, problem)
        grid[:, 1] = at
        own = [[float(i == j) * (at - middle) for j in levels[1:]] for i in levels]
        grid = np.column_stack([grid, own])
        for i, j in combinations(levels, 2):
            c = grid[i] - grid[j]
            se = math.sqrt(max(0.0, float(c @ full.inverse @ c)) * full.variance)
            gap = linear.coefficient(
                "gap", float(c @ full.beta), se, full.df, confidence, full.y.size, "gap_at_pretest"
            )
            found.append(Gap(term.levels[i], term.levels[j], at, percentile, gap.coefficient, gap.se))
    return tuple(found)
