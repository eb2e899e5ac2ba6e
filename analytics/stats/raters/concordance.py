"""Kendall's coefficient of concordance: do raters put the targets in the same order?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import tails
from analytics.stats.core.arrays import matrix
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, undefined

_METHOD = "kendall_w_tie_corrected"


@dataclass(frozen=True, slots=True, repr=False)
class Concordance(Answer):
    """W corrected for ties, from 0 to 1, and two tests that raters rank at random.

    `uncorrected` is W without the correction for ties, smaller when there are some. `chi2` is
    Friedman's, m (n - 1) W, conservative with few raters; `f` = (m - 1) W / (1 - W) keeps its level
    better then (Legendre 2005), and is None when raters agree entirely.
    """

    HEADLINE: ClassVar[str] = "w"

    w: Estimate
    uncorrected: float | None
    chi2: float | None
    df: int | None
    p: float | None
    f: float | None
    df1: float | None
    df2: float | None
    p_f: float | None
    n_raters: int
    n_tied: int
    mean_ranks: tuple[float, ...]
    p_method: str = "chi2_one_sided"
    p_f_method: str = "f_one_sided"


def kendall_w(scores: ArrayLike) -> Concordance:
    """Kendall's W of `scores` (targets x raters), each rater's scores turned into mid-ranks.

    Targets that a rater left out are left out and counted. `mean_ranks` is that of each target
    used, 1 for the lowest; `n_tied` counts scores that share their rank with another of the rater.
    Undefined: fewer_than_two_targets, fewer_than_two_raters, no_variation (every rater ties all).
    """
    table = matrix(scores, "scores")
    complete = np.asarray(~np.isnan(table).any(axis=1))
    excluded = {"rating_missing": int((~complete).sum())} if not complete.all() else {}
    used = table[complete]
    n, m = used.shape
    reason = "fewer_than_two_raters" if m < 2 else "fewer_than_two_targets" if n < 2 else None
    ranks, ties, tied = _doubled_ranks(used) if reason is None else (np.zeros((0, 0), np.int64), 0, 0)
    # Mid-ranks are halves: twice the rank is whole, and so are all sums.
    room = m * m * n * (n * n - 1) - m * ties
    if reason is None and room == 0:
        reason = "no_variation"
    if reason is not None:
        empty = undefined(reason, method=_METHOD, n_used=n, excluded=excluded)
        return Concordance(empty, None, None, None, None, None, None, None, None, m, tied, ())
    sums = [int(total) for total in ranks.sum(axis=1)]
    above = 3 * sum(total * total for total in sums) - 3 * m * m * n * (n + 1) ** 2
    w = above / room
    chi2 = m * (n - 1) * w
    df1 = n - 1 - 2 / m
    f = (m - 1) * w / (1 - w) if w < 1 and df1 > 0 else None
    estimate = Estimate(
        value=w,
        n_used=n,
        method=_METHOD,
        excluded=excluded,
        assumptions=("raters_independent",),
        interval_reason="interval_not_offered",
    )
    return Concordance(
        w=estimate,
        uncorrected=above / (m * m * n * (n * n - 1)),
        chi2=chi2,
        df=n - 1,
        p=tails.chi2_upper(chi2, n - 1),
        f=f,
        df1=None if f is None else df1,
        df2=None if f is None else df1 * (m - 1),
        p_f=None if f is None else tails.f_upper(f, df1, df1 * (m - 1)),
        n_raters=m,
        n_tied=tied,
        mean_ranks=tuple(total / (2 * m) for total in sums),
    )


def _doubled_ranks(scores: NDArray[np.float64]) -> tuple[NDArray[np.int64], int, int]:
    """Twice the mid-ranks within each column, the sum of t^3 - t over ties, and how many are tied."""
    ranks = np.empty(scores.shape, np.int64)
    ties = tied = 0
    for rater in range(scores.shape[1]):
        _, position, count = np.unique(scores[:, rater], return_inverse=True, return_counts=True)
        ranks[:, rater] = (2 * np.cumsum(count) - count + 1)[position]
        ties += sum(t**3 - t for t in count.tolist())
        tied += int(count[count > 1].sum())
    return ranks, ties, tied
