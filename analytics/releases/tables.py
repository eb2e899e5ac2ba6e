"""As of which release breakdowns stand, and which the audit takes out."""

from collections.abc import Collection, Mapping
from itertools import combinations

from analytics import disclosure
from analytics.releases import marks
from analytics.releases.models import ReleaseTable
from analytics.releases.shown import Shown, Table
from analytics.releases.states import AUDIENCE, DIMENSIONS, OF_ONE_CENTER, History, Place, State, as_of
from analytics.selectors.offices import zones

# What is withheld first where the audit finds that all together tell too much.
WITHHELD_FIRST = ("modality", "age_band", "job_role", "office", "sex")


class Breakdowns:
    """The breakdowns of one release in the making, number `number`."""

    def __init__(self, number: int, k: int) -> None:
        self.number, self.k = number, k
        self.floor = disclosure.unanimous_floor(AUDIENCE)
        self.ladders = {**disclosure.LADDERS, "office": disclosure.office_ladder(zones())}

    def rows(
        self, known: History, after: Mapping[Place, State], touched: Collection[int | None]
    ) -> list[ReleaseTable]:
        """As of which release each center's breakdowns, and the program's, stand from now on.

        `known` is what was published before, `after` what is published of each place with this release,
        `touched` the centers that it moves.
        The program comes last: whoever reads it may manage centers too, so theirs count as shown.
        """
        before = ReleaseTable.objects.filter(release__number=self.number - 1).select_related("since")
        last = {(one.center_id, one.dimension): one.since.number for one in before}
        out = {(one.center_id, one.dimension) for one in before if one.withheld}
        states = {
            place: [*known.get(place, ()), *([state] if state.release == self.number else [])]
            for place, state in after.items()
        }
        shown = self._shown_before()
        found = []
        for center in [*sorted({place[1] for place in after if place[1] is not None}), None]:
            changed = bool(touched) and (center is None or center in touched)
            mine = {place: own for place, own in states.items() if center is None or place[1] == center}
            since = {}
            for at, dimension in enumerate(DIMENSIONS):
                if center is None and dimension in OF_ONE_CENTER:
                    continue
                earlier = last.get((center, dimension))
                moves = earlier is None or (changed and self._moves(mine, earlier, at))
                since[dimension] = self.number if moves or earlier is None else earlier
            if changed:
                seen = shown if center is None else {one for one in shown if one.center == center}
                away = self._withheld(mine, seen, center, since)
            else:  # what the audit took out stays out: the figures are the same as then
                away = frozenset(one for one in since if (center, one) in out)
            shown |= {Table(center, one, number) for one, number in since.items() if one not in away}
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

    def _shown_before(self) -> set[Table]:
        """Every breakdown that a release showed, as of which release it stood there."""
        rows = ReleaseTable.objects.filter(withheld=False, release__number__lt=self.number).order_by()
        return {Table(*row) for row in rows.values_list("center_id", "dimension", "since__number").distinct()}

    def _moves(self, mine: Mapping[Place, list[State]], earlier: int, at: int) -> bool:
        before, now = (
            {
                key: (group[at], mark)
                for states in mine.values()
                if (state := as_of(states, number)) is not None
                for key, (mark, group) in state.members.items()
            }
            for number in (earlier, self.number)
        )
        return disclosure.rows_move(before, now, k=self.k)

    def _withheld(
        self,
        mine: Mapping[Place, list[State]],
        seen: Collection[Table],
        center: int | None,
        since: Mapping[str, int],
    ) -> frozenset[str]:
        """The fewest breakdowns without which all releases tell nothing; of as few those that go first."""
        shown = Shown(mine, self.ladders, k=self.k, floor=self.floor)
        first = [one for one in WITHHELD_FIRST if one in since]
        for count in range(len(first)):
            for away in combinations(first, count):
                kept = {Table(center, one, number) for one, number in since.items() if one not in away}
                if not self._tells(shown, {*seen, *kept}):
                    return frozenset(away)
        return frozenset(first)

    def _tells(self, shown: Shown, tables: Collection[Table]) -> bool:
        return any(
            disclosure.tells(
                shown.figures(measure, tables), k=self.k, floor=self.floor, known=shown.known(measure)
            )
            for measure in marks.MEASURES
        )
