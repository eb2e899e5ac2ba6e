"""Covariance analysis with two crossed factors: does the gap of one depend on the other?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import linear, multiplicity, noncentral_f, tails
from analytics.stats.core.arrays import Floats, level, same_length, vector
from analytics.stats.core.labels import Labels
from analytics.stats.core.moments import describe
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.groups.adjusted import ASSUMPTIONS
from analytics.stats.groups.factorial_results import Cell, Effect, FactorialAncova, SimpleContrast

_METHOD = "partial_eta2_factorial_ancova"


def factorial_ancova(
    pre: ArrayLike, post: ArrayLike, *, groups: Mapping[str, Labels], confidence: float = 0.95
) -> FactorialAncova:
    """post ~ pre + A + B + A x B, by least squares, for the two columns A and B of `groups`.

    Every combination of levels needs a person: otherwise `reason` is empty_cell. People without a
    score or a label are left out and counted. Groups that nobody randomized may differ in more than
    their pretest (Lord 1967).
    """
    wanted = level(confidence)
    if not isinstance(groups, Mapping) or len(groups) != 2:
        raise StatsError("groups", "must hold two columns of labels by name; for one call ancova")
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    terms = tuple(linear.factor(str(name), column, "groups") for name, column in groups.items())
    for term in terms:
        same_length(x, term.codes, ("pre", "groups"))
    scores = ~(np.isnan(x) | np.isnan(y))
    known = terms[0].present & terms[1].present
    kept = np.flatnonzero(scores & known)
    lost = {"score_missing": int((~scores).sum()), "group_missing": int((scores & ~known).sum())}
    excluded = {reason: n for reason, n in lost.items() if n}
    first, second = (linear.subset(term, kept) for term in terms)
    found = _problem(x[kept], y[kept], first, second)
    if isinstance(found, str):
        empty = undefined(found, method=_METHOD, n_used=kept.size, excluded=excluded)
        nothing = Effect(f"{first.name}:{second.name}", None, None, 0, 0, None, empty)
        return FactorialAncova(kept.size, excluded, None, None, nothing, nothing, (), (), (), (), found)
    slopes = _slopes(found, wanted)
    uneven = slopes.p is not None and slopes.p < 0.05
    return FactorialAncova(
        n_used=kept.size,
        excluded=excluded,
        df=found.model.df,
        residual_sd=math.sqrt(found.model.variance),
        interaction=_effect(found, f"{first.name}:{second.name}", None, ("pre", "a", "b"), wanted),
        slopes=slopes,
        effects=(
            *(
                _effect(found, term.name, "II", ("pre", other), wanted, ("pre", "a", "b"))
                for term, other in ((first, "b"), (second, "a"))
            ),
            *(
                _effect(found, term.name, "III", ("pre", other, "ab"), wanted)
                for term, other in ((first, "b"), (second, "a"))
            ),
            _effect(found, "pre", "III", ("a", "b", "ab"), wanted),
        ),
        cells=_cells(found, wanted),
        contrasts=_contrasts(found, wanted),
        warnings=("slopes_differ",) if uneven else (),
        reason=None,
    )


@dataclass(frozen=True, slots=True)
class _Problem:
    """Blocks of columns by name, factors in effect coding, so that a part can be left out."""

    first: linear.Term
    second: linear.Term
    post: Floats
    middle: float
    blocks: Mapping[str, Floats]
    model: linear.LinearFit

    @property
    def cell(self) -> NDArray[np.intp]:
        """The cell of each person, the second factor running fastest."""
        return self.first.codes * len(self.second.levels) + self.second.codes


def _problem(x: Floats, y: Floats, first: linear.Term, second: linear.Term) -> _Problem | str:
    if x.size == 0:
        return "no_complete_pair"
    rows, columns = len(first.levels), len(second.levels)
    if min(rows, columns) < 2:
        return "fewer_than_two_groups"
    if not np.bincount(first.codes * columns + second.codes, minlength=rows * columns).all():
        return "empty_cell"
    a, b = _coded(rows)[first.codes], _coded(columns)[second.codes]
    middle = describe(x).mean or 0.0
    both = (a[:, :, None] * b[:, None, :]).reshape(x.size, -1)
    blocks = {"pre": (x - middle)[:, None], "a": a, "b": b, "ab": both}
    model = _fitted(blocks, y, tuple(blocks))
    if isinstance(model, str):
        return model
    if model.rss == 0:
        return "zero_residual_variance"
    return _Problem(first, second, y, middle, blocks, model)


def _coded(levels: int) -> Floats:
    """Effect coding: one column per level but the last, which is -1 in all."""
    return np.vstack([np.eye(levels - 1), -np.ones(levels - 1)])


def _fitted(blocks: Mapping[str, Floats], y: Floats, chosen: tuple[str, ...]) -> linear.LinearFit | str:
    columns = np.hstack([np.ones((y.size, 1)), *(blocks[name] for name in chosen)])
    return linear.least_squares(tuple(f"x{i}" for i in range(columns.shape[1])), columns, y)


def _effect(
    problem: _Problem,
    name: str,
    ss_type: str | None,
    without: tuple[str, ...],
    confidence: float,
    with_it: tuple[str, ...] = ("pre", "a", "b", "ab"),
) -> Effect:
    """F of what the blocks `with_it` explain beyond `without`, on the error of the whole model."""
    less, more = (_fitted(problem.blocks, problem.post, chosen) for chosen in (without, with_it))
    assert not isinstance(less, str), "a part of a model that can be fitted can be fitted"
    assert not isinstance(more, str), "a part of a model that can be fitted can be fitted"
    return _tested(name, ss_type, less, more, problem.model, confidence)


def _tested(
    name: str,
    ss_type: str | None,
    less: linear.LinearFit,
    more: linear.LinearFit,
    error: linear.LinearFit,
    confidence: float,
) -> Effect:
    df1 = less.df - more.df
    f = max(0.0, less.rss - more.rss) / df1 / error.variance
    share = noncentral_f.partial_eta2(
        f, df1, error.df, confidence, n=error.y.size, method=_METHOD, assumptions=ASSUMPTIONS
    )
    return Effect(name, ss_type, f, df1, error.df, tails.f_upper(f, df1, error.df), share)


def _slopes(problem: _Problem, confidence: float) -> Effect:
    """Does the pretest count equally in every cell?"""
    pre = problem.blocks["pre"]
    own = np.hstack([pre * problem.blocks[name] for name in ("a", "b", "ab")])
    blocks = {**problem.blocks, "slopes": own}
    full = _fitted(blocks, problem.post, tuple(blocks))
    if not isinstance(full, str) and full.rss > 0:
        return _tested("pre:cell", None, problem.model, full, full, confidence)
    reason = full if isinstance(full, str) else "zero_residual_variance"
    empty = undefined(reason, method=_METHOD, n_used=problem.post.size)
    return Effect("pre:cell", None, None, own.shape[1], 0, None, empty)


def _grid(problem: _Problem) -> Floats:
    """Per cell, the row of the design at the mean pretest."""
    a, b = _coded(len(problem.first.levels)), _coded(len(problem.second.levels))
    rows = [
        np.concatenate([[1.0, 0.0], own, other, np.outer(own, other).ravel()]) for own in a for other in b
    ]
    return np.array(rows)


def _cells(problem: _Problem, confidence: float) -> tuple[Cell, ...]:
    grid, model = _grid(problem), problem.model
    counts = np.bincount(problem.cell, minlength=len(grid)).tolist()
    half = tails.t_quantile(confidence, model.df)
    labels = [(a, b) for a in problem.first.levels for b in problem.second.levels]
    found = []
    for row, pair, n in zip(grid, labels, counts, strict=True):
        mean, se = float(row @ model.beta), math.sqrt(float(row @ model.inverse @ row) * model.variance)
        interval = Interval(mean - half * se, mean + half * se, confidence, "student_t")
        estimate = Estimate(mean, n, "adjusted_mean", interval, assumptions=ASSUMPTIONS)
        found.append(Cell(pair, n, estimate, se))
    return tuple(found)


def _contrasts(problem: _Problem, confidence: float) -> tuple[SimpleContrast, ...]:
    """Pairs of levels of each factor at every level of the other; Holm within the factor."""
    grid, model = _grid(problem), problem.model
    shape = (len(problem.first.levels), len(problem.second.levels))
    places = np.arange(len(grid)).reshape(shape)
    counts = np.bincount(problem.cell, minlength=len(grid))
    found: list[SimpleContrast] = []
    for term, other, table in (
        (problem.first, problem.second, places),
        (problem.second, problem.first, places.T),
    ):
        family = []
        for column, at in enumerate(other.levels):
            for i, j in combinations(range(len(term.levels)), 2):
                one, two = int(table[i, column]), int(table[j, column])
                c = grid[one] - grid[two]
                se = math.sqrt(float(c @ model.inverse @ c) * model.variance)
                n = int(counts[one] + counts[two])
                test = linear.coefficient(
                    "difference", float(c @ model.beta), se, model.df, confidence, n, "adjusted_difference"
                )
                difference = replace(test.coefficient, assumptions=ASSUMPTIONS)
                pair = (term.levels[i], term.levels[j])
                family.append(SimpleContrast(term.name, at, *pair, difference, se, test.t, test.p, None))
        adjusted = multiplicity.holm([c.p for c in family]).p
        found += [replace(c, p_holm=p) for c, p in zip(family, adjusted, strict=True)]
    return tuple(found)
