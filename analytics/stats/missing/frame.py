"""Who has a post-test and what is known about everybody: the ground of the missing-data estimators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import linear
from analytics.stats.core.arrays import Floats, same_length, vector
from analytics.stats.core.moments import describe_pairs

NO_COVARIATES: linear.Columns = {}


@dataclass(frozen=True, slots=True)
class Frame:
    """People with a pretest and all covariates, in canonical order.

    `gain` is NaN where the post-test is missing (`complete` False). `x` is the design matrix:
    intercept, pretest, covariates, factors. A level in which everybody or nobody has a post-test
    says nothing about the others: it is merged into the base level, with a warning.
    """

    pre: Floats
    gain: Floats
    complete: NDArray[np.bool_]
    names: tuple[str, ...]
    x: Floats
    excluded: Mapping[str, int]
    warnings: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many people there are, with or without a post-test."""
        return self.pre.size

    @property
    def reason(self) -> str | None:
        """Why nothing can be estimated, if so."""
        completers = int(np.count_nonzero(self.complete))
        if completers == 0:
            return "no_complete_pair"
        if completers == 1:
            return "fewer_than_two_pairs"
        gained = self.gain[self.complete]
        return "zero_variance_of_gains" if describe_pairs(np.zeros(completers), gained).sd_d == 0 else None


def build(pre: ArrayLike, post: ArrayLike, covariates: linear.Columns) -> Frame:
    """The frame of one cohort. Raises StatsError for wrong shapes; missing covariates are counted out."""
    x, y = vector(pre, "pre"), vector(post, "post")
    same_length(x, y, ("pre", "post"))
    terms = linear.terms(covariates, x.size, "covariates")
    known = np.logical_and.reduce([np.ones(x.size, bool), *(term.present for term in terms)])
    kept = np.flatnonzero(~np.isnan(x) & known)
    counts = {
        "pre_missing": int(np.count_nonzero(np.isnan(x))),
        "covariate_missing": int(np.count_nonzero(~np.isnan(x) & ~known)),
    }
    x, y = x[kept], y[kept]
    complete = ~np.isnan(y)
    used, merged = [linear.covariate("pre", x, "pre")], False
    for term in terms:
        part = linear.subset(term, kept)
        if part.levels:
            part, changed = _merge(part, complete)
            merged |= changed
        elif part.values.size and part.values.min() == part.values.max():
            continue
        used.append(part)
    names, design = linear.design(tuple(used), x.size)
    order = linear.canonical(x, np.where(complete, y, 0.0), complete.astype(float), design)
    return Frame(
        pre=x[order],
        gain=(y - x)[order],
        complete=complete[order],
        names=names,
        x=design[order],
        excluded={reason: count for reason, count in counts.items() if count},
        warnings=("levels_merged_into_base",) if merged else (),
    )


def _merge(term: linear.Term, complete: NDArray[np.bool_]) -> tuple[linear.Term, bool]:
    every = np.bincount(term.codes, minlength=len(term.levels))
    completed = np.bincount(term.codes[complete], minlength=len(term.levels))
    informative = np.flatnonzero((completed > 0) & (completed < every))
    if informative.size == len(term.levels) or complete.all():
        return term, False
    # The largest informative level takes in those that are not: which one does not hang on its name.
    largest = int(every[informative].argmax()) if informative.size else 0
    position = np.full(len(term.levels), largest, np.intp)
    position[informative] = np.arange(informative.size)
    levels = tuple(term.levels[i] for i in informative.tolist()) or (None,)
    return linear.Term(term.name, levels, term.values, position[term.codes]), True
