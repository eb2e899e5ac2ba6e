"""Tukey's studentized range, by quadrature (the library's version takes seconds for a few pairs)."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from analytics.stats.core import tails

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(96)
_REACH = 9.0


def upper(q: float, groups: int, df: float) -> float:
    """P(range of `groups` standard normals divided by an independent s > q), s on `df` degrees of freedom."""
    reach = _REACH / math.sqrt(2 * df)
    low, high = max(0.0, 1 - reach), 1 + reach
    s = low + (high - low) * (_NODES + 1) / 2
    density = np.exp((df - 1) * np.log(s) - df * (s * s - 1) / 2)
    z = _REACH * _NODES
    phi = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    inner = special.ndtr(z)[:, np.newaxis] - special.ndtr(z[:, np.newaxis] - q * s)
    below = groups * _REACH * ((_WEIGHTS * phi) @ inner ** (groups - 1))
    return tails.floor(1 - float((_WEIGHTS * density) @ below / (_WEIGHTS @ density)))
