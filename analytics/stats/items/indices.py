"""The indices of one question: difficulty, discrimination, upper less lower group, flags."""

from __future__ import annotations

import math

from analytics.stats.core.arrays import Floats
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.core.score_matrix import Moments, Scores
from analytics.stats.core.tails import normal_quantile, t_quantile, wilson
from analytics.stats.items.guards import is_binary
from analytics.stats.items.score_groups import by_rank

EXTREME_SHARE = 0.27
"""Kelley's (1939) upper and lower groups."""


FEW_PERSONS = 20


def correlation(cov: float, var_a: float, var_b: float) -> float:
    """Pearson's r from moments, kept within [-1, 1] where rounding leaves it."""
    return max(-1.0, min(1.0, cov / (math.sqrt(var_a) * math.sqrt(var_b))))


def difficulty_of(
    scores: Scores, means: Floats | None, best: Floats, sd: Estimate, j: int, confidence: float
) -> Estimate:
    """Mean mark of item `j` as a share of its best mark; Wilson's interval for 0/1 marks, else t."""
    if means is None:
        return undefined("no_complete_rows", method="difficulty", excluded=scores.excluded)
    p = float(means[j] / best[j])
    interval = None
    if sd.value is not None:
        half = t_quantile(confidence, scores.n - 1) * sd.value / float(best[j]) / math.sqrt(scores.n)
        interval = Interval(p - half, p + half, confidence, "t")
        interval = interval.within(min(scores.origin, 0.0) / float(best[j]), 1.0)
        if best[j] == 1 and is_binary(scores):
            interval = Interval(*wilson(p, scores.n, confidence), confidence, "wilson")
    return Estimate(
        value=p,
        interval=interval,
        n_used=scores.n,
        method="difficulty",
        excluded=scores.excluded,
        interval_reason=None if interval else "fewer_than_two_persons",
    )


def without_interval(scores: Scores, value: float, method: str, warnings: tuple[str, ...] = ()) -> Estimate:
    """A value for which no interval is offered."""
    return Estimate(
        value=value,
        n_used=scores.n,
        method=method,
        excluded=scores.excluded,
        warnings=warnings,
        interval_reason="interval_not_offered",
    )


def sd_of(scores: Scores, second: Moments | None, j: int) -> Estimate:
    """Standard deviation of the marks of item `j`."""
    if second is None:
        return undefined("fewer_than_two_persons", method="sd", n_used=scores.n, excluded=scores.excluded)
    value = second.unit * math.sqrt(max(float(second.variances[j]), 0.0))
    return without_interval(scores, value, "sd")


def discrimination_of(
    scores: Scores, second: Moments | None, j: int, confidence: float
) -> tuple[Estimate, Estimate]:
    """Correlations of item `j` with the total, and with the total without it."""
    if second is None:
        total, rest = (
            undefined("fewer_than_two_persons", method=m, n_used=scores.n, excluded=scores.excluded)
            for m in ("item_total", "item_rest")
        )
        return total, rest
    own = float(second.variances[j])
    return (
        _r(
            scores, float(second.with_total[j]), own, second.total_var, second.floor, "item_total", confidence
        ),
        _r(
            scores,
            float(second.with_rest[j]),
            own,
            float(second.rest_var[j]),
            second.floor,
            "item_rest",
            confidence,
        ),
    )


def _r(
    scores: Scores, cov: float, own: float, other: float, floor: float, method: str, confidence: float
) -> Estimate:
    if own <= 0 or other <= floor:
        reason = "constant_item" if own <= 0 else "no_variance"
        return undefined(reason, method=method, n_used=scores.n, excluded=scores.excluded)
    value = correlation(cov, own, other)
    interval = fisher_interval(value, scores.n, confidence)
    return Estimate(
        value=value,
        interval=interval,
        n_used=scores.n,
        method=method,
        excluded=scores.excluded,
        interval_reason=None if interval else "fewer_than_four_persons",
    )


def fisher_interval(r: float, n: int, confidence: float) -> Interval | None:
    """Fisher's z interval of a correlation; None for fewer than four people."""
    if n < 4:
        return None
    if abs(r) == 1:
        return Interval(r, r, confidence, "fisher_z")
    half = normal_quantile(confidence) / math.sqrt(n - 3)
    return Interval(math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half), confidence, "fisher_z")


def upper_lower_of(scores: Scores, best: Floats) -> tuple[Estimate, ...]:
    """Per item, the share right in the upper 27 % of people less that in the lower."""
    method = "upper_lower_27"
    if scores.n < 2:
        return (
            undefined("fewer_than_two_persons", method=method, n_used=scores.n, excluded=scores.excluded),
        ) * scores.k
    groups = by_rank(scores.totals(), [(0.0, EXTREME_SHARE), (1 - EXTREME_SHARE, 1.0)])
    sums = groups.sums(scores.values)
    difference = scores.unit * (sums[1] / groups.sizes[1] - sums[0] / groups.sizes[0]) / best
    warnings = ("few_persons",) if scores.n < FEW_PERSONS else ()
    return tuple(without_interval(scores, d, method, warnings) for d in difference.tolist())


def flags_of(difficulty: Estimate, rest: Estimate, upper_lower: Estimate) -> tuple[str, ...]:
    """Codes that point a person at a question; they decide nothing."""
    flags = []
    p, r, d = difficulty.value, rest.value, upper_lower.value
    if p is not None and not 0.2 <= p <= 0.9:
        flags.append("hard_item" if p < 0.2 else "easy_item")
    if r is not None and r < 0.3:
        flags.append("check_key" if r < 0 else "poor_discrimination" if r < 0.15 else "revise_item")
    if r is None:
        flags.append("no_discrimination")
    if d is not None and d < 0.2:
        flags.append("small_upper_lower")
    return tuple(flags)
