"""Standardized gains: Cohen's d_z and d_av with Hedges' correction, Glass' delta, d_rm, common language."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.stats.core import noncentral_t, tails
from analytics.stats.core.arrays import level
from analytics.stats.core.base import Answer
from analytics.stats.core.moments import PairMoments, describe_pairs, differences
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.gain.raw import Pairs, complete_pairs

_NORMAL = ("scores_roughly_normal", "people_independent", "missing_completely_at_random")


@dataclass(frozen=True, slots=True, repr=False)
class PairedEffects(Answer):
    """Effect sizes of one paired comparison. Each carries its own definition in `method`.

    `d_av` (Cumming 2012) is the headline; `d_av_lakens` divides by the mean of the two SDs.
    The intervals of `g_av` and `d_av` are for the same population value, hence equal.
    """

    HEADLINE: ClassVar[str] = "d_av"

    d_z: Estimate
    g_z: Estimate
    d_av: Estimate
    g_av: Estimate
    d_av_lakens: Estimate
    d_av_bonett: Estimate
    glass_delta: Estimate
    d_rm: Estimate
    improved_share: Estimate
    improved_share_normal: Estimate


def hedges_j(df: float) -> float | None:
    """Hedges' (1981) exact small-sample factor; None at df = 1, where it is 0."""
    if df <= 1:
        return None
    x = (df - 1) / 2
    if x < 20:
        return math.gamma(x + 0.5) / (math.sqrt(df / 2) * math.gamma(x))
    # Differences of log-gammas lose digits for large df; Stirling's series of the ratio does not.
    series = -1 / (8 * x) + 1 / (192 * x**3) - 1 / (640 * x**5) + 17 / (14336 * x**7)
    return math.exp(series) * math.sqrt(x / (df / 2))


def effect_sizes(pre: ArrayLike, post: ArrayLike, *, confidence: float = 0.95) -> PairedEffects:
    """All effect sizes of a paired comparison, over complete pairs, post minus pre.

    Intervals: noncentral t for d_z and g_z; Algina & Keselman (2003) for d_av and g_av;
    Bonett (2008) for `d_av_bonett`; Wilson, conservative, for the share that improved.
    """
    wanted = level(confidence)
    pairs = complete_pairs(pre, post)
    m = describe_pairs(pairs.pre, pairs.post)
    if m.n < 2 or m.sd_d is None or m.sd_x is None or m.sd_y is None or m.mean_d is None:
        reason = "no_complete_pair" if m.n == 0 else "fewer_than_two_pairs"
        nothing = {name: _without(pairs, reason, method) for name, method in _NAMES.items()}
        return PairedEffects(**{**nothing, "improved_share": _improved_share(pairs, wanted)})
    ncp = None
    if m.sd_d > 0:
        ncp = noncentral_t.limits(m.mean_d / m.sd_d * math.sqrt(m.n), m.n - 1, wanted)
    average = math.hypot(m.sd_x, m.sd_y) / math.sqrt(2)
    # sqrt(2 (sx2 + sy2 - 2 sxy) / (n (sx2 + sy2))) written with the SD of the gains.
    factor = m.sd_d / average / math.sqrt(m.n) if average > 0 else 0.0
    d_z = None if m.sd_d == 0 else m.mean_d / m.sd_d
    d_av = None if average == 0 else m.mean_d / average
    z_interval = _scaled(ncp, 1 / math.sqrt(m.n), wanted, "noncentral_t")
    av_interval = _scaled(ncp, factor, wanted, "algina_keselman_2003")
    j = hedges_j(m.n - 1)
    constant_gain, constant_tests = "zero_variance_of_gains", "zero_variance_of_both_tests"
    return PairedEffects(
        d_z=_effect(pairs, "d_z_uncorrected", d_z, constant_gain, z_interval),
        g_z=_corrected(pairs, "g_z_hedges_corrected", d_z, constant_gain, j, z_interval),
        d_av=_effect(pairs, "d_av_uncorrected", d_av, constant_tests, av_interval),
        g_av=_corrected(pairs, "g_av_hedges_corrected", d_av, constant_tests, j, av_interval),
        d_av_lakens=_effect(
            pairs,
            "d_av_lakens_uncorrected",
            None if average == 0 else m.mean_d / ((m.sd_x + m.sd_y) / 2),
            constant_tests,
            None,
            "interval_not_offered",
        ),
        d_av_bonett=_effect(
            pairs, "d_av_bonett_uncorrected", d_av, constant_tests, _bonett(m, d_av, average, wanted)
        ),
        glass_delta=_effect(
            pairs,
            "glass_delta_uncorrected",
            None if m.sd_x == 0 else m.mean_d / m.sd_x,
            "zero_variance_of_pretest",
            None,
            "interval_not_offered",
        ),
        d_rm=_d_rm(pairs, m, d_z),
        improved_share=_improved_share(pairs, wanted),
        improved_share_normal=_effect(
            pairs,
            "improved_share_normal",
            None if d_z is None else float(special.ndtr(d_z)),
            constant_gain,
            z_interval
            and Interval(
                float(special.ndtr(z_interval.low)),
                float(special.ndtr(z_interval.high)),
                wanted,
                "noncentral_t",
            ),
        ),
    )


_NAMES = {
    "d_z": "d_z_uncorrected",
    "g_z": "g_z_hedges_corrected",
    "d_av": "d_av_uncorrected",
    "g_av": "g_av_hedges_corrected",
    "d_av_lakens": "d_av_lakens_uncorrected",
    "d_av_bonett": "d_av_bonett_uncorrected",
    "glass_delta": "glass_delta_uncorrected",
    "d_rm": "d_rm_uncorrected",
    "improved_share": "improved_share",
    "improved_share_normal": "improved_share_normal",
}


def _without(pairs: Pairs, reason: str, method: str) -> Estimate:
    return undefined(reason, method=method, n_used=pairs.n, excluded=pairs.excluded, warnings=pairs.warnings)


def _effect(
    pairs: Pairs,
    method: str,
    value: float | None,
    reason: str,
    interval: Interval | None,
    interval_reason: str = "zero_variance_of_gains",
) -> Estimate:
    if value is None:
        return _without(pairs, reason, method)
    return Estimate(
        value=value,
        n_used=pairs.n,
        method=method,
        interval=interval,
        excluded=pairs.excluded,
        assumptions=_NORMAL,
        interval_reason=None if interval else interval_reason,
    )


def _corrected(
    pairs: Pairs, method: str, d: float | None, reason: str, j: float | None, interval: Interval | None
) -> Estimate:
    if d is None:
        return _without(pairs, reason, method)
    if j is None:
        return _without(pairs, "small_sample_correction_is_zero", method)
    return _effect(pairs, method, d * j, reason, interval)


def _scaled(
    ncp: tuple[float, float] | None, factor: float, confidence: float, method: str
) -> Interval | None:
    return None if ncp is None else Interval(ncp[0] * factor, ncp[1] * factor, confidence, method)


def _bonett(m: PairMoments, d: float | None, s: float, confidence: float) -> Interval | None:
    if d is None or m.sd_x is None or m.sd_y is None or m.sd_d is None or m.sd_d == 0:
        return None
    df, a, b = m.n - 1, (m.sd_x / s) ** 2, (m.sd_y / s) ** 2
    shared = (a + b - (m.sd_d / s) ** 2) / 2
    variance = d * d * (a * a + b * b + 2 * shared * shared) / (8 * df) + (m.sd_d / s) ** 2 / df
    half = tails.normal_quantile(confidence) * math.sqrt(variance)
    return Interval(d - half, d + half, confidence, "bonett_2008")


def _d_rm(pairs: Pairs, m: PairMoments, d_z: float | None) -> Estimate:
    if d_z is None:
        return _without(pairs, "zero_variance_of_gains", "d_rm_uncorrected")
    if m.correlation is None or m.correlation >= 1:
        reason = "perfect_correlation" if m.correlation else "zero_variance_of_one_test"
        return _without(pairs, reason, "d_rm_uncorrected")
    value = d_z * math.sqrt(2 * (1 - m.correlation))
    return _effect(pairs, "d_rm_uncorrected", value, "", None, "interval_not_offered")


def _improved_share(pairs: Pairs, confidence: float) -> Estimate:
    if pairs.n == 0:
        return _without(pairs, "no_complete_pair", "improved_share")
    d = differences(pairs.pre, pairs.post).values
    share = (int(np.count_nonzero(d > 0)) + int(np.count_nonzero(d == 0)) / 2) / pairs.n
    # Half points make the variance at most that of a proportion, so Wilson's interval is safe.
    limits = tails.wilson(share, pairs.n, confidence)
    return Estimate(
        value=share,
        n_used=pairs.n,
        method="improved_share",
        interval=Interval(*limits, confidence, "wilson_conservative"),
        excluded=pairs.excluded,
        assumptions=("people_independent", "missing_completely_at_random"),
    )
