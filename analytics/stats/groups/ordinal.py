"""Comparing two groups on one ordered question, without pretending that its levels are distances."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, level, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import Integers, describe
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.gain.ranks import double_midranks

EXACT_UP_TO = 40


@dataclass(frozen=True, slots=True, repr=False)
class RankSum(Answer):
    """Mann-Whitney test with the probability that someone of the first group answers higher.

    `superiority` is P(first > second) + half the ties (Vargha & Delaney's A). `p` is exact given
    the ties up to 40 people and normal with tie-corrected variance beyond (`p_method`).
    """

    HEADLINE: ClassVar[str] = "superiority"

    superiority: Estimate
    u: float | None
    z: float | None
    p: float | None
    p_method: str | None
    reason: str | None


def rank_sum(first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95) -> RankSum:
    """Wilcoxon-Mann-Whitney rank sum (Mann & Whitney 1947), gaps left out and counted.

    The interval is Brunner & Munzel's (2000) on the logit scale.
    """
    wanted = level(confidence)
    a, b = vector(first, "first"), vector(second, "second")
    x, y = np.sort(a[~np.isnan(a)]), np.sort(b[~np.isnan(b)])
    missing = a.size + b.size - x.size - y.size
    excluded = {"answer_missing": missing} if missing else {}
    n = x.size + y.size
    if not x.size or not y.size:
        empty = undefined("empty_group", method="probability_of_superiority", n_used=n, excluded=excluded)
        return RankSum(empty, None, None, None, None, "empty_group")
    ranks = double_midranks(np.concatenate([x, y]))
    doubled = int(ranks[: x.size].sum()) - x.size * (x.size + 1)
    value = doubled / (2 * x.size * y.size)
    interval, why = _interval(x, y, value, wanted)
    estimate = Estimate(
        value=value,
        n_used=n,
        method="probability_of_superiority",
        interval=interval,
        excluded=excluded,
        assumptions=("answers_independent",),
        interval_reason=why,
    )
    distance = int(ranks[: x.size].sum()) - x.size * (n + 1)
    variance = _variance(ranks, x.size, y.size)
    if variance == 0:
        return RankSum(estimate, doubled / 2, None, None, None, "all_answers_alike")
    z = distance / 2 / math.sqrt(variance)
    if n <= EXACT_UP_TO:
        return RankSum(
            estimate, doubled / 2, z, _exact_p(ranks, x.size, abs(distance)), "exact_two_sided", None
        )
    return RankSum(estimate, doubled / 2, z, tails.normal_two_sided(z), "normal_two_sided", None)


def _variance(ranks: Integers, n: int, m: int) -> float:
    size = n + m
    counts = np.unique(ranks, return_counts=True)[1].astype(object)
    ties = int((counts**3 - counts).sum())
    return n * m * (size**3 - size - ties) / (12 * size * (size - 1))


def _exact_p(ranks: Integers, n: int, distance: int) -> float:
    """Share of the ways to choose `n` ranks whose sum is at least as far from its mean."""
    whole = int(ranks.sum())
    ways = np.zeros((n + 1, whole + 1))
    ways[0, 0] = 1.0
    for rank in ranks.tolist():
        for chosen in range(n, 0, -1):
            ways[chosen, rank:] += ways[chosen - 1, : whole + 1 - rank]
    sums = np.arange(whole + 1) - n * (ranks.size + 1)
    return tails.floor(float(ways[n, np.abs(sums) >= distance].sum() / ways[n].sum()))


def _interval(x: Floats, y: Floats, value: float, confidence: float) -> tuple[Interval | None, str | None]:
    if x.size < 2 or y.size < 2:
        return None, "fewer_than_two_per_group"
    if value in (0.0, 1.0):
        return None, "groups_do_not_overlap"
    parts, freedom = [], []
    for own, other in ((x, y), (y, x)):
        below = np.searchsorted(other, own, "left") + np.searchsorted(other, own, "right")
        spread = describe(below / 2).sd or 0.0
        parts.append((spread / other.size) ** 2 / own.size)
        freedom.append(own.size - 1)
    variance = parts[0] + parts[1]
    if variance == 0:
        return None, "no_variance"
    df = variance**2 / (parts[0] ** 2 / freedom[0] + parts[1] ** 2 / freedom[1])
    half = tails.t_quantile(confidence, df) * math.sqrt(variance) / (value * (1 - value))
    center = float(special.logit(value))
    low, high = (float(special.expit(center + sign * half)) for sign in (-1, 1))
    return Interval(low, high, confidence, "brunner_munzel_logit"), None


def vargha_delaney(first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """P(a person of `first` scores above one of `second`), ties counted half (Vargha & Delaney 2000).

    Above one half when the first group is greater, as in `rank_sum`. The two are different people.
    The interval is DeLong's (1988) on the logit scale.
    """
    wanted = level(confidence)
    one, other = vector(first, "first"), vector(second, "second")
    missing = {"first_missing": int(np.isnan(one).sum()), "second_missing": int(np.isnan(other).sum())}
    excluded = {reason: count for reason, count in missing.items() if count}
    a, b = np.sort(other[~np.isnan(other)]), np.sort(one[~np.isnan(one)])
    n, m = a.size, b.size
    if n == 0 or m == 0:
        return undefined("empty_group", method="vargha_delaney_a", n_used=n + m, excluded=excluded)
    # Twice the number of pairs won: whole numbers, so no rounding.
    won = np.searchsorted(a, b, "left") + np.searchsorted(a, b, "right")
    lost = 2 * m - np.searchsorted(b, a, "left") - np.searchsorted(b, a, "right")
    value = int(won.sum()) / (2 * n * m)
    interval, reason = None, "fewer_than_two_per_group"
    if n > 1 and m > 1:
        reason = "complete_separation"
        variance = float(np.var(won / (2 * n), ddof=1)) / m + float(np.var(lost / (2 * m), ddof=1)) / n
        if 0 < value < 1:
            center = math.log(value / (1 - value))
            half = tails.normal_quantile(wanted) * math.sqrt(variance) / (value * (1 - value))
            interval = Interval(
                float(special.expit(center - half)),
                float(special.expit(center + half)),
                wanted,
                "delong_logit",
            )
    return Estimate(
        value=value,
        n_used=n + m,
        method="vargha_delaney_a",
        interval=interval,
        excluded=excluded,
        assumptions=("people_independent",),
        interval_reason=None if interval else reason,
    )
