"""Standard errors that do not trust equal variances (HC3) or independent people (CR2)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analytics.stats.core.arrays import Floats, answer_of, level
from analytics.stats.core.labels import Labels, encode
from analytics.stats.core.linear import Coefficient, LinearFit, coefficient
from analytics.stats.core.result import StatsError

FEWEST_CLUSTERS = 6
_LEVERAGE_ONE = 1 - 1e-10


def hc3(fit: LinearFit, *, confidence: float = 0.95) -> tuple[Coefficient, ...] | str:
    """Heteroscedasticity-robust coefficients (MacKinnon & White 1985), or the reason for none.

    A person with leverage 1 (alone in a level) has no residual left to judge by.
    """
    answer_of(fit, LinearFit, "fit", "stats.groups.ancova(…).model")
    wanted = level(confidence)
    leverage = np.einsum("ij,jk,ik->i", fit.x, fit.inverse, fit.x)
    if (leverage > _LEVERAGE_ONE).any():
        return "leverage_of_one"
    scores = fit.x * (fit.residuals / (1 - leverage))[:, np.newaxis]
    variance = np.diag(fit.inverse @ (scores.T @ scores) @ fit.inverse)
    return _coefficients(fit, variance, np.full(variance.size, float(fit.df)), wanted, "hc3")


def cr2(fit: LinearFit, centers: Labels, *, confidence: float = 0.95) -> tuple[Coefficient, ...] | str:
    """Cluster-robust CR2 coefficients with Bell-McCaffrey (Satterthwaite) degrees of freedom.

    Pustejovsky & Tipton (2018). `centers` is aligned with the rows given to the fit. With fewer
    than two centers a reason is returned; with fewer than six, prefer the mixed model.
    """
    answer_of(fit, LinearFit, "fit", "stats.groups.ancova(…).model")
    wanted = level(confidence)
    levels, codes = encode(centers, "centers")
    if codes.size != fit.y.size:
        raise StatsError("centers", f"has {codes.size} entries and the model {fit.y.size}")
    if (codes < 0).any():
        raise StatsError("centers", "must not be missing")
    if len(levels) < 2:
        return "fewer_than_two_centers"
    codes = codes[fit.order]
    root = np.linalg.cholesky(fit.inverse)
    meat = np.zeros_like(fit.inverse)
    loadings = []
    squares = []
    for j in range(len(levels)):
        rows = codes == j
        x = fit.x[rows]
        adjust = _inverse_root(x @ root)
        score = x.T @ adjust(fit.residuals[rows][:, np.newaxis])
        meat += score @ score.T
        a = adjust(x @ fit.inverse)
        loadings.append(x.T @ a)
        squares.append(np.einsum("ij,ij->j", a, a))
    variance = np.diag(fit.inverse @ meat @ fit.inverse)
    return _coefficients(fit, variance, _satterthwaite(fit, loadings, squares), wanted, "cr2")


def _inverse_root(w: Floats) -> Callable[[Floats], Floats]:
    """Multiplication by (I - W W')^(-1/2), pseudo-inverse where a cluster has leverage 1."""
    u, s, _ = np.linalg.svd(w, full_matrices=False)
    kept = np.maximum(0.0, 1 - s * s)
    factor = np.where(kept > 1e-10, 1 / np.sqrt(np.where(kept > 1e-10, kept, 1.0)), 0.0) - 1

    def multiply(v: Floats) -> Floats:
        product: Floats = v + u @ (factor[:, np.newaxis] * (u.T @ v))
        return product

    return multiply


def _satterthwaite(fit: LinearFit, loadings: list[Floats], squares: list[Floats]) -> Floats:
    df = np.empty(fit.beta.size)
    for c in range(fit.beta.size):
        t = np.array([loading[:, c] for loading in loadings])
        b = np.diag([square[c] for square in squares]) - t @ fit.inverse @ t.T
        spread = float(np.square(b).sum())
        df[c] = float(np.trace(b)) ** 2 / spread if spread > 0 else 0.0
    return df


def _coefficients(
    fit: LinearFit, variance: Floats, df: Floats, confidence: float, method: str
) -> tuple[Coefficient, ...]:
    se = np.sqrt(np.where(df > 0, np.maximum(variance, 0.0), 0.0))
    return tuple(
        coefficient(name, b, s, d, confidence, fit.y.size, method)
        for name, b, s, d in zip(fit.names, fit.beta.tolist(), se.tolist(), df.tolist(), strict=True)
    )
