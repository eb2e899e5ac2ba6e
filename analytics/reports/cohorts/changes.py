"""How the two scores of many people relate, in cells large enough to be shown."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from analytics import disclosure
from analytics.reports.cohorts.data import Figures

BINS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """People whose shares before and after fell into one cell; the places are its middle."""

    before: float
    after: float
    people: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The cells that may be shown, and how many people are in the others."""

    cells: tuple[Cell, ...]
    hidden: int


def spread(figures: Figures, *, audience: str) -> Spread:
    """Pairs of scores counted in a grid of `BINS` by `BINS`.

    Small cells are left out, and so many others that those left out are at least two cells and the
    minimum of people: the total then gives none of them away.
    """
    both = ~np.isnan(figures.pre) & ~np.isnan(figures.post)
    counted = Counter(
        (_bin(before), _bin(after))
        for before, after in zip(figures.pre[both].tolist(), figures.post[both].tolist(), strict=True)
    )
    groups = [disclosure.Group(place, people) for place, people in sorted(counted.items())]
    rows = disclosure.merge(groups, audience)
    shown = [row[0] for row in rows if len(row) == 1]
    cells = tuple(Cell(_middle(i), _middle(j), counted[i, j]) for i, j in shown)
    return Spread(cells, sum(counted.values()) - sum(cell.people for cell in cells))


def _bin(value: float) -> int:
    return min(int(value * BINS + 1e-9), BINS - 1)


def _middle(place: int) -> float:
    return (place + 0.5) / BINS
