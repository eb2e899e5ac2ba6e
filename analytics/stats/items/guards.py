"""What all coefficients of reliability share: when there is none, and how one is told."""

from __future__ import annotations

from collections.abc import Mapping

from scipy import special

from analytics.stats.core.result import Estimate, undefined
from analytics.stats.core.score_matrix import Moments, Scores

ASSUMES = ("one_dimension", "uncorrelated_errors")


def is_binary(scores: Scores) -> bool:
    """Whether every mark is 0 or 1."""
    low, high = scores.origin, scores.origin + scores.unit * scores.span
    return scores.exact and scores.unit == 1.0 and low >= 0 and high <= 1


def f_quantile(df1: float, df2: float, probability: float) -> float:
    """Quantile of F; the beta quantile keeps full precision where `fdtri` loses digits."""
    share = float(special.betaincinv(df1 / 2, df2 / 2, probability))
    complement = float(special.betaincinv(df2 / 2, df1 / 2, 1 - probability))
    return df2 * share / (df1 * complement)


def guard(scores: Scores, second: Moments | None, method: str, *, totals: bool = True) -> Moments | Estimate:
    """The moments, or why there is no coefficient."""
    if scores.k < 2:
        return refuse(scores, "fewer_than_two_items", method)
    if second is None:
        return refuse(scores, "fewer_than_two_persons", method)
    if totals and second.total_var <= second.floor:
        return refuse(scores, "no_variance", method)
    return second


def refuse(scores: Scores, reason: str, method: str) -> Estimate:
    """No coefficient, for the stated reason."""
    return undefined(reason, method=method, n_used=scores.n, excluded=scores.excluded)


def plain(scores: Scores, value: float, method: str, assumptions: tuple[str, ...] = ASSUMES) -> Estimate:
    """A coefficient for which no interval is offered."""
    excluded: Mapping[str, int] = scores.excluded
    return Estimate(
        value=value,
        n_used=scores.n,
        method=method,
        excluded=excluded,
        assumptions=assumptions,
        interval_reason="interval_not_offered",
    )
