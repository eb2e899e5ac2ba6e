"""Crossing the pass mark: the 2 x 2 table, McNemar's test and the change in the pass rate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core import tails
from analytics.stats.core.arrays import level
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.gain.raw import complete_pairs


@dataclass(frozen=True, slots=True, repr=False)
class PassFail(Answer):
    """Who passed before and after. `p_midp` is the default in text (Fagerland et al. 2013).

    `chi2`, `chi2_corrected` and their p-values are None, with `chi2_reason`, when nobody changed
    side; the exact p is 1 then. Everything is None, with `reason`, without complete pairs.
    """

    HEADLINE: ClassVar[str] = "difference"

    pass_pass: int
    pass_fail: int
    fail_pass: int
    fail_fail: int
    p_exact: float | None
    p_midp: float | None
    chi2: float | None
    p_chi2: float | None
    chi2_corrected: float | None
    p_chi2_corrected: float | None
    difference: Estimate
    reason: str | None
    chi2_reason: str | None
    p_method: str = "two_sided"


def mcnemar(pre: ArrayLike, post: ArrayLike, *, cut_score: float, confidence: float = 0.95) -> PassFail:
    """Compare pass rates of the same people; a score of `cut_score` or more passes.

    The difference (after minus before) has Bonett and Price's (2012) adjusted Wald interval.
    """
    wanted = level(confidence)
    if isinstance(cut_score, bool) or not isinstance(cut_score, (int, float)) or not math.isfinite(cut_score):
        raise StatsError("cut_score", "must be a finite number")
    pairs = complete_pairs(pre, post)
    before, after = pairs.pre >= cut_score, pairs.post >= cut_score
    kept = int(np.count_nonzero(before & after))
    lost = int(np.count_nonzero(before & ~after))
    won = int(np.count_nonzero(~before & after))
    never = pairs.n - kept - lost - won
    changed = lost + won
    if pairs.n == 0:
        nothing = undefined("no_complete_pair", method="pass_rate_difference", excluded=pairs.excluded)
        none = (None,) * 6
        return PassFail(0, 0, 0, 0, *none, nothing, "no_complete_pair", "no_complete_pair")
    tail = 2 * float(special.bdtr(min(lost, won), changed, 0.5)) if changed else 2.0
    point = _half_binomial(min(lost, won), changed)
    chi2 = (won - lost) ** 2 / changed if changed else None
    corrected = max(0, abs(won - lost) - 1) ** 2 / changed if changed else None
    return PassFail(
        kept,
        lost,
        won,
        never,
        p_exact=tails.floor(tail),
        p_midp=tails.floor(tail - point),
        chi2=chi2,
        p_chi2=None if chi2 is None else tails.chi2_upper(chi2, 1),
        chi2_corrected=corrected,
        p_chi2_corrected=None if corrected is None else tails.chi2_upper(corrected, 1),
        difference=Estimate(
            value=(won - lost) / pairs.n,
            n_used=pairs.n,
            method="pass_rate_difference",
            interval=_bonett_price(lost, won, pairs.n, wanted),
            excluded=pairs.excluded,
            assumptions=("people_independent", "missing_completely_at_random"),
        ),
        reason=None,
        chi2_reason=None if changed else "nobody_changed_side",
    )


def _half_binomial(k: int, n: int) -> float:
    log = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1) - n * math.log(2)
    return math.exp(float(log))


def _bonett_price(lost: int, won: int, n: int, confidence: float) -> Interval:
    p_lost, p_won = (lost + 1) / (n + 2), (won + 1) / (n + 2)
    center = p_won - p_lost
    half = tails.normal_quantile(confidence) * math.sqrt((p_won + p_lost - center * center) / (n + 2))
    return Interval(center - half, center + half, confidence, "bonett_price_2012").within(-1, 1)
