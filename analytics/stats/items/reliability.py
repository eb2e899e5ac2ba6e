"""Internal consistency of a test or scale: alpha, KR-20, KR-21, lambda-2, split halves, SEM.

Every function takes `matrix` (people × items, NaN = not answered) or moments prepared once.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import level
from analytics.stats.core.result import Estimate, Interval, StatsError, undefined
from analytics.stats.core.score_matrix import Moments, Scores, load, moments
from analytics.stats.items.guards import ASSUMES, f_quantile, guard, is_binary, plain, refuse


def alpha(matrix: ArrayLike, *, confidence: float = 0.95, missing: str = "listwise") -> Estimate:
    """Coefficient alpha (Cronbach 1951) with the interval of Feldt, Woodruff & Salih (1987).

    Items without variance count in k. With `missing="pairwise"` the covariances use every
    pair of answers and the interval uses the smallest number of people behind any pair.
    Undefined: fewer_than_two_items, fewer_than_two_persons, no_variance.
    """
    scores = load(matrix, missing=missing)
    return alpha_of(scores, moments(scores), confidence=level(confidence))


def alpha_of(scores: Scores, second: Moments | None, *, confidence: float) -> Estimate:
    """`alpha` on moments already at hand."""
    found = guard(scores, second, "alpha")
    if isinstance(found, Estimate):
        return found
    value = _alpha(found.k, math.fsum(found.variances), found.total_var)
    warnings = []
    if value < 0:
        warnings.append("negative_alpha")
    if (found.variances <= 0).any():
        warnings.append("constant_items")
    if scores.answered is not None:
        warnings.append("pairwise_covariances")
    df1, df2 = found.smallest_n - 1, (found.smallest_n - 1) * (found.k - 1)
    tail = (1 - confidence) / 2
    interval = Interval(
        1 - (1 - value) * f_quantile(df1, df2, 1 - tail),
        1 - (1 - value) * f_quantile(df1, df2, tail),
        confidence,
        "feldt",
    )
    return Estimate(
        value=value,
        interval=interval,
        n_used=found.n,
        method="alpha",
        excluded=scores.excluded,
        assumptions=(*ASSUMES, "equal_true_score_weights", "normal_scores"),
        warnings=tuple(warnings),
    )


def standardized_alpha(matrix: ArrayLike, *, missing: str = "listwise") -> Estimate:
    """Alpha of the standardized items: k r / (1 + (k-1) r), r the mean correlation.

    Undefined when any item is constant (constant_items), beside the reasons of `alpha`.
    """
    scores = load(matrix, missing=missing)
    return standardized_alpha_of(scores, moments(scores))


def standardized_alpha_of(scores: Scores, second: Moments | None) -> Estimate:
    """`standardized_alpha` on moments already at hand."""
    found = guard(scores, second, "alpha_standardized", totals=False)
    if isinstance(found, Estimate):
        return found
    if (found.variances <= 0).any():
        return refuse(scores, "constant_items", "alpha_standardized")
    sd = np.sqrt(found.variances)
    correlation = found.cov / np.multiply.outer(sd, sd)
    k = found.k
    mean_r = (math.fsum(correlation.ravel()) - k) / (k * (k - 1))
    if 1 + (k - 1) * mean_r <= 1e-12:
        return refuse(scores, "no_variance", "alpha_standardized")
    value = k * mean_r / (1 + (k - 1) * mean_r)
    return plain(scores, value, "alpha_standardized")


def alpha_if_dropped(matrix: ArrayLike, *, missing: str = "listwise") -> tuple[Estimate, ...]:
    """Alpha of the test without each item in turn, in item order."""
    scores = load(matrix, missing=missing)
    return alpha_if_dropped_of(scores, moments(scores))


def alpha_if_dropped_of(scores: Scores, second: Moments | None) -> tuple[Estimate, ...]:
    """`alpha_if_dropped` on moments already at hand."""
    found = guard(scores, second, "alpha_if_dropped", totals=False)
    if isinstance(found, Estimate):
        return (found,) * scores.k
    if found.k < 3:
        return (refuse(scores, "fewer_than_two_items", "alpha_if_dropped"),) * found.k
    item_sum = math.fsum(found.variances)
    answers = []
    for variance, rest in zip(found.variances.tolist(), found.rest_var.tolist(), strict=True):
        if rest <= found.floor:
            answers.append(refuse(scores, "no_variance", "alpha_if_dropped"))
        else:
            value = _alpha(found.k - 1, item_sum - variance, rest)
            answers.append(plain(scores, value, "alpha_if_dropped"))
    return tuple(answers)


def kr20(matrix: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Kuder-Richardson formula 20: alpha of 0/1 items. Undefined for other marks (not_binary)."""
    scores = load(matrix)
    if not is_binary(scores):
        return refuse(scores, "not_binary", "kr20")
    found = alpha_of(scores, moments(scores), confidence=level(confidence))
    return Estimate(
        value=found.value,
        interval=found.interval,
        n_used=found.n_used,
        method="kr20",
        excluded=found.excluded,
        assumptions=found.assumptions,
        warnings=found.warnings,
        reason=found.reason,
    )


def kr21(matrix: ArrayLike) -> Estimate:
    """Kuder-Richardson formula 21, which takes all 0/1 items as equally hard (a lower bound of KR-20)."""
    scores = load(matrix)
    return kr21_of(scores, moments(scores))


def kr21_of(scores: Scores, second: Moments | None) -> Estimate:
    """`kr21` on moments already at hand."""
    found = guard(scores, second, "kr21")
    if isinstance(found, Estimate):
        return found
    if not is_binary(scores):
        return refuse(scores, "not_binary", "kr21")
    k, mean = found.k, math.fsum(found.mean)
    variance = found.total_var * (found.n - 1) / found.n
    value = k / (k - 1) * (1 - mean * (k - mean) / (k * variance))
    return plain(scores, value, "kr21", (*ASSUMES, "equal_difficulty"))


def lambda2(matrix: ArrayLike, *, missing: str = "listwise") -> Estimate:
    """Guttman's (1945) second lower bound, never below alpha."""
    scores = load(matrix, missing=missing)
    return lambda2_of(scores, moments(scores))


def lambda2_of(scores: Scores, second: Moments | None) -> Estimate:
    """`lambda2` on moments already at hand."""
    found = guard(scores, second, "lambda2")
    if isinstance(found, Estimate):
        return found
    off = math.fsum((found.cov**2).ravel()) - math.fsum(found.variances**2)
    spread = math.sqrt(max(off, 0.0) * found.k / (found.k - 1))
    value = (found.total_var - math.fsum(found.variances) + spread) / found.total_var
    return plain(scores, value, "lambda2", ("uncorrelated_errors",))


def split_half(matrix: ArrayLike) -> Estimate:
    """Odd items against even items, stepped up by Spearman-Brown: 2r / (1 + r)."""
    scores = load(matrix)
    return split_half_of(scores, moments(scores))


def split_half_of(scores: Scores, second: Moments | None) -> Estimate:
    """`split_half` on moments already at hand."""
    found = guard(scores, second, "split_half_odd_even", totals=False)
    if isinstance(found, Estimate):
        return found
    odd = np.arange(found.k) % 2 == 0
    cov = found.cov
    var_odd, var_even = float(cov[odd][:, odd].sum()), float(cov[~odd][:, ~odd].sum())
    if min(var_odd, var_even) <= found.floor:
        return refuse(scores, "no_variance", "split_half_odd_even")
    r = float(cov[odd][:, ~odd].sum()) / math.sqrt(var_odd * var_even)
    if 1 + r <= 1e-12:
        return refuse(scores, "opposite_halves", "split_half_odd_even")
    return plain(scores, 2 * r / (1 + r), "split_half_odd_even", (*ASSUMES, "parallel_halves"))


def sem(matrix: ArrayLike, *, missing: str = "listwise") -> Estimate:
    """Standard error of measurement of the total, in marks: SD of totals × sqrt(1 - alpha)."""
    scores = load(matrix, missing=missing)
    second = moments(scores)
    return sem_of(scores, second, alpha_of(scores, second, confidence=0.95))


def sem_of(scores: Scores, second: Moments | None, coefficient: Estimate) -> Estimate:
    """`sem` from a reliability already at hand; its interval follows the reliability's."""
    bound = coefficient.interval
    if second is None or coefficient.value is None or bound is None:
        return refuse(scores, coefficient.reason or "fewer_than_two_persons", "sem")
    sd = second.unit * math.sqrt(second.total_var)
    return Estimate(
        value=sd * math.sqrt(max(1 - coefficient.value, 0.0)),
        interval=Interval(
            sd * math.sqrt(max(1 - bound.high, 0.0)),
            sd * math.sqrt(max(1 - bound.low, 0.0)),
            bound.level,
            "from_reliability",
        ),
        n_used=second.n,
        method="sem",
        excluded=scores.excluded,
        assumptions=(*ASSUMES, "same_error_at_every_score"),
    )


def conditional_sem(total: float, *, n_items: int) -> Estimate:
    """Lord's (1957) binomial error of one number-right score: sqrt(T (k - T) / (k - 1)).

    `total` is the number of right answers out of `n_items`; it need not be whole.
    """
    if isinstance(n_items, bool) or not isinstance(n_items, int) or n_items < 1:
        raise StatsError("n_items", "must be a positive whole number")
    if isinstance(total, bool) or not isinstance(total, (int, float)) or not 0 <= total <= n_items:
        raise StatsError("total", "must lie between 0 and n_items")
    if n_items < 2:
        return undefined("fewer_than_two_items", method="sem_conditional_lord", n_used=1)
    return Estimate(
        value=math.sqrt(total * (n_items - total) / (n_items - 1)),
        n_used=1,
        method="sem_conditional_lord",
        assumptions=("binary_items", "binomial_error"),
        interval_reason="interval_not_offered",
    )


def _alpha(k: int, item_sum: float, total_var: float) -> float:
    return k / (k - 1) * (1 - item_sum / total_var)
