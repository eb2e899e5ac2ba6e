"""What is published of each place, release by release, with the people it rests on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analytics.releases import marks
from analytics.releases.forms import reader
from analytics.releases.models import ReleaseMember, ReleaseUnit

AUDIENCE = "own_center"
DIMENSIONS = ("sex", "age_band", "job_role", "office", "modality")

Members = dict[Any, tuple[str, tuple[str, ...]]]
"""By enrollment, (mark, its category in each of `DIMENSIONS`)."""
Place = tuple[int | None, int | None]
"""(cohort, center); without a cohort it is the center's pool."""
OF_ONE_CENTER = frozenset({"office"})
"""Dimensions that only a center's own page has."""
History = Mapping[Place, list["State"]]
"""What was published of each place, the oldest first."""


@dataclass
class State:
    """What is published of a place: whose results, under which definition, and since which release."""

    members: Members
    definition: Mapping[str, Any]
    release: int
    _results: dict[str, dict[Any, tuple[int, tuple[str, ...]]]] = field(default_factory=dict, repr=False)

    def results(self, measure: str) -> Mapping[Any, tuple[int, tuple[str, ...]]]:
        """Of whoever counts for the measure, by person and mark: (0 or 1, category in each dimension)."""
        if measure not in self._results:
            definition = self.definition or {"improved_items": 0}
            found = self._results[measure] = {}
            for key, (mark, group) in self.members.items():
                count, base = marks.counts(marks.read(mark), definition)[measure] if mark else (0, 0)
                if base:
                    found[key, mark] = count, group
        return self._results[measure]


def history() -> dict[Place, list[State]]:
    """What was published of each place, release by release."""
    rows = ReleaseUnit.objects.order_by("release__number").values(
        "pk", "cohort_id", "center_id", "definition", "release__number", "form"
    )
    readers = {row["pk"]: reader(row["form"]) for row in rows}
    members: dict[int, Members] = defaultdict(dict)
    people = ReleaseMember.objects.order_by("unit_id", "pk").values_list(
        "unit_id", "pk", "enrollment_id", "mark", "group"
    )
    for unit, pk, enrollment, mark, group in people.iterator(chunk_size=5000):
        # Somebody who was erased is nobody that could be found again, and has gone since.
        key = ("gone", pk) if enrollment is None else enrollment
        # Marks of all forms are written as today's, so that another form alone changes nobody.
        members[unit][key] = readers[unit].mark(mark), readers[unit].group(group)
    found: dict[Place, list[State]] = defaultdict(list)
    for row in rows:
        definition = readers[row["pk"]].definition(row["definition"])
        state = State(members[row["pk"]], definition, row["release__number"])
        found[row["cohort_id"], row["center_id"]].append(state)
    return found


def as_of(states: list[State], number: int) -> State | None:
    return next((one for one in reversed(states) if one.release <= number), None)
