"""Everything that one reader was ever shown, as equations: what of a few people's results do they determine?

Each published count is a sum over the people it rests on. People who stand in the same sums cannot be told
apart; they are one unknown, an atom, between nobody and all of them. The least and the greatest value that
all releases together allow are two linear programs per atom.

Most atoms need no program of their own: every solution of the equations is a witness for all atoms, and what
differs enough between two solutions is not determined. So a few programs, each of which moves as many atoms
as it can while the others stay as they are, leave but those to be asked about of which something may be told:
first while all but their neighbors stay, which is a small program, and at last, of the few left, among all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_NOISE = 1e-6
_AT_ONCE = 600
"""Atoms that are moved in one program: it takes as long as its cube."""
_ASKED_TOGETHER = 100
"""Atoms that are asked about in one program over all of them, before each is asked about alone."""


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


def audit(
    figures: Sequence[Published], *, k: int, floor: int, known: Mapping[Hashable, int] | None = None
) -> tuple[Finding, ...]:
    """The atoms of which too much is told; empty when the figures are safe together.

    Of fewer than `k` people the number must not follow from the figures; of fewer than `floor` it must stay
    open whether it is all of them, or none. What a figure of `floor` people or more says of all of them is
    no finding about any of them: that may be said. `known` has everybody's result (0 or 1), where it is at
    hand: it changes no finding, and saves a program.
    """
    return tuple(found for block in _blocks(figures, k, floor, known) for found in block.findings())


def tells(
    figures: Sequence[Published], *, k: int, floor: int, known: Mapping[Hashable, int] | None = None
) -> bool:
    """Whether the audit would find anything; it stops at the first."""
    return any(True for block in _blocks(figures, k, floor, known) for _found in block.findings())


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


def _open(figures: Sequence[Published], floor: int) -> Sequence[Published]:
    """The figures without the people of whom one says all, or none: as their parts, others may say it too."""
    said: dict[Hashable, int] = {}
    while told := [
        one for one in figures if len(one.members) >= floor and one.count in (0, len(one.members))
    ]:
        for one in told:
            said |= dict.fromkeys(one.members, int(one.count > 0))
        figures = [
            Published(one.members.difference(said), one.count - sum(said.get(key, 0) for key in one.members))
            for one in figures
        ]
    return figures


def _blocks(
    figures: Sequence[Published], k: int, floor: int, known: Mapping[Hashable, int] | None
) -> Iterator[_Block]:
    """The equations, apart where no figure joins them."""
    # A figure that repeats another says nothing new.
    kept = list({(one.members, one.count): one for one in _open(figures, floor) if one.members}.values())
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
    for own in together.values():
        if any(len(classes[places]) < floor for places in own):
            yield _Block(kept, {places: classes[places] for places in own}, k, floor, known)


def _side_by_side(keys: Sequence[frozenset[int]], rows: Sequence[int]) -> list[frozenset[int]]:
    """Atoms as the figures join them, the smallest figure first: those of a cohort stand together, then the
    cohorts of a center. What can move instead of an atom is then near it.
    """
    atoms_of: dict[int, list[int]] = defaultdict(list)
    for place, figures in enumerate(keys):
        for row in figures:
            atoms_of[row].append(place)
    joined = {place: [place] for place in range(len(keys))}
    part_of = list(range(len(keys)))
    for row in rows:
        parts = list(dict.fromkeys(part_of[place] for place in atoms_of[row]))
        longest = max(parts, key=lambda part: len(joined[part]))
        for part in parts:
            if part != longest:
                for place in joined[part]:
                    part_of[place] = longest
                joined[longest] += joined.pop(part)
    return [keys[place] for own in joined.values() for place in own]


class _Block:
    """Figures that people join, as equations over atoms, and between what values each atom was seen."""

    def __init__(
        self,
        figures: Sequence[Published],
        classes: Mapping[frozenset[int], frozenset[Hashable]],
        k: int,
        floor: int,
        known: Mapping[Hashable, int] | None,
    ) -> None:
        import numpy as np  # most workers never ask
        from scipy import sparse

        rows = sorted(set().union(*classes), key=lambda row: (len(figures[row].members), row))
        place_of = {row: place for place, row in enumerate(rows)}
        keys = sorted(classes, key=lambda places: sorted(place_of[row] for row in places))
        order = _side_by_side(keys, rows)
        self.members = [classes[places] for places in order]
        self.k, self.floor = k, floor
        self.sizes = np.array([float(len(own)) for own in self.members])
        ends = np.cumsum([0, *(len(places) for places in order)])
        columns = [place_of[row] for places in order for row in places]
        shape = (len(rows), len(order))
        self.equations = sparse.csc_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        self.totals = np.array([float(figures[row].count) for row in rows])
        if known is None:
            self.start = self._solved(np.zeros(len(order)))
        else:
            self.start = np.array([float(sum(known[one] for one in own)) for own in self.members])
        self.least, self.most = self.start.copy(), self.start.copy()

    def findings(self) -> Iterator[Finding]:
        """The atoms of which too much is told, in their order."""
        for first in range(0, len(self.members), _AT_ONCE):
            self._move(slice(first, first + _AT_ONCE))
        for place in self._open(slice(None)).nonzero()[0].tolist():
            near = max(place - _AT_ONCE // 2, 0)
            self._ask_alone(place, slice(near, near + _AT_ONCE))
        still = self._open(slice(None)).nonzero()[0]
        for first in range(0, len(still), _ASKED_TOGETHER):
            self._ask(still[first : first + _ASKED_TOGETHER])
        for place in still.tolist():
            self._ask_alone(place, slice(None))
            if self._open(slice(place, place + 1))[0]:
                low, high = round(float(self.least[place]), 6), round(float(self.most[place]), 6)
                yield Finding(self.members[place], low, high)

    def _open(self, which: slice) -> NDArray[np.bool_]:
        """Of which of these atoms too much may be told, as far as was seen."""
        least, most, sizes = self.least[which], self.most[which], self.sizes[which]
        told: NDArray[np.bool_] = (least > sizes - 1 + _NOISE) | (most < 1 - _NOISE)
        told |= (sizes < self.k) & (most - least < 1 - _NOISE)
        return told & (sizes < self.floor)

    def _move(self, which: slice) -> None:
        """Solutions in which these atoms differ from the first one as far as the others let them."""
        import numpy as np

        while (still := self._open(which)).any():
            # Down what was never seen lower, up what was never seen higher.
            down = self.least[which] > self.sizes[which] - 1 + _NOISE
            cost = np.where(still, np.where(down, 1.0, -1.0), 0.0)
            self._see(which, self._solved(cost, which))
            if self._open(which).sum() > 0.8 * still.sum():
                return

    def _ask(self, places: NDArray[np.intp]) -> None:
        """Solutions of all equations in which these atoms differ from the first one as far as they can."""
        import numpy as np

        while len(still := places[self._open(slice(None))[places]]):
            cost = np.zeros(len(self.sizes))
            down = self.least[still] > self.sizes[still] - 1 + _NOISE
            cost[still] = np.where(down, 1.0, -1.0)
            self._see(slice(None), self._solved(cost))
            if self._open(slice(None))[still].sum() > 0.8 * len(still):
                return

    def _ask_alone(self, place: int, which: slice) -> None:
        """The least and the greatest value of an atom while those that are not in `which` stay as they were.

        Nothing is asked where a solution for another atom was a witness for this one.
        """
        for sign in (1.0, -1.0):
            if not self._open(slice(place, place + 1))[0]:
                return
            cost = self.start[which] * 0.0
            cost[place - (which.start or 0)] = sign
            self._see(which, self._solved(cost, which))

    def _see(self, which: slice, solution: Numbers) -> None:
        import numpy as np

        self.least[which] = np.minimum(self.least[which], solution)
        self.most[which] = np.maximum(self.most[which], solution)

    def _solved(self, cost: Numbers, which: slice = slice(None)) -> Numbers:
        """A solution with the least cost; the atoms that are not in `which` stay where they were first."""
        # They cost 0.2 s to import, and only disclosure control needs them.
        import numpy as np
        from scipy import optimize

        # The stubs of linprog know neither sparse matrices nor arrays of bounds.
        equations: Any = self.equations
        totals = self.totals
        if which != slice(None):
            own = equations[:, which].tocsr()
            own = own[np.flatnonzero(np.diff(own.indptr))]
            equations, totals = own.tocsc(), np.asarray(own @ self.start[which])
        sizes = self.sizes[which]
        limits: Any = np.column_stack([np.zeros_like(sizes), sizes])
        answer = optimize.linprog(cost, A_eq=equations, b_eq=totals, bounds=limits, method="highs")
        if not answer.success:
            raise ValueError("published counts contradict each other")
        found: Numbers = np.asarray(answer.x)
        return found
