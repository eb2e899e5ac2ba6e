"""Ordinary least squares on covariates and factors, with rows in canonical order before any product."""

from __future__ import annotations

import math
import numbers
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg

from analytics.stats.core import tails
from analytics.stats.core.arrays import Floats, vector
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.blanks import as_given, is_missing
from analytics.stats.core.labels import MISSING, Codes, Labels, declared_order, encode
from analytics.stats.core.result import Estimate, Interval, StatsError

Columns = Mapping[str, ArrayLike | Labels]
_SINGULAR = 1e-10
SMALLEST_SCALE = 1e-120


@dataclass(frozen=True, slots=True)
class Term:
    """One covariate (levels empty) or factor, as coded values per row (NaN or -1 where missing)."""

    name: str
    levels: tuple[Hashable, ...]
    values: Floats
    codes: Codes

    @property
    def present(self) -> Any:
        """Boolean per row: the value is there."""
        return self.codes != MISSING if self.levels else ~np.isnan(self.values)


@dataclass(frozen=True, slots=True, repr=False)
class Coefficient(Answer):
    """One coefficient with its standard error and t test; its interval is that of its estimate."""

    HEADLINE: ClassVar[str] = "coefficient"

    name: str
    coefficient: Estimate
    se: float
    df: float
    t: float | None
    p: float | None
    p_method: str = "student_t_two_sided"


@dataclass(frozen=True, slots=True, repr=False)
class LinearFit(Result):
    """A least-squares fit. Rows of `x`, `y`, `residuals` are in canonical order; `order` maps to input rows.

    `inverse` is (X'X)^-1 of the centered and scaled problem brought back to the columns given.
    """

    names: tuple[str, ...]
    x: Floats
    y: Floats
    beta: Floats
    inverse: Floats
    residuals: Floats
    rss: float
    df: int
    order: Codes

    @property
    def variance(self) -> float:
        """Residual variance (None is never needed: fits without degrees of freedom are refused)."""
        return self.rss / self.df


def terms(columns: Columns, rows: int, argument: str) -> tuple[Term, ...]:
    """Numbers become covariates, everything else (text, booleans) factors with sorted levels."""
    if not isinstance(columns, Mapping):
        raise StatsError(argument, "must map names to columns")
    found = []
    for name, column in columns.items():
        term = _term(str(name), column, argument)
        if term.values.size != rows:
            raise StatsError(argument, f"{name} has {term.values.size} entries, expected {rows}")
        found.append(term)
    return tuple(found)


def covariate(name: str, values: ArrayLike, argument: str) -> Term:
    """A numeric column."""
    given = vector(values, argument)
    return Term(name, (), given, np.zeros(given.size, np.intp))


def factor(name: str, labels: Labels, argument: str) -> Term:
    """A column of labels, whatever their type."""
    levels, codes = encode(labels, argument)
    return Term(name, levels or (None,), np.zeros(codes.size), codes)


def subset(term: Term, rows: Codes) -> Term:
    """The term for some rows only, without the levels that are gone."""
    codes = term.codes[rows]
    if not term.levels:
        return Term(term.name, (), term.values[rows], codes)
    left, dense = np.unique(codes, return_inverse=True)
    kept = tuple(term.levels[i] for i in left.tolist())
    return Term(term.name, kept or (None,), term.values[rows], dense.astype(np.intp))


def _term(name: str, column: Any, argument: str) -> Term:
    plain = as_given(column)
    array = plain if isinstance(plain, np.ndarray) else np.asarray(plain, dtype=object)
    numeric = array.dtype.kind in "iuf" or (array.dtype == object and _numeric(array))
    declared = declared_order(column) is not None
    return covariate(name, plain, argument) if numeric and not declared else factor(name, column, argument)


def _numeric(array: Any) -> bool:
    kinds = [v for v in array.ravel().tolist() if not is_missing(v)]
    return bool(kinds) and all(
        isinstance(v, (numbers.Real, Decimal)) and not isinstance(v, bool) for v in kinds
    )


def design(found: tuple[Term, ...], rows: int) -> tuple[tuple[str, ...], Floats]:
    """Intercept, covariates as they are, factors as 0/1 columns with the first level as base."""
    names, blocks = ["(intercept)"], [np.ones((rows, 1))]
    for term in found:
        if not term.levels:
            names.append(term.name)
            blocks.append(term.values[:, np.newaxis])
            continue
        for position, level in enumerate(term.levels[1:], start=1):
            names.append(f"{term.name}={level}")
            blocks.append((term.codes == position).astype(np.float64)[:, np.newaxis])
    return tuple(names), np.hstack(blocks)


def canonical(*arrays: Floats) -> Codes:
    """An order of the rows that depends on their values only."""
    keys = np.column_stack([a if a.ndim == 2 else a[:, np.newaxis] for a in arrays])
    order: Codes = np.lexsort(keys.T[::-1])
    return order


def least_squares(names: tuple[str, ...], x: Floats, y: Floats) -> LinearFit | str:
    """Fit y on the columns of x, or the reason why it cannot be fitted."""
    n, k = x.shape
    if n <= k:
        return "too_few_rows_for_model"
    order = canonical(y, x)
    x, y = x[order], y[order]
    scale = np.sqrt(np.einsum("ij,ij->j", x, x))
    if (scale < SMALLEST_SCALE).any():
        return "collinear_predictors"
    q, r = linalg.qr(x / scale, mode="economic", check_finite=False)
    if np.abs(np.diag(r)).min() < _SINGULAR:
        return "collinear_predictors"
    beta = linalg.solve_triangular(r, q.T @ y) / scale
    root = linalg.solve_triangular(r, np.eye(k)) / scale[:, np.newaxis]
    residuals = y - x @ beta
    # What is left of an exact fit is rounding noise, not variance.
    if np.abs(residuals).max() <= 1e-12 * np.abs(y).max():
        residuals = np.zeros(n)
    rss = math.fsum((residuals * residuals).tolist())
    return LinearFit(names, x, y, beta, root @ root.T, residuals, rss, n - k, order)


def coefficient(
    name: str, value: float, se: float, df: float, confidence: float, n: int, method: str
) -> Coefficient:
    """Test and interval of one estimate; without variance there is no test."""
    if se == 0:
        alone = Estimate(value, n, method, interval_reason="zero_residual_variance")
        return Coefficient(name, alone, 0.0, df, None, None)
    t = value / se
    half = tails.t_quantile(confidence, df) * se
    interval = Interval(value - half, value + half, confidence, "student_t")
    return Coefficient(name, Estimate(value, n, method, interval), se, df, t, tails.t_two_sided(t, df))


def coefficients(fit: LinearFit, confidence: float) -> tuple[Coefficient, ...]:
    """Classical coefficients: equal variances, independent rows."""
    se = np.sqrt(fit.variance * np.diag(fit.inverse))
    return tuple(
        coefficient(name, b, s, fit.df, confidence, fit.y.size, "least_squares")
        for name, b, s in zip(fit.names, fit.beta.tolist(), se.tolist(), strict=True)
    )
