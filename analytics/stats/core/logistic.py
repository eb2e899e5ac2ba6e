"""Logistic regression by Newton's method, refusing data that a line separates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from analytics.stats.core.arrays import Floats
from analytics.stats.core.linear import SMALLEST_SCALE, canonical

_STEPS = 50
_LARGEST_LOGIT = 30.0
_CONSTANT = 1e-13


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """Coefficients with standard errors and each row's fitted probability, rows as given."""

    names: tuple[str, ...]
    beta: Floats
    se: Floats
    probability: Floats


def fit(names: tuple[str, ...], x: Floats, outcome: Floats) -> LogisticFit | str:
    """Maximum likelihood of a 0/1 outcome on the columns of x, or the reason for none."""
    n, k = x.shape
    if n <= k:
        return "too_few_rows_for_model"
    order = canonical(outcome, x)
    a, y = x[order], outcome[order]
    center, scale = a.mean(axis=0), a.std(axis=0)
    center[0], scale[0] = 0.0, 1.0
    if (scale <= np.maximum(SMALLEST_SCALE, _CONSTANT * np.abs(center))).any():
        return "collinear_predictors"
    a = (a - center) / scale
    beta = np.zeros(k)
    p = np.full(n, 0.5)
    for _ in range(_STEPS):
        weight = p * (1 - p)
        information = (a * weight[:, np.newaxis]).T @ a
        if np.linalg.cond(information) > 1e12:
            return "collinear_predictors" if np.abs(beta).max() < 5 else "separation"
        step = np.linalg.solve(information, a.T @ (y - p))
        beta += step
        logit = a @ beta
        if np.abs(logit).max() > _LARGEST_LOGIT:
            return "separation"
        p = special.expit(logit)
        if np.abs(step).max() < 1e-10:
            break
    else:
        return "no_convergence"
    back = np.diag(1 / scale)
    back[0] = -center / scale
    back[0, 0] = 1.0
    covariance = back @ np.linalg.inv((a * (p * (1 - p))[:, np.newaxis]).T @ a) @ back.T
    fitted = np.empty(n)
    fitted[order] = p
    return LogisticFit(names, back @ beta, np.sqrt(np.diag(covariance)), fitted)
