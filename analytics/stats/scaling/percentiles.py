"""Percentile ranks of a distribution of scores, and its log-linear presmoothing."""

from __future__ import annotations

import numpy as np

from analytics.stats.core.arrays import Floats

_STEPS = 200
_SHORTEST = 1e-6


def percentile_rank(mass: Floats, at: Floats) -> Floats:
    """Share of people below each point `at` of a distribution spread evenly over whole scores from 0."""
    cumulative = np.concatenate([[0.0], np.cumsum(mass)])
    inside = np.clip(at + 0.5, 0.0, mass.size)
    cell = np.minimum(inside.astype(np.intp), mass.size - 1)
    rank: Floats = cumulative[cell] + (inside - cell) * mass[cell]
    return rank


def inverse_rank(mass: Floats, rank: Floats) -> Floats:
    """The score at each percentile rank: the end of the scale for ranks 0 and 1."""
    cumulative = np.cumsum(mass)
    # A rank that equals a cumulative share but for rounding belongs to the lower score.
    upper = np.minimum(np.searchsorted(cumulative, rank - 1e-12, side="left"), mass.size - 1)
    below = cumulative[upper] - mass[upper]
    share = np.divide(rank - below, mass[upper], out=np.zeros_like(rank), where=mass[upper] > 0)
    score = upper - 0.5 + np.clip(share, 0.0, 1.0)
    score = np.where(rank <= 1e-12, -0.5, score)
    result: Floats = np.where(rank >= 1 - 1e-12, mass.size - 0.5, score)
    return result


def equipercentile(mass_x: Floats, mass_y: Floats) -> Floats:
    """Equivalents (scores counted from 0) of the whole scores of X."""
    ranks = percentile_rank(mass_x, np.arange(mass_x.size, dtype=np.float64))
    return inverse_rank(mass_y, ranks)


def smooth(counts: Floats, degree: int) -> Floats | None:
    """Shares fitted by a log-linear polynomial; None when the fit does not settle.

    The fitted distribution has the first `degree` moments of the observed one.
    """
    size = counts.size
    points = np.linspace(-1.0, 1.0, size)
    basis = np.linalg.qr(np.vander(points, min(degree, size - 1) + 1, increasing=True))[0]
    observed = basis.T @ counts
    # Start from the counts moved off zero, as in iteratively weighted least squares.
    beta = np.linalg.lstsq(basis, np.log(counts + 0.5), rcond=None)[0]
    value = _poisson(basis, beta, observed)
    for _ in range(_STEPS):
        fitted = np.exp(basis @ beta)
        # Least squares: on the way to an infinite slope the curvature may vanish in the arithmetic.
        step = np.linalg.lstsq(basis.T @ (basis * fitted[:, None]), observed - basis.T @ fitted, rcond=None)[
            0
        ]
        length = 1.0
        while length > _SHORTEST and _poisson(basis, beta + length * step, observed) < value - 1e-9 * abs(
            value
        ):
            length /= 2
        beta = beta + length * step
        value = _poisson(basis, beta, observed)
        if np.abs(step).max() < 1e-10:
            shares: Floats = fitted / fitted.sum()
            return shares
    return None


def _poisson(basis: Floats, beta: Floats, observed: Floats) -> float:
    predictor = basis @ beta
    # A step that would overflow is only known to be far too long.
    return float(beta @ observed) - float(np.exp(np.minimum(predictor, 600)).sum())
