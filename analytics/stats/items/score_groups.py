"""Groups of people by rank of score in which a tied score on a boundary is shared out.

A boundary such as "the lowest 27 %" nearly always falls inside a group of people with equal
scores. Each of them then belongs to the group in part, so that row order cannot matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats

_COUNTABLE = 1e6


@dataclass(frozen=True, slots=True)
class ScoreGroups:
    """`cell` puts every person in a cell (-1: none); `share` (groups × cells) says how much of it counts."""

    cell: NDArray[np.intp]
    share: Floats
    sizes: Floats

    def sums(self, values: NDArray[np.generic]) -> Floats:
        """Per group (rows), the weighted sums of the columns of `values` (people × anything)."""
        kind = values.dtype if values.dtype.kind == "f" else np.dtype(np.float64)
        cells = np.arange(self.share.shape[1])
        members = (self.cell == cells[:, None]).astype(kind)
        result: Floats = self.share @ (members @ values.astype(kind, copy=False)).astype(np.float64)
        return result


def by_rank(totals: Floats, bounds: Sequence[tuple[float, float]]) -> ScoreGroups:
    """Groups holding the ranks between each pair of `bounds`, given as shares of all people.

    `bounds=[(0, 0.27), (0.73, 1)]` makes the lower and the upper 27 %.
    """
    n = totals.size
    # Whole totals are their own positions: no sort.
    if n and totals.min() >= 0 and totals.max() < _COUNTABLE and bool((np.rint(totals) == totals).all()):
        position = totals.astype(np.intp)
        counts = np.bincount(position)
    else:
        _, position, counts = np.unique(totals, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    starts = ends - counts
    weights = np.array(
        [np.clip(np.minimum(ends, high * n) - np.maximum(starts, low * n), 0, None) for low, high in bounds]
    )
    weights = np.divide(weights, counts, out=np.zeros_like(weights), where=counts > 0)
    # Rounding of `high * n` must not split off a sliver of a score group.
    weights[weights < 1e-9] = 0.0
    weights[weights > 1 - 1e-9] = 1.0
    return _cells(weights, position, counts)


def _cells(weights: Floats, position: NDArray[np.intp], counts: NDArray[np.intp]) -> ScoreGroups:
    """One cell per distinct column of weights: sums are taken before fractions come in."""
    used = weights.any(axis=0)
    patterns, inverse = np.unique(weights[:, used], axis=1, return_inverse=True)
    cell_of_score = np.full(counts.size, -1, dtype=np.intp)
    cell_of_score[used] = inverse.ravel()
    return ScoreGroups(cell_of_score[position], patterns, weights @ counts)
