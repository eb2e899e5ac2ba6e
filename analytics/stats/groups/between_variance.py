"""The variance between centers: DerSimonian-Laird, Paule-Mandel, REML."""

from __future__ import annotations

import math

import numpy as np

from analytics.stats.core import roots
from analytics.stats.core.arrays import Floats


def cochran_q(y: Floats, v: Floats, tau2: float) -> float:
    """Weighted squares about the weighted mean, for a variance `tau2` between centers."""
    weight = 1 / (v + tau2)
    mu = weight @ y / weight.sum()
    return float(weight @ np.square(y - mu))


def dersimonian_laird(y: Floats, v: Floats) -> float:
    """From Q by the method of moments."""
    w = 1 / v
    scale = float(w.sum() - np.square(w).sum() / w.sum())
    return max(0.0, (cochran_q(y, v, 0.0) - (y.size - 1)) / scale)


def paule_mandel(y: Floats, v: Floats) -> float:
    """The variance at which Q is its degrees of freedom."""
    df = y.size - 1
    if cochran_q(y, v, 0.0) <= df:
        return 0.0
    return roots.bracketed(lambda t: cochran_q(y, v, t) - df, 0.0, _highest(y, v))


def reml(y: Floats, v: Floats) -> float:
    """Where the restricted likelihood is highest."""

    def deviance(t: float) -> float:
        w = 1 / (v + t)
        return float(np.log(v + t).sum() + math.log(w.sum())) + cochran_q(y, v, t)

    # The likelihood may have two hills: look along a grid first, then climb the higher one.
    highest = _highest(y, v)
    grid = np.concatenate([[0.0], highest * np.logspace(-6, 0, 40)])
    best = int(np.argmin([deviance(float(t)) for t in grid]))
    if best == 0 and deviance(float(grid[1]) / 10) >= deviance(0.0):
        return 0.0
    low, high = float(grid[max(0, best - 1)]), float(grid[min(best + 1, grid.size - 1)])
    return roots.minimum(deviance, low, high)


def _highest(y: Floats, v: Floats) -> float:
    # Beyond this tau2 the weighted sum of squares is below any that the data could need.
    return 10 * (float(np.square(y - y.mean()).sum()) + float(v.max()))
