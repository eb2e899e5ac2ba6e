"""The one-factor model by maximum likelihood, for omega.

Model: covariance = loadings loadings' + diag(uniqueness). Fisher scoring on the correlation
scale with the information of Lawley & Maxwell (1971).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Result

# A uniqueness that wants to be smaller than this share of the variance is a Heywood case.
_FLOOR = 1e-3
_STEPS = 2000
_SINGULAR = 1e-10
_FLAT = 1e-6


@dataclass(frozen=True, slots=True, repr=False)
class Factor(Result):
    """Standardized loadings and uniquenesses; `problem` is a reason code when the fit is no solution."""

    loadings: Floats
    uniqueness: Floats
    problem: str | None


def fit(correlation: Floats) -> Factor:
    """Fit to a correlation matrix of at least three items."""
    k = correlation.shape[0]
    values, vectors = np.linalg.eigh(correlation)
    loadings, unique = _start(float(values[-1]), vectors[:, -1])
    if values[0] <= _SINGULAR:
        # The likelihood grows without bound along a combination of items that never varies.
        return Factor(loadings, unique, "dependent_items")
    value = _discrepancy(correlation, loadings, unique)
    for _ in range(_STEPS):
        gradient, information = _score(correlation, loadings, unique)
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError:
            return Factor(loadings, unique, "not_converged")
        size, improved = 1.0, False
        while size > 1e-8:
            new_loadings = loadings + size * step[:k]
            new_unique = np.maximum(unique + size * step[k:], _FLOOR)
            candidate = _discrepancy(correlation, new_loadings, new_unique)
            if candidate <= value + 1e-12 * (1 + abs(value)):
                improved = True
                break
            size /= 2
        if not improved:
            break
        moved = max(float(np.abs(new_loadings - loadings).max()), float(np.abs(new_unique - unique).max()))
        loadings, unique, value = new_loadings, new_unique, candidate
        if moved < 1e-10:
            break
    if (unique <= _FLOOR * 1.001).any():
        return Factor(loadings, unique, "heywood_case")
    gradient, information = _score(correlation, loadings, unique)
    # A direction without information: other loadings would fit as well.
    settled = float(np.abs(gradient).max()) < 1e-6 and np.linalg.eigvalsh(information)[0] > _FLAT
    return Factor(loadings, unique, None if settled else "not_converged")


def _start(largest: float, direction: Floats) -> tuple[Floats, Floats]:
    first = direction * math.sqrt(max(largest - 1, 0.1))
    first = first if first.sum() >= 0 else -first
    loadings = np.clip(first, -0.95, 0.95)
    return loadings, np.maximum(1 - loadings**2, 0.1)


def _discrepancy(correlation: Floats, loadings: Floats, unique: Floats) -> float:
    """ln|Sigma| + tr(S Sigma^-1), by the inverse of a diagonal plus a rank-one matrix."""
    weighted = loadings / unique
    common = 1 + float(loadings @ weighted)
    logdet = float(np.log(unique).sum()) + math.log(common)
    trace = (
        float((np.diagonal(correlation) / unique).sum()) - float(weighted @ correlation @ weighted) / common
    )
    return logdet + trace


def inverse(loadings: Floats, unique: Floats) -> Floats:
    """Inverse of the model's covariance (Sherman & Morrison)."""
    weighted = loadings / unique
    return np.diag(1 / unique) - np.multiply.outer(weighted, weighted) / (1 + float(loadings @ weighted))


def _score(correlation: Floats, loadings: Floats, unique: Floats) -> tuple[Floats, Floats]:
    """Downhill direction and expected information of half the discrepancy."""
    precision = inverse(loadings, unique)
    sigma = np.multiply.outer(loadings, loadings) + np.diag(unique)
    residual = precision @ (correlation - sigma) @ precision
    gradient = np.concatenate([residual @ loadings, np.diagonal(residual) / 2])
    return gradient, information(loadings, precision)


def information(loadings: Floats, precision: Floats) -> Floats:
    """Expected information of (loadings, uniquenesses) per person; `precision` is the model's inverse."""
    along = precision @ loadings
    by_loading = precision * float(loadings @ along) + np.multiply.outer(along, along)
    mixed = precision * along[:, None]
    return np.block([[by_loading, mixed.T], [mixed, precision**2 / 2]])
