"""Quantiles and tail probabilities; a p-value too small for a float is the smallest float, never 0."""

from __future__ import annotations

import math
import sys

from scipy import special

SMALLEST_P = sys.float_info.min
"""What stands for a p-value that underflows (read it as p < 1e-307)."""


def floor(p: float) -> float:
    """`p` kept above 0 and not above 1."""
    return min(1.0, max(float(p), SMALLEST_P))


def t_two_sided(t: float, df: float) -> float:
    """P(|T| >= |t|) for Student's t."""
    return floor(2 * float(special.stdtr(df, -abs(t))))


def t_upper(t: float, df: float) -> float:
    """P(T >= t) for Student's t."""
    return floor(float(special.stdtr(df, -t)))


def t_quantile(confidence: float, df: float) -> float:
    """The half-width, in standard errors, of a two-sided t interval."""
    return -float(special.stdtrit(df, (1 - confidence) / 2))


def normal_two_sided(z: float) -> float:
    """P(|Z| >= |z|) for the standard normal."""
    return floor(math.erfc(abs(z) / math.sqrt(2)))


def normal_quantile(confidence: float) -> float:
    """The half-width, in standard errors, of a two-sided normal interval."""
    return -float(special.ndtri((1 - confidence) / 2))


def f_upper(f: float, df1: float, df2: float) -> float:
    """P(F >= f)."""
    return floor(float(special.fdtrc(df1, df2, f)))


def chi2_upper(x: float, df: float) -> float:
    """P(chi-squared >= x)."""
    return floor(float(special.chdtrc(df, x)))


def wilson(share: float, n: int, confidence: float) -> tuple[float, float]:
    """Wilson's (1927) limits of a proportion `share` of `n`; half counts make them conservative."""
    z = normal_quantile(confidence)
    spread = 1 + z * z / n
    center = (share + z * z / (2 * n)) / spread
    half = z / spread * math.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    # At the ends the limit is the end itself, not what rounding makes of it.
    low = 0.0 if share == 0 else max(0.0, center - half)
    return low, 1.0 if share == 1 else min(1.0, center + half)
