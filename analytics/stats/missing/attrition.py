"""Who is missing: the flow of people, and whether those who stayed were better from the start."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core import tails
from analytics.stats.core.arrays import level, same_length, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.labels import MISSING, Labels, encode
from analytics.stats.core.moments import describe
from analytics.stats.core.result import Estimate, Interval, undefined

WORRYING_DIFFERENCE = 0.25
"""A pretest gap between completers and drop-outs that adjustment alone does not mend (WWC 2020)."""


@dataclass(frozen=True, slots=True, repr=False)
class Flow(Answer):
    """Enrolled to analyzed, as a CONSORT diagram counts. `attrition` is among those with a pretest."""

    HEADLINE: ClassVar[str] = "attrition"

    group: Hashable
    n_enrolled: int
    n_pre: int
    n_post: int
    n_both: int
    n_pre_only: int
    n_post_only: int
    n_neither: int
    attrition: Estimate


@dataclass(frozen=True, slots=True, repr=False)
class Differential(Answer):
    """Completers minus drop-outs on the pretest, in pooled SD; `worrying` beyond 0.25."""

    HEADLINE: ClassVar[str] = "difference"

    difference: Estimate
    mean_completers: float | None
    mean_dropouts: float | None
    n_completers: int
    n_dropouts: int
    worrying: bool | None


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
    method = "completers_minus_dropouts_d_uncorrected"

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


def _share(count: int, n: int, confidence: float) -> Estimate:
    if n == 0:
        return undefined("no_pretest", method="attrition_rate")
    share = count / n
    limits = Interval(*tails.wilson(share, n, confidence), confidence, "wilson")
    return Estimate(value=share, n_used=n, method="attrition_rate", interval=limits)
