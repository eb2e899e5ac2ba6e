"""Do the differences between occasions vary alike? Epsilon and Mauchly's test."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Result

_SINGULAR = 1e-12


@dataclass(frozen=True, slots=True, repr=False)
class Sphericity(Result):
    """How far differences between occasions are from varying alike, and Mauchly's (1940) test of it.

    `greenhouse_geisser` and `huynh_feldt` multiply the degrees of freedom of F: 1 when all
    differences vary alike, `lower_bound` = 1 / (k - 1) at worst; Huynh & Feldt's is cut at 1. `p` has
    Box's second-order term, as R and SPSS have. `reason` says why there is no test.
    """

    greenhouse_geisser: float
    huynh_feldt: float
    lower_bound: float
    w: float | None
    chi2: float | None
    df: int | None
    p: float | None
    reason: str | None
    p_method: str = "chi2_box_second_order"


def sphericity(scores: Floats) -> Sphericity:
    """Epsilon and Mauchly's test of complete `scores` (people x occasions), not all on a line."""
    n, k = scores.shape
    d = k - 1
    contrasts = _orthonormal(k)
    values = scores @ contrasts.T
    values = values - values.mean(axis=0)
    # Only ratios of these matter, so there is nothing to divide by n - 1.
    spread = np.linalg.eigvalsh(values.T @ values)
    spread = np.maximum(spread, 0.0) / spread.max()
    whole = float(spread.sum())
    epsilon = min(1.0, max(whole**2 / (d * float((spread**2).sum())), 1 / d))
    below = d * (n - 1 - d * epsilon)
    feldt = (n * d * epsilon - 2) / below if below > 0 else 1.0
    if d == 1:
        return Sphericity(1.0, 1.0, 1.0, None, None, None, None, "two_occasions_are_spherical")
    epsilons = (epsilon, min(1.0, max(feldt, epsilon)), 1 / d)
    if n - 1 < d:
        return Sphericity(*epsilons, None, None, None, None, "too_few_persons")
    if spread.min() <= _SINGULAR:
        return Sphericity(*epsilons, None, None, None, None, "occasions_depend_on_each_other")
    log_w = float(np.log(spread).sum()) - d * math.log(whole / d)
    chi2, df, p = _mauchly(log_w, n, d)
    return Sphericity(*epsilons, math.exp(log_w), chi2, df, p, None)


def _mauchly(log_w: float, n: int, d: int) -> tuple[float, int, float]:
    """Box's approximation to the distribution of -2 log likelihood ratio (Anderson 2003, 10.7)."""
    shrink = 1 - (2 * d**2 + d + 2) / (6 * d * (n - 1))
    second = (
        (d + 2) * (d - 1) * (d - 2) * (2 * d**3 + 6 * d**2 + 3 * d + 2) / (288 * ((n - 1) * d * shrink) ** 2)
    )
    chi2, df = max(0.0, -(n - 1) * shrink * log_w), d * (d + 1) // 2 - 1
    first = tails.chi2_upper(chi2, df)
    return chi2, df, tails.floor(first + second * (tails.chi2_upper(chi2, df + 4) - first))


def _orthonormal(k: int) -> Floats:
    """Helmert's contrasts: k - 1 rows of length 1 at right angles to each other and to the mean."""
    rows = np.zeros((k - 1, k))
    for i in range(1, k):
        rows[i - 1, :i] = 1.0
        rows[i - 1, i] = -i
        rows[i - 1] /= math.sqrt(i * (i + 1))
    return rows
