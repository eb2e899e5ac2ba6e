"""Everything that one reader was ever shown, as equations: what of a few people's results do they determine?

Each published count is a sum over the people it rests on. People who stand in the same sums cannot be told
apart; they are one unknown, an atom, between nobody and all of them. The least and the greatest value that
all releases together allow are two linear programs per atom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Block = tuple[list[frozenset[Hashable]], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]

_NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Published:
    """A count that was shown: of `members`, so many. A person who changed is somebody else from then on."""

    members: frozenset[Hashable]
    count: int


@dataclass(frozen=True, slots=True)
class Finding:
    """People of whom the figures tell too much: between `low` and `high` of them."""

    members: frozenset[Hashable]
    low: float
    high: float


def audit(figures: Sequence[Published], *, k: int, floor: int) -> tuple[Finding, ...]:
    """The atoms of which too much is told; empty when the figures are safe together.

    Of fewer than `k` people the number must not follow from the figures; of fewer than `floor` it must stay
    open whether it is all of them, or none.
    """
    found: list[Finding] = []
    for members, equations, totals, sizes in _blocks(figures):
        for place, own in enumerate(members):
            if len(own) >= floor:
                continue
            low, high = _bounds(equations, totals, sizes, place)
            exact = len(own) < k and high - low < 1 - _NOISE
            if exact or low > len(own) - 1 + _NOISE or high < 1 - _NOISE:
                found.append(Finding(own, low, high))
    return tuple(found)


def atoms(figures: Sequence[Published]) -> dict[frozenset[int], frozenset[Hashable]]:
    """By the figures that they stand in, the people whom no figure tells apart."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, figure in enumerate(figures):
        for member in figure.members:
            places[member].append(place)
    found: dict[frozenset[int], set[Hashable]] = defaultdict(set)
    for member, own in places.items():
        found[frozenset(own)].add(member)
    return {key: frozenset(members) for key, members in found.items()}


def _blocks(figures: Sequence[Published]) -> list[Block]:
    """The equations, apart where no figure joins them: (atoms, matrix, totals, sizes)."""
    import numpy as np  # most workers never ask

    # A figure that repeats another says nothing new.
    kept = list({(one.members, one.count): one for one in figures if one.members}.values())
    classes = atoms(kept)
    parent = list(range(len(kept)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for places in classes:
        first, *others = sorted(places)
        for other in others:
            parent[root(other)] = root(first)
    together: dict[int, list[frozenset[int]]] = defaultdict(list)
    for places in classes:
        together[root(min(places))].append(places)
    blocks = []
    for own in together.values():
        rows = sorted(set().union(*own))
        members = [classes[places] for places in own]
        matrix = np.array([[float(row in places) for places in own] for row in rows])
        totals = np.array([float(kept[row].count) for row in rows])
        blocks.append((members, matrix, totals, np.array([float(len(one)) for one in members])))
    return blocks


def _bounds(
    equations: NDArray[np.float64], totals: NDArray[np.float64], sizes: NDArray[np.float64], place: int
) -> tuple[float, float]:
    # They cost 0.2 s to import, and only disclosure control needs them.
    import numpy as np
    from scipy import optimize

    cost = np.zeros(len(sizes))
    limits = [(0.0, float(size)) for size in sizes]
    ends = []
    for sign in (1.0, -1.0):
        cost[place] = sign
        answer = optimize.linprog(cost, A_eq=equations, b_eq=totals, bounds=limits, method="highs")
        if not answer.success:
            raise ValueError("published counts contradict each other")
        ends.append(sign * float(answer.fun or 0.0))
    return round(ends[0], 6), round(ends[1], 6)
