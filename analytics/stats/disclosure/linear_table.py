"""A table of counts with its totals, as linear equations, and what an attacker can infer from it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Result
from analytics.stats.core.result import StatsError

Cell = tuple[int | None, ...]
"""A position per axis, counted from 1; None is the total over that axis."""

_NOISE = 1e-6


@dataclass(frozen=True, slots=True, repr=False)
class Exposure(Result):
    """The interval an attacker can infer for a hidden cell; `high` is None when unbounded."""

    cell: Cell
    count: int
    low: float
    high: float | None
    safe: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Cells and totals as one vector, with the equations "parts - total = 0"."""

    cells: tuple[Cell, ...]
    counts: NDArray[np.int64]
    equations: Floats

    def position(self, cell: Cell, argument: str) -> int:
        """Where a cell is. Raises StatsError naming `argument` for a cell outside the table."""
        try:
            return self.cells.index(tuple(cell))
        except (TypeError, ValueError):
            raise StatsError(
                argument,
                f"there is no cell {cell!r}: give one position per axis, from 1, or None for the total",
            ) from None

    @property
    def is_total(self) -> NDArray[np.bool_]:
        """Per cell: whether it is a total."""
        return np.array([None in cell for cell in self.cells])


def build(counts: Any) -> Table:
    """A table of one to three dimensions with all its totals. Raises StatsError unless whole and >= 0."""
    try:
        body = np.asarray(counts)
        whole = body.dtype.kind in "iuf" and bool((body == np.rint(body)).all()) and body.size > 0
    except (TypeError, ValueError):
        whole, body = False, np.zeros(0)
    if not whole or not 1 <= body.ndim <= 3:
        raise StatsError("counts", "must be a table of whole numbers with one to three dimensions")
    if body.min() < 0 or body.max() > 1e9:
        raise StatsError("counts", "must lie between 0 and 1e9")
    full = body.astype(np.int64)
    for axis in range(full.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    places = [[*range(1, size + 1), None] for size in body.shape]
    index = np.arange(full.size).reshape(full.shape)
    rows = []
    for axis in range(full.ndim):
        for line in np.moveaxis(index, axis, -1).reshape(-1, full.shape[axis]):
            row = np.zeros(full.size)
            row[line[:-1]], row[line[-1]] = 1.0, -1.0
            rows.append(row)
    return Table(tuple(itertools.product(*places)), full.ravel(), np.vstack(rows))


def exposures(
    table: Table, hidden: Collection[int], sensitive: Sequence[int], threshold: int
) -> tuple[Exposure, ...]:
    """For each sensitive position, the least and the greatest count that the published cells allow."""
    from scipy import optimize  # costs 0.2 s to import, and only disclosure control needs it

    unknown = sorted(hidden)
    if not unknown:
        return tuple(_exposed(table, p) for p in sensitive)
    equations = table.equations[:, unknown]
    equations = equations[np.abs(equations).sum(axis=1) > 0]
    # No count that the published totals bound can rise by this much.
    ceiling = float(table.counts.sum()) + threshold + 1
    bounds = [(-float(table.counts[u]), ceiling) for u in unknown]
    found = []
    for p in sensitive:
        if p not in hidden:
            found.append(_exposed(table, p))
            continue
        ends = []
        for sign in (1.0, -1.0):
            cost = np.zeros(len(unknown))
            cost[unknown.index(p)] = sign
            answer = optimize.linprog(
                cost, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=bounds, method="highs"
            )
            ends.append(sign * float(answer.fun or 0.0))
        low, change = _clean(float(table.counts[p]) + ends[0]), ends[1]
        high = _clean(float(table.counts[p]) + change) if change < ceiling - _NOISE else None
        wide = high is None or high - low >= threshold - _NOISE
        found.append(Exposure(table.cells[p], int(table.counts[p]), low, high, wide))
    return tuple(found)


def _exposed(table: Table, p: int) -> Exposure:
    count = int(table.counts[p])
    return Exposure(table.cells[p], count, float(count), float(count), False)


def _clean(value: float) -> float:
    """The solver's answer without its rounding noise."""
    nearest = round(value)
    return float(nearest) if abs(value - nearest) < _NOISE else float(value)
