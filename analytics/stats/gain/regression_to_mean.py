"""What a group chosen for its low (or high) pretest gains without any training."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core.arrays import vector
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import describe, describe_pairs
from analytics.stats.core.result import Estimate, StatsError, undefined
from analytics.stats.gain.raw import complete_pairs


@dataclass(frozen=True, slots=True, repr=False)
class BaselineDependence(Answer):
    """Does gain depend on the start? `oldham` is fair; `with_pretest` is biased downwards, for contrast."""

    HEADLINE: ClassVar[str] = "oldham"

    oldham: Estimate
    with_pretest: Estimate


def expected_gain(pre: ArrayLike, *, cut_score: float, reliability: float) -> Estimate:
    """Expected spurious gain of those below `cut_score`: (1 - rho) s phi(z) / Phi(z) (Davis 1976).

    `pre` holds all pretests, not only the chosen ones; `reliability` is the pre-post correlation
    without training, for which the reliability of the pretest stands.
    """
    for name, number in (("cut_score", cut_score), ("reliability", reliability)):
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
            raise StatsError(name, "must be a finite number")
    scores = vector(pre, "pre")
    present = scores[~np.isnan(scores)]
    missing = int(scores.size - present.size)
    excluded = {"pre_missing": missing} if missing else {}
    m = describe(present)
    method = "davis_1976_expected_gain"
    if m.mean is None or m.sd is None:
        return undefined("fewer_than_two_values", method=method, n_used=m.n, excluded=excluded)
    if not 0 <= reliability <= 1:
        return undefined("reliability_out_of_range", method=method, n_used=m.n, excluded=excluded)
    if m.sd == 0:
        return undefined("zero_variance_of_pretest", method=method, n_used=m.n, excluded=excluded)
    z = (cut_score - m.mean) / m.sd
    # The ratio phi / Phi stays finite far in the tail only on the log scale; beyond it is -z.
    ratio = -z if z < -1e6 else math.exp(-z * z / 2 - math.log(2 * math.pi) / 2 - float(special.log_ndtr(z)))
    return Estimate(
        value=(1 - reliability) * m.sd * ratio,
        n_used=m.n,
        method=method,
        excluded=excluded,
        assumptions=("scores_roughly_normal", "reliability_stands_for_retest_correlation"),
        interval_reason="interval_not_offered",
    )


def baseline_dependence(pre: ArrayLike, post: ArrayLike) -> BaselineDependence:
    """Correlation of gain with the mean of both tests (Oldham 1962) and with the pretest."""
    pairs = complete_pairs(pre, post)
    d = pairs.post - pairs.pre
    answers = []
    for method, start in (("oldham_1962", pairs.pre + pairs.post), ("gain_pretest_correlation", pairs.pre)):
        m = describe_pairs(start, d)
        if m.correlation is None:
            reason = (
                "no_complete_pair" if m.n == 0 else "fewer_than_two_pairs" if m.n == 1 else "zero_variance"
            )
            answers.append(undefined(reason, method=method, n_used=m.n, excluded=pairs.excluded))
            continue
        answers.append(
            Estimate(
                value=m.correlation,
                n_used=m.n,
                method=method,
                excluded=pairs.excluded,
                interval_reason="interval_not_offered",
            )
        )
    return BaselineDependence(*answers)
