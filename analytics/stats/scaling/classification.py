"""How often a pass/fail decision would be repeated, and how often it is right.

`livingston_lewis` needs one administration, a reliability and any score range; `subkoviak` is the
simpler classic for number-right scores.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core.arrays import Floats, vector
from analytics.stats.core.base import Answer
from analytics.stats.core.result import Estimate, StatsError, undefined
from analytics.stats.core.score_counts import number

_NODES = 400


@dataclass(frozen=True, slots=True, repr=False)
class Classification(Answer):
    """`consistency`: same decision on a parallel form; `kappa`: beyond chance; `accuracy`: decision
    agrees with the true score; false positives pass and should not, false negatives the reverse."""

    HEADLINE: ClassVar[str] = "consistency"

    consistency: Estimate
    kappa: Estimate
    accuracy: Estimate
    false_positive: Estimate
    false_negative: Estimate


@dataclass(frozen=True, slots=True)
class _TrueScores:
    """A beta distribution of true proportions on [low, high]."""

    a: float
    b: float
    low: float
    high: float


def livingston_lewis(
    scores: ArrayLike, *, cut_score: float, reliability: float, max_score: float, min_score: float = 0.0
) -> Classification:
    """Consistency and accuracy of "pass at `cut_score` or more" (Livingston & Lewis 1995).

    True proportions follow a four-parameter beta matched to the first four moments (two
    parameters when that is not admissible); errors are binomial on the effective test length.
    Undefined: no_scores, no_variance, reliability_out_of_range (not strictly between 0 and 1),
    true_scores_do_not_vary.
    """
    known, excluded = _known(scores, max_score, min_score)
    number(reliability, "reliability")
    number(cut_score, "cut_score")
    method = "classification_livingston_lewis"
    if known.size < 2:
        return _undefined("no_scores", method, known.size, excluded)
    share = np.sort((known - min_score) / (max_score - min_score))
    mean = math.fsum(share) / share.size
    variance = math.fsum((share - mean) ** 2) / (share.size - 1)
    if variance <= 1e-24:
        return _undefined("no_variance", method, known.size, excluded)
    if not 0 < reliability < 1:
        return _undefined("reliability_out_of_range", method, known.size, excluded)
    length = max(1, round((mean * (1 - mean) - reliability * variance) / (variance * (1 - reliability))))
    true = _beta(share, length)
    if true is None:
        return _undefined("true_scores_do_not_vary", method, known.size, excluded)
    cut_share = (cut_score - min_score) / (max_score - min_score)
    return _integrate(true, cut_share, length, method, known.size, excluded)


def subkoviak(scores: ArrayLike, *, cut_score: float, reliability: float, n_items: int) -> Classification:
    """Consistency of number-right scores from one test (Subkoviak 1976); no accuracy.

    Each person's chance per item is the observed share regressed to the mean by `reliability`.
    """
    if isinstance(n_items, bool) or not isinstance(n_items, int) or n_items < 1:
        raise StatsError("n_items", "must be a positive whole number")
    known, excluded = _known(scores, float(n_items), 0.0)
    number(reliability, "reliability")
    number(cut_score, "cut_score")
    method = "classification_subkoviak"
    if not known.size:
        return _undefined("no_scores", method, 0, excluded)
    if not 0 <= reliability <= 1:
        return _undefined("reliability_out_of_range", method, known.size, excluded)
    known = np.sort(known)
    mean = math.fsum(known) / known.size
    p = np.clip((reliability * known + (1 - reliability) * mean) / n_items, 0.0, 1.0)
    passing = _passes(p, cut_score / n_items, n_items)
    agreement = math.fsum(passing**2 + (1 - passing) ** 2) / known.size
    rate = math.fsum(passing) / known.size
    none = undefined("not_given_by_method", method=method, n_used=known.size, excluded=excluded)
    return Classification(
        consistency=_bare(agreement, method, known.size, excluded),
        kappa=_kappa(agreement, rate, method, known.size, excluded),
        accuracy=none,
        false_positive=none,
        false_negative=none,
    )


def _known(scores: ArrayLike, max_score: float, min_score: float) -> tuple[Floats, dict[str, int]]:
    number(max_score, "max_score")
    number(min_score, "min_score")
    if max_score <= min_score:
        raise StatsError("max_score", "must be above min_score")
    values = vector(scores, "scores")
    known = values[~np.isnan(values)]
    if ((known < min_score) | (known > max_score)).any():
        raise StatsError("scores", "must lie from min_score to max_score")
    missing = int(values.size - known.size)
    return known, ({"missing": missing} if missing else {})


def _beta(share: Floats, length: int) -> _TrueScores | None:
    """Moments of true proportions from the factorial moments of `length` × share."""
    right = share * length
    raw = [1.0]
    for power in range(1, 5):
        steps = np.prod([right - i for i in range(power)], axis=0)
        ways = math.prod(length - i for i in range(power))
        raw.append(math.fsum(steps) / share.size / ways if ways > 0 else math.nan)
    mean, variance = raw[1], raw[2] - raw[1] ** 2
    if not 0 < mean < 1 or not variance > 1e-12:
        return None
    four = _four_parameters(mean, variance, raw[3], raw[4])
    if four is not None:
        return four
    together = mean * (1 - mean) / variance - 1
    return None if together <= 0 else _TrueScores(mean * together, (1 - mean) * together, 0.0, 1.0)


def _four_parameters(mean: float, variance: float, third: float, fourth: float) -> _TrueScores | None:
    """Method of moments (Hanson 1991); None when the limits leave [0, 1] or a shape is not positive."""
    if not (math.isfinite(third) and math.isfinite(fourth)):
        return None
    central3 = third - 3 * mean * variance - mean**3
    central4 = fourth - 4 * mean * third + 6 * mean**2 * (variance + mean**2) - 3 * mean**4
    skew2 = central3**2 / variance**3
    kurtosis = central4 / variance**2
    bottom = 6 + 3 * skew2 - 2 * kurtosis
    if abs(bottom) < 1e-9:
        return None
    r = 6 * (kurtosis - skew2 - 1) / bottom
    inner = (r + 2) * (r + 3) * kurtosis - 3 * (r - 6) * (r + 1)
    if r <= 0 or inner == 0 or not 0 <= 1 - 24 * (r + 1) / inner < 1:
        return None
    gap = math.sqrt(1 - 24 * (r + 1) / inner) * (1 if central3 < 0 else -1)
    a, b = r / 2 * (1 + gap), r / 2 * (1 - gap)
    scale = math.sqrt(variance * (a + b + 1) / (a * b))
    low, high = mean - a * scale, mean + b * scale
    return _TrueScores(a, b, low, high) if low >= 0 and high <= 1 else None


def _integrate(
    true: _TrueScores, cut_score: float, length: int, method: str, n: int, excluded: Mapping[str, int]
) -> Classification:
    # Midpoints of equally likely slices of true scores: every shape of beta is handled alike.
    slices = (np.arange(_NODES) + 0.5) / _NODES
    tau = true.low + (true.high - true.low) * special.betaincinv(true.a, true.b, slices)
    passing = _passes(tau, cut_score, length)
    deserved = tau >= cut_score
    agreement = math.fsum(passing**2 + (1 - passing) ** 2) / _NODES
    false_positive = math.fsum(passing[~deserved]) / _NODES
    false_negative = math.fsum(1 - passing[deserved]) / _NODES

    def of(value: float) -> Estimate:
        return Estimate(
            value=value,
            n_used=n,
            method=method,
            excluded=excluded,
            assumptions=("beta_true_scores", "binomial_error"),
            interval_reason="interval_not_offered",
        )

    return Classification(
        consistency=of(agreement),
        kappa=_kappa(agreement, math.fsum(passing) / _NODES, method, n, excluded),
        accuracy=of(1 - false_positive - false_negative),
        false_positive=of(false_positive),
        false_negative=of(false_negative),
    )


def _passes(p: Floats, cut_score: float, length: int) -> Floats:
    """Chance of at least `cut_score` × length right answers out of `length`."""
    # A product such as 0.6 × 5 must not climb above 3 by rounding.
    needed = math.ceil(cut_score * length - 1e-9)
    if needed <= 0:
        return np.ones_like(p)
    if needed > length:
        return np.zeros_like(p)
    chance: Floats = special.betainc(needed, length - needed + 1, p)
    return chance


def _kappa(agreement: float, rate: float, method: str, n: int, excluded: Mapping[str, int]) -> Estimate:
    chance = rate**2 + (1 - rate) ** 2
    if 1 - chance <= 1e-12:
        return undefined("everyone_same_decision", method=method, n_used=n, excluded=excluded)
    return _bare((agreement - chance) / (1 - chance), method, n, excluded)


def _bare(value: float, method: str, n: int, excluded: Mapping[str, int]) -> Estimate:
    return Estimate(
        value=value, n_used=n, method=method, excluded=excluded, interval_reason="interval_not_offered"
    )


def _undefined(reason: str, method: str, n: int, excluded: Mapping[str, int]) -> Classification:
    none = undefined(reason, method=method, n_used=n, excluded=excluded)
    return Classification(none, none, none, none, none)
