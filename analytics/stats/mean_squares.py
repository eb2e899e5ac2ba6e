"""Mean squares of a two-way table, exact for scores on a decimal grid and free of row order."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analytics.stats.arrays import Floats
from analytics.stats.moments import Integers, on_grid

_ROUNDING = 8 * float(np.finfo(np.float64).eps)
_ROOM = 2**62


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Mean squares between targets, within targets, between raters and residual.

    They are in units of (`unit` x 2**`exponent`) squared, so that neither tiny nor huge scores
    leave the range of floats; `in_points` converts.
    """

    n: int
    k: int
    between: float
    within: float
    raters: float
    error: float
    unit: float = 1.0
    exponent: int = 0

    def in_points(self, mean_square: float) -> float | None:
        """`mean_square` in squared score points; None beyond the range of floats."""
        return _scaled(mean_square * self.unit**2, 2 * self.exponent)

    def root_in_points(self, mean_square: float) -> float | None:
        """The square root of `mean_square` in score points; None beyond the range of floats."""
        return _scaled(math.sqrt(mean_square) * self.unit, self.exponent)


def two_way(table: Floats) -> MeanSquares:
    """Mean squares of a complete table (targets x raters); zeros where a side has fewer than two."""
    n, k = table.shape
    if n < 2 or k < 2:
        return MeanSquares(n, k, 0.0, 0.0, 0.0, 0.0)
    grid = on_grid(table.ravel())
    if grid is not None:
        exact = _exact(grid[0][0].reshape(n, k), 1 / grid[1])
        if exact is not None:
            return exact
    return _floating(table)


def _exact(q: Integers, unit: float) -> MeanSquares | None:
    n, k = q.shape
    q = q - q.min()
    rows, columns, flat = q.sum(axis=1), q.sum(axis=0), q.ravel()
    squares = int(np.dot(flat, flat))
    if squares * max(n, k) >= _ROOM:
        return None
    s, rr, cc = int(rows.sum()), int(np.dot(rows, rows)), int(np.dot(columns, columns))
    size = n * k
    return MeanSquares(
        n,
        k,
        between=(n * rr - s * s) / (size * (n - 1)),
        within=(k * squares - rr) / (size * (k - 1)),
        raters=(k * cc - s * s) / (size * (k - 1)),
        error=(size * squares - n * rr - k * cc + s * s) / (size * (n - 1) * (k - 1)),
        unit=unit,
    )


def _floating(table: Floats) -> MeanSquares:
    n, k = table.shape
    size = float(np.abs(table).max())
    shift = math.frexp(size)[1]
    x = np.ldexp(table, -shift)
    # Sorting before adding makes the sums independent of the order of rows and columns.
    x = x - float(np.sort(x, axis=None).sum()) / x.size
    row = np.sort(x, axis=1).sum(axis=1, keepdims=True) / k
    column = np.sort(x, axis=0).sum(axis=0, keepdims=True) / n
    spread = float(np.abs(x).max())
    scale = math.frexp(spread)[1]
    noise = (_ROUNDING / 2.0**scale) ** 2

    def squares(deviations: Floats) -> float:
        found = float(np.sort(np.ldexp(deviations, -scale) ** 2, axis=None).sum())
        # What rounding of the scores themselves would leave counts as nothing.
        return 0.0 if found <= noise * deviations.size else found

    return MeanSquares(
        n,
        k,
        between=k * squares(row) / (n - 1),
        within=squares(x - row) / (n * (k - 1)),
        raters=n * squares(column) / (k - 1),
        error=squares(x - row - column) / ((n - 1) * (k - 1)),
        exponent=shift + scale,
    )


def _scaled(value: float, exponent: int) -> float | None:
    try:
        scaled = math.ldexp(value, exponent)
    except OverflowError:
        return None
    return None if value and not scaled else scaled
