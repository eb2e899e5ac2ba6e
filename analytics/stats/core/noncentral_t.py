"""Confidence limits of a noncentrality parameter, by quadrature that holds from n = 2 to millions.

Library routines for the noncentral t lose digits or return NaN far in the tail; here the
distribution is an integral of a smooth function over the better behaved of its two variables.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from analytics.stats.core import roots

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(128)
_REACH = 10.0


def cdf(t: float, df: float, ncp: float) -> float:
    """P(T <= t) for the noncentral t with `df` degrees of freedom and noncentrality `ncp`."""
    if t < 0:
        return 1.0 - cdf(-t, df, -ncp)
    if t * t < 2 * df:
        return _over_scale(t, df, ncp)
    return _over_normal(t, df, ncp)


def limits(t: float, df: float, confidence: float) -> tuple[float, float]:
    """The noncentralities for which the observed `t` is the upper and the lower tail quantile."""
    tail = (1 - confidence) / 2
    if t < 0:
        low, high = limits(-t, df, confidence)
        return -high, -low
    return _solve(t, df, 1 - tail), _solve(t, df, tail)


def _over_scale(t: float, df: float, ncp: float) -> float:
    # s = sqrt(chi2 / df) has mean about 1 and SD about 1 / sqrt(2 df).
    reach = _REACH / math.sqrt(2 * df)
    low, high = max(0.0, 1 - reach), 1 + reach
    s = low + (high - low) * (_NODES + 1) / 2
    log_density = (df - 1) * np.log(s) - df * (s * s - 1) / 2
    density = np.exp(log_density)
    return float(_WEIGHTS @ (density * special.ndtr(t * s - ncp)) / (_WEIGHTS @ density))


def _over_normal(t: float, df: float, ncp: float) -> float:
    # T <= t where the normal deviate is below -ncp, or where chi >= (z + ncp) / t.
    low = max(-_REACH, -ncp)
    below = float(special.ndtr(-ncp))
    if low >= _REACH:
        return below
    z = low + (_REACH - low) * (_NODES + 1) / 2
    tail = special.gammaincc(df / 2, df / 2 * np.square((z + ncp) / t))
    density = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return below + float(_WEIGHTS @ (density * tail)) * (_REACH - low) / 2


def _solve(t: float, df: float, probability: float) -> float:
    target = float(special.ndtri(probability))

    def gap(ncp: float) -> float:
        inside = min(max(cdf(t, df, ncp), 1e-300), 1 - 1e-16)
        return float(special.ndtri(inside)) - target

    spread = math.sqrt(1 + t * t / (2 * df))
    low, high = t - target * spread - spread, t - target * spread + spread
    while gap(low) < 0 or gap(high) > 0:
        low, high = low - 2 * spread, high + 2 * spread
    return roots.bracketed(gap, low, high)
