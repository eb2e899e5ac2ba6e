"""The plan of an exam day as plain values, and everything that may be wrong with it.

People, rooms, rounds and scenarios are numbers; what they are called is for others to know.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Bar(StrEnum):
    """Why an assessor does not rate somebody."""

    COACH = "coach"
    KNOWN = "known"
    SELF = "self"
    READ = "read"


class Fault(StrEnum):
    """What may be wrong with a plan."""

    ROOM_TWICE = "room_twice"
    PERSON_TWICE = "person_twice"
    ASSESSOR_TWICE = "assessor_twice"
    PLAYER_TWICE = "player_twice"
    COACH = "coach"
    KNOWN = "known"
    SELF = "self"
    READ = "read"
    SCENARIO_TWICE = "scenario_twice"
    SCENARIO_KNOWN = "scenario_known"
    SCENARIO_ELSEWHERE = "scenario_elsewhere"
    FEW_ASSESSORS = "few_assessors"
    NO_ASSESSOR = "no_assessor"
    REST = "rest"
    NO_PLACE = "no_place"


BARS = {Bar.COACH: Fault.COACH, Bar.KNOWN: Fault.KNOWN, Bar.SELF: Fault.SELF, Bar.READ: Fault.READ}


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody to be assessed once, in one of these scenarios."""

    key: int
    person: int
    scenarios: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A case in a room and a round, with who assesses and who plays."""

    case: int
    room: int
    round: int
    scenario: int
    assessors: frozenset[int]
    players: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a plan has to fit: rooms (with the scenario that one is kept for, if any), rounds that play."""

    cases: Mapping[int, Case]
    rooms: Mapping[int, int | None]
    rounds: Sequence[int]
    assessors: frozenset[int]
    per_case: int = 2
    # (assessor, person): why not.
    barred: Mapping[tuple[int, int], Bar] = field(default_factory=dict)
    # (assessor, case): they read what another wrote about it.
    read: frozenset[tuple[int, int]] = frozenset()
    # (person, scenario): they played or watched it.
    seen: frozenset[tuple[int, int]] = frozenset()

    def open_to(self, case: Case) -> list[int]:
        """The scenarios in which the person may still be assessed."""
        return [one for one in case.scenarios if (case.person, one) not in self.seen]

    def bar(self, assessor: int, case: Case) -> Bar | None:
        """Why the assessor does not rate the case, None where they may."""
        if assessor == case.person:
            return Bar.SELF
        if (assessor, case.key) in self.read:
            return Bar.READ
        return self.barred.get((assessor, case.person))

    def may_rate(self, assessor: int, case: Case) -> bool:
        return self.bar(assessor, case) is None


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault with the cases it is about and the person in it, if any."""

    fault: Fault
    cases: tuple[int, ...]
    person: int = 0


def findings(frame: Frame, places: Sequence[Place]) -> list[Finding]:
    """Everything that is wrong with the plan, in a fixed order; empty when nothing is."""
    found = [*_clashes(frame, places), *_each(frame, places), *_scenarios(frame, places)]
    placed = {one.case for one in places}
    found += [
        Finding(Fault.NO_PLACE, (key,), case.person) for key, case in frame.cases.items() if key not in placed
    ]
    return sorted(set(found))


def new_findings(frame: Frame, before: Sequence[Place], after: Sequence[Place]) -> list[Finding]:
    """What a change makes wrong that was not wrong before."""
    known = set(findings(frame, before))
    return [one for one in findings(frame, after) if one not in known]


def _clashes(frame: Frame, places: Sequence[Place]) -> Iterator[Finding]:
    rooms: dict[tuple[int, int], list[int]] = defaultdict(list)
    people: dict[tuple[int, int], list[tuple[Fault, int]]] = defaultdict(list)
    for one in places:
        rooms[one.room, one.round].append(one.case)
        person = frame.cases[one.case].person
        people[person, one.round].append((Fault.PERSON_TWICE, one.case))
        for assessor in one.assessors:
            people[assessor, one.round].append((Fault.ASSESSOR_TWICE, one.case))
        for player in one.players:
            people[player, one.round].append((Fault.PLAYER_TWICE, one.case))
    for cases in rooms.values():
        if len(cases) > 1:
            yield Finding(Fault.ROOM_TWICE, tuple(sorted(cases)))
    for (who, _round), parts in people.items():
        # Who plays two roles in one room is in one room only.
        there = {case for _fault, case in parts}
        faults = {fault for fault, _case in parts}
        if len(there) > 1 or len(faults) > 1:
            worst = next(
                one for one in (Fault.PERSON_TWICE, Fault.ASSESSOR_TWICE, Fault.PLAYER_TWICE) if one in faults
            )
            yield Finding(worst, tuple(sorted(there)), who)


def _each(frame: Frame, places: Sequence[Place]) -> Iterator[Finding]:
    for one in places:
        person = frame.cases[one.case].person
        for assessor in sorted(one.assessors):
            if bar := frame.bar(assessor, frame.cases[one.case]):
                yield Finding(BARS[bar], (one.case,), assessor)
            if assessor not in frame.assessors:
                yield Finding(Fault.NO_ASSESSOR, (one.case,), assessor)
        if len(one.assessors) < frame.per_case:
            yield Finding(Fault.FEW_ASSESSORS, (one.case,), person)
        if one.round not in frame.rounds:
            yield Finding(Fault.REST, (one.case,), person)


def _scenarios(frame: Frame, places: Sequence[Place]) -> Iterator[Finding]:
    played: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in places:
        case = frame.cases[one.case]
        played[case.person, one.scenario].append(one.case)
        if (case.person, one.scenario) in frame.seen:
            yield Finding(Fault.SCENARIO_KNOWN, (one.case,), case.person)
        if one.scenario not in case.scenarios or frame.rooms[one.room] not in (None, one.scenario):
            yield Finding(Fault.SCENARIO_ELSEWHERE, (one.case,), case.person)
    for (person, _scenario), cases in played.items():
        if len(cases) > 1:
            yield Finding(Fault.SCENARIO_TWICE, tuple(sorted(cases)), person)


def loads(frame: Frame, places: Iterable[Place]) -> dict[int, int]:
    """How many cases each assessor has, those with none too."""
    count = Counter(assessor for one in places for assessor in one.assessors)
    return {assessor: count[assessor] for assessor in sorted(frame.assessors | set(count))}


@dataclass(frozen=True, slots=True)
class Network:
    """Who can be compared with whom: within a group severity, or difficulty, can be told from ability.

    Between groups it cannot, whatever the method, as nobody links them.
    """

    assessors: tuple[tuple[int, ...], ...]
    scenarios: tuple[tuple[int, ...], ...]

    @property
    def connected(self) -> bool:
        return len(self.assessors) <= 1 and len(self.scenarios) <= 1


def network(cases: Mapping[int, Case], places: Collection[Place]) -> Network:
    """The groups of assessors and of scenarios that the plan lets be compared.

    A level is taken as person + assessor + scenario. Two assessors can be compared where the difference
    of their columns can be estimated: where no vector of the null space of the design tells them apart.
    """
    import numpy as np

    rows = sorted({(cases[one.case].person, a, one.scenario) for one in places for a in one.assessors})
    if not rows:
        return Network((), ())
    names = [sorted({row[facet] for row in rows}) for facet in range(3)]
    starts = np.cumsum([0, *(len(one) for one in names)])
    design = np.zeros((len(rows), starts[-1]))
    for line, row in enumerate(rows):
        for facet, name in enumerate(row):
            design[line, starts[facet] + names[facet].index(name)] = 1.0
    _left, strengths, right = np.linalg.svd(design)
    rank = int((strengths > strengths[0] * 1e-9).sum())
    free = np.round(right[rank:].T, 6) + 0.0

    def groups(facet: int) -> tuple[tuple[int, ...], ...]:
        found: dict[tuple[float, ...], list[int]] = {}
        for place, name in enumerate(names[facet]):
            found.setdefault(tuple(free[starts[facet] + place]), []).append(name)
        return tuple(sorted(tuple(group) for group in found.values()))

    return Network(assessors=groups(1), scenarios=groups(2))
