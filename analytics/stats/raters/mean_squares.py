"""Mean squares of a two-way table from exact integer sums, so that no order of its rows can matter."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats
from analytics.stats.core.moments import on_grid

_ROOM = 2**62
_BITS = 50
_ROUNDING = 3


@dataclass(frozen=True, slots=True)
class Whole:
    """Values as integers: value = origin + `counts` x `unit` x 2**`exponent`.

    Scores on a decimal grid are exact. Other values keep 50 bits of their range, and differences
    of less than a few units in the last place of the largest are rounding, hence equal.
    """

    counts: NDArray[Any]
    unit: float
    exponent: int

    def scaled(self, value: float, power: int = 1) -> float | None:
        """`value` in (unit x 2**exponent)**power as score points; None when too small for a float."""
        points = math.ldexp(value * self.unit**power, power * self.exponent)
        return None if value and not points else points


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Mean squares between targets, within targets, between raters and residual, on `scale`."""

    n: int
    k: int
    between: float
    within: float
    raters: float
    error: float
    scale: Whole


def whole(values: Floats) -> Whole:
    """`values` (complete, any shape) as integers counted from the smallest."""
    flat = values.ravel()
    grid = on_grid(flat)
    if grid is not None:
        counts, unit, exponent = grid[0][0], 1 / grid[1], 0
        counts = counts - counts.min() if counts.size else counts
    else:
        size = float(np.abs(flat).max())
        above = flat - flat.min()
        noise = math.frexp(size)[1] - 53 + _ROUNDING
        exponent = max(math.frexp(float(above.max()))[1] - _BITS, noise)
        counts, unit = np.rint(np.ldexp(above, -exponent)).astype(np.int64), 1.0
    most = int(counts.max(initial=0))
    if most * most * max(1, flat.size) ** 2 >= _ROOM:
        counts = counts.astype(object)
    return Whole(counts.reshape(values.shape), unit, exponent)


def two_way(table: Floats) -> MeanSquares:
    """Mean squares of a complete table (targets x raters); zeros where a side has fewer than two."""
    n, k = table.shape
    scale = whole(table)
    if n < 2 or k < 2:
        return MeanSquares(n, k, 0.0, 0.0, 0.0, 0.0, scale)
    q = scale.counts
    rows, columns, flat = q.sum(axis=1), q.sum(axis=0), q.ravel()
    squares, s = int(np.dot(flat, flat)), int(rows.sum())
    rr, cc = int(np.dot(rows, rows)), int(np.dot(columns, columns))
    size = n * k
    return MeanSquares(
        n,
        k,
        between=(n * rr - s * s) / (size * (n - 1)),
        within=(k * squares - rr) / (size * (k - 1)),
        raters=(k * cc - s * s) / (size * (k - 1)),
        error=(size * squares - n * rr - k * cc + s * s) / (size * (n - 1) * (k - 1)),
        scale=scale,
    )
