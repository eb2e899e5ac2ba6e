"""The counts that releases ever showed: of each cohort, of all, and of the rows of breakdowns."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from analytics import disclosure
from analytics.disclosure import Group, Ladder, Published
from analytics.releases.states import DIMENSIONS, Place, State, as_of

Results = Mapping[Any, tuple[int, tuple[str, ...]]]
"""By person and mark, (0 or 1, category in each of `DIMENSIONS`)."""


class Table(NamedTuple):
    """A breakdown that was shown: of a center, or of the program without one, as of release `since`."""

    center: int | None
    dimension: str
    since: int


class Shown:
    """What was shown of places whose `states` are known release by release."""

    def __init__(
        self, states: Mapping[Place, list[State]], ladders: Mapping[str, Ladder], *, k: int, floor: int
    ) -> None:
        self._states, self._ladders, self._k, self._floor = states, ladders, k, floor

    def figures(self, measure: str, tables: Collection[Table]) -> list[Published]:
        """Every count of the measure, of all releases; a release that moved nothing showed nothing new."""
        moved = sorted({state.release for states in self._states.values() for state in states})
        found = [one for number in moved for one in self._units(measure, number)]
        found += self._added(measure)
        for table in sorted(tables, key=str):
            found += self._rows(measure, table)
        return [
            Published(frozenset(own), sum(count for count, _group in own.values()))
            for own in found
            if len(own) >= self._floor
        ]

    def known(self, measure: str) -> dict[Any, int]:
        """Everybody's result, as the figures are made of them."""
        return {
            key: count
            for states in self._states.values()
            for state in states
            for key, (count, _group) in state.results(measure).items()
        }

    def _units(self, measure: str, number: int) -> Iterator[Results]:
        parts = list(self._parts(measure, None, number))
        yield from parts
        yield {key: one for own in parts for key, one in own.items()}

    def _added(self, measure: str) -> Iterator[Results]:
        """Who came into a place, where nobody went: of so many more it may be said that all did, or none."""
        for states in self._states.values():
            for before, now in pairwise(states):
                was, is_ = before.results(measure), now.results(measure)
                if was.keys() <= is_.keys():
                    yield {key: one for key, one in is_.items() if key not in was}

    def _parts(self, measure: str, center: int | None, number: int) -> Iterator[Results]:
        """The results in each place of the center, or everywhere, as of a release; pools of a handful not."""
        for place, states in self._states.items():
            if center is not None and place[1] != center:
                continue
            state = as_of(states, number)
            if state is not None and (place[0] is not None or len(state.members) >= self._floor):
                yield state.results(measure)

    def _rows(self, measure: str, table: Table) -> Iterator[Results]:
        at = DIMENSIONS.index(table.dimension)
        rows: dict[str, dict[Any, tuple[int, tuple[str, ...]]]] = defaultdict(dict)
        for own in self._parts(measure, table.center, table.since):
            for key, one in own.items():
                rows[one[1][at]][key] = one
        ladder = self._ladders[table.dimension]
        groups = [Group(label, len(own), ((0, len(own)),)) for label, own in sorted(rows.items())]
        step = disclosure.choose(ladder, [groups], k=self._k)
        found = disclosure.breakdown(ladder, groups, step=step, k=self._k, floor=self._floor)
        for line in found.lines if found else ():
            if not line.hidden:
                yield {key: one for label in line.label for key, one in rows.get(str(label), {}).items()}
