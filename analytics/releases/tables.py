"""As of which release breakdowns stand, and which the audit takes out."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from analytics import disclosure
from analytics.disclosure import Group, Ladder, Published
from analytics.releases import marks
from analytics.releases.models import ReleaseTable
from analytics.releases.states import (
    AUDIENCE,
    DIMENSIONS,
    OF_ONE_CENTER,
    History,
    Place,
    State,
    as_of,
    history,
)
from analytics.selectors.offices import zones

# What is withheld first where the audit finds that all together tell too much.
WITHHELD_FIRST = ("modality", "age_band", "job_role", "office", "sex")
# Beyond this many people the equations take longer than a night; rows of such tables rest on hundreds.
AUDITED = 5_000


class Breakdowns:
    """The breakdowns of one release in the making, number `number`."""

    def __init__(self, number: int, k: int) -> None:
        self.number, self.k = number, k
        self.ladders = {**disclosure.LADDERS, "office": disclosure.office_ladder(zones())}

    def rows(self, after: Mapping[Place, State], touched: Collection[int | None]) -> list[ReleaseTable]:
        """As of which release each center's breakdowns, and the program's, stand from now on.

        `after` is what is published of each place with this release, `touched` the centers that it moves.
        """
        before = ReleaseTable.objects.filter(release__number=self.number - 1).select_related("since")
        last = {(one.center_id, one.dimension): one.since.number for one in before}
        out = {(one.center_id, one.dimension) for one in before if one.withheld}
        known = history() if touched else {}
        found = []
        for center in [*sorted({place[1] for place in after if place[1] is not None}), None]:
            mine = {place: state for place, state in after.items() if center is None or place[1] == center}
            changed = center is None or center in touched
            since = {}
            for at, dimension in enumerate(DIMENSIONS):
                if center is None and dimension in OF_ONE_CENTER:
                    continue
                earlier = last.get((center, dimension))
                stays = earlier is not None and not (
                    changed and bool(touched) and self._moves(mine, known, earlier, at, center)
                )
                since[dimension] = earlier if stays and earlier is not None else self.number
            if changed and touched:
                away = self._withheld(mine, known, center)
            else:  # what the audit took out stays out: the figures are the same as then
                away = frozenset(one for one in since if (center, one) in out)
            for dimension, number in since.items():
                found.append(
                    ReleaseTable(
                        center_id=center,
                        dimension=dimension,
                        since_id=number,  # the number for now; its row comes with the release
                        withheld=dimension in away,
                    )
                )
        return found

    def _moves(
        self, mine: Mapping[Place, State], known: History, earlier: int, at: int, center: int | None
    ) -> bool:
        before = {
            key: (group[at], mark)
            for place, states in known.items()
            if (center is None or place[1] == center) and (state := as_of(states, earlier)) is not None
            for key, (mark, group) in state.members.items()
        }
        now = {
            key: (group[at], mark) for state in mine.values() for key, (mark, group) in state.members.items()
        }
        return disclosure.rows_move(before, now, k=self.k)

    def _withheld(self, mine: Mapping[Place, State], known: History, center: int | None) -> frozenset[str]:
        """The breakdowns that go, in their fixed order, until all releases together tell nothing."""
        if sum(len(state.members) for state in mine.values()) > AUDITED:
            return frozenset()
        away: list[str] = []
        of_all = OF_ONE_CENTER if center is None else frozenset()
        told = [one for one in DIMENSIONS if one not in of_all]
        order = [one for one in WITHHELD_FIRST if one in told]
        while self._tells(mine, known, center, [one for one in told if one not in away]) and order:
            away.append(order.pop(0))
        return frozenset(away)

    def _tells(
        self, mine: Mapping[Place, State], known: History, center: int | None, dimensions: list[str]
    ) -> bool:
        if not dimensions:
            return False
        floor = disclosure.unanimous_floor(AUDIENCE)
        states = [
            {place: state for place, all_ in known.items() if (center is None or place[1] == center)
             and (state := as_of(all_, number)) is not None}
            for number in range(1, self.number)
        ]  # fmt: skip
        for measure in marks.MEASURES:
            figures: list[Published] = []
            for current in (*states, mine):
                figures += _shown(current, measure, dimensions, self.ladders, floor=floor, k=self.k)
            if disclosure.audit(figures, k=self.k, floor=floor):
                return True
        return False


def _shown(
    current: Mapping[Place, State],
    measure: str,
    dimensions: list[str],
    ladders: Mapping[str, Ladder],
    *,
    floor: int,
    k: int,
) -> list[Published]:
    """The counts of one measure that a release shows: of each cohort, of all, of the rows of each table."""
    parts: dict[Place, dict[Any, tuple[int, tuple[str, ...]]]] = {}
    for place, state in current.items():
        definition = state.definition or {"improved_items": 0}
        own = {}
        for key, (mark, group) in state.members.items():
            if mark:
                count, base = marks.counts(marks.read(mark), definition)[measure]
                if base:
                    own[key, mark] = count, group
        if place[0] is not None or len(state.members) >= floor:
            parts[place] = own
    everybody = {key: one for own in parts.values() for key, one in own.items()}
    sets = [*parts.values(), everybody]
    for dimension in dimensions:
        at = DIMENSIONS.index(dimension)
        rows: dict[str, dict[Any, tuple[int, tuple[str, ...]]]] = defaultdict(dict)
        for key, (count, group) in everybody.items():
            rows[group[at]][key] = count, group
        ladder = ladders[dimension]
        groups = [Group(label, len(own), ((0, len(own)),)) for label, own in sorted(rows.items())]
        table = disclosure.breakdown(
            ladder, groups, step=disclosure.choose(ladder, [groups], k=k), k=k, floor=floor
        )
        for line in table.lines if table else ():
            if not line.hidden:
                sets.append(
                    {key: one for label in line.label for key, one in rows.get(str(label), {}).items()}
                )
    return [
        Published(frozenset(own), sum(count for count, _group in own.values()))
        for own in sets
        if len(own) >= floor
    ]
