"""Wilcoxon's signed-rank test with ties and zeros treated exactly, and the Hodges-Lehmann estimate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import Integers, differences
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.gain.raw import complete_pairs

EXACT_UP_TO = 60
_LARGEST_TABLE = 2_000_000

_NORMAL = ("normal_two_sided", "normal_two_sided_continuity_corrected")


@dataclass(frozen=True, slots=True, repr=False)
class SignedRank(Answer):
    """The signed-rank test of a symmetric distribution of gains about 0.

    `w_plus` and `w_minus` are sums of midranks with zeros handled as `zeros` says; `z` is the
    normal deviate. `rank_biserial` (Kerby 2014) is always over non-zero gains. `pseudomedian` is
    the Hodges-Lehmann estimate over all gains, zeros included.
    """

    HEADLINE: ClassVar[str] = "rank_biserial"

    n_pairs: int
    n_zero: int
    n_nonzero: int
    zeros: str
    w_plus: float | None
    w_minus: float | None
    z: float | None
    p: float | None
    p_method: str | None
    rank_biserial: Estimate
    pseudomedian: Estimate
    reason: str | None


def signed_rank(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    zeros: str = "pratt",
    exact: bool | None = None,
    continuity: bool = False,
    ties: str = "decimal",
    confidence: float = 0.95,
) -> SignedRank:
    """Wilcoxon's (1945) signed-rank test over complete pairs.

    `zeros="pratt"` ranks zero gains and then drops them (Pratt 1959); `"drop"` leaves them out
    before ranking. p is exact, conditional on the ties, for up to 60 non-zero gains (or when
    `exact` is True), else normal with the tie-corrected variance; `continuity` applies to the
    normal p only. `ties="decimal"` calls gains equal when their decimals are (1.9 - 0.7 and
    1.2 - 0); `"binary"` compares them as floats subtract, which is what R does by default.
    """
    wanted = level(confidence)
    if zeros not in ("pratt", "drop"):
        raise StatsError("zeros", "must be 'pratt' or 'drop'")
    if ties not in ("decimal", "binary"):
        raise StatsError("ties", "must be 'decimal' or 'binary'")
    for name, option in (("exact", exact), ("continuity", continuity)):
        if option is not None and not isinstance(option, bool):
            raise StatsError(name, "must be True or False")
    pairs = complete_pairs(pre, post)
    gap = differences(pairs.pre, pairs.post)
    d: Integers | Floats = gap.values if ties == "decimal" else pairs.post - pairs.pre
    positive, nonzero = d > 0, d != 0
    n_nonzero = int(np.count_nonzero(nonzero))
    center = _hodges_lehmann(gap.values, gap.unit, pairs.excluded, wanted)
    counts = (pairs.n, pairs.n - n_nonzero, n_nonzero, zeros)
    if n_nonzero == 0:
        reason = "no_complete_pair" if pairs.n == 0 else "all_differences_zero"
        nothing = undefined(reason, method="rank_biserial", n_used=pairs.n, excluded=pairs.excluded)
        return SignedRank(*counts, None, None, None, None, None, nothing, center, reason)
    dropped = double_midranks(np.abs(d[nonzero]))
    share = (2 * int(dropped[positive[nonzero]].sum()) - int(dropped.sum())) / int(dropped.sum())
    ranks = double_midranks(np.abs(d))[nonzero] if zeros == "pratt" else dropped
    plus, whole = int(ranks[positive[nonzero]].sum()), int(ranks.sum())
    sd = math.sqrt(int(np.dot(ranks, ranks)))
    distance = abs(2 * plus - whole)
    z = math.copysign(max(0.0, distance - (2 if continuity else 0)) / sd, 2 * plus - whole)
    by_table = n_nonzero <= EXACT_UP_TO if exact is None else exact
    if by_table and whole <= _LARGEST_TABLE:
        p, method = _exact_p(ranks, distance), "exact_two_sided"
    else:
        p, method = tails.normal_two_sided(z), _NORMAL[bool(continuity)]
    biserial = Estimate(
        value=share,
        n_used=n_nonzero,
        method="rank_biserial",
        excluded=pairs.excluded | ({"zero_difference": pairs.n - n_nonzero} if pairs.n > n_nonzero else {}),
        assumptions=("gains_symmetric", "people_independent", "missing_completely_at_random"),
        interval_reason="interval_not_offered",
    )
    return SignedRank(*counts, plus / 2, (whole - plus) / 2, z, p, method, biserial, center, None)


def double_midranks(values: Integers | Floats) -> Integers:
    """Twice the midrank of each value: whole numbers, so that sums of ranks are exact."""
    _, position, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    ranks: Integers = (2 * last - count + 1)[position].astype(np.int64)
    return ranks


def _exact_p(double_ranks: Integers, distance: int) -> float:
    # Every sign is a fair coin: convolve, and add both tails at least as far from the center.
    ranks = double_ranks // math.gcd(*double_ranks.tolist())
    scale = int(double_ranks[0]) // int(ranks[0])
    whole = int(ranks.sum())
    probability: NDArray[np.float64] = np.zeros(whole + 1)
    probability[0] = 1.0
    reached = 0
    for rank in ranks.tolist():
        shifted = probability[: reached + 1] / 2
        probability[: reached + 1] = shifted
        probability[rank : reached + rank + 1] += shifted
        reached += rank
    low = (whole - distance // scale) // 2
    return tails.floor(2 * math.fsum(probability[: low + 1].tolist()))


def _hodges_lehmann(d: Integers, unit: float, excluded: dict[str, int], confidence: float) -> Estimate:
    method = "hodges_lehmann"
    n = d.size
    if n == 0:
        return undefined("no_complete_pair", method=method, excluded=excluded)
    value = (_walsh(d, (_pairs(n) + 1) // 2) + _walsh(d, _pairs(n) // 2 + 1)) / 2
    low = _lower_rank(n, (1 - confidence) / 2)
    interval: Interval | None = None
    reason: str | None = "too_few_pairs_for_this_confidence"
    if low is not None:
        limits = [_walsh(d, k) / 2 * unit for k in (low, _pairs(n) + 1 - low)]
        interval, reason = Interval(limits[0], limits[1], confidence, "walsh_averages"), None
    tied = np.unique(np.abs(d)).size < n or bool((d == 0).any())
    return Estimate(
        value=value / 2 * unit,
        n_used=n,
        method=method,
        interval=interval,
        excluded=excluded,
        assumptions=("gains_symmetric", "people_independent", "missing_completely_at_random"),
        warnings=("ties_interval_conservative",) if tied else (),
        interval_reason=reason,
    )


def _pairs(n: int) -> int:
    return n * (n + 1) // 2


def _walsh(d: Integers, k: int) -> int:
    """The k-th smallest sum d_i + d_j (i <= j), found by counting how many are at most a value."""
    values, counts = np.unique(d, return_counts=True)
    running = np.concatenate([[0], np.cumsum(counts)])

    def at_most(limit: int) -> int:
        ordered = int(np.dot(counts, running[np.searchsorted(values, limit - values, "right")]))
        return (ordered + int(counts[2 * values <= limit].sum())) // 2

    low, high = 2 * int(values[0]), 2 * int(values[-1])
    while low < high:
        middle = (low + high) // 2
        if at_most(middle) >= k:
            high = middle
        else:
            low = middle + 1
    return low


def _lower_rank(n: int, tail: float) -> int | None:
    """The rank of the Walsh average that is the lower limit; None when n cannot give that confidence."""
    if n > EXACT_UP_TO:
        spread = math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
        rank = math.floor(n * (n + 1) / 4 - tails.normal_quantile(1 - 2 * tail) * spread)
        return rank if rank >= 1 else None
    cumulative: Floats = np.cumsum(_signed_rank_table(n))
    # The smallest whole w with P(W <= w) >= tail, as R's qsignrank.
    rank = int(np.searchsorted(cumulative, tail * (1 - 1e-12)))
    return rank if rank >= 1 else None


def _signed_rank_table(n: int) -> Floats:
    table: Floats = np.zeros(_pairs(n) + 1)
    table[0] = 1.0
    for rank in range(1, n + 1):
        half = table / 2
        table = half.copy()
        table[rank:] += half[: half.size - rank]
    return table
