"""How the two scores of many people relate, in cells large enough to be shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics import disclosure
from analytics.facts import Figures, Floats

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
    both = figures.paired
    places = _bins(figures.pre[both]) * BINS + _bins(figures.post[both])
    people = np.bincount(places, minlength=BINS * BINS).tolist()
    counted = {divmod(place, BINS): n for place, n in enumerate(people) if n}
    groups = [disclosure.Group(place, people) for place, people in sorted(counted.items())]
    rows = disclosure.merge(groups, audience)
    shown = {row[0] for row in rows if len(row) == 1}
    cells = tuple(Cell(_middle(i), _middle(j), counted[i, j]) for i, j in counted if (i, j) in shown)
    return Spread(cells, sum(counted.values()) - sum(cell.people for cell in cells))


def _bins(values: Floats) -> NDArray[np.int64]:
    return np.minimum((values * BINS + 1e-9).astype(np.int64), BINS - 1)


def _middle(place: int) -> float:
    return (place + 0.5) / BINS
