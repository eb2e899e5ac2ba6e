"""Filling the slots of an exam day.

First every case gets a round and a scenario, then every case its assessors, both as integer programs
that HiGHS solves; rooms follow by assignment. Where the assessors of a round cannot be found in the
second step, both are solved as one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from assessments.rules.day_plans import Frame, Place, loads, network

SECONDS = 20.0
TRIES = 12
# Above it the joint program would take minutes.
JOINT_LIMIT = 20_000


class NoPlanError(Exception):
    """The cases do not fit."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How strictly a plan is to be good: what is asked first is given up when nothing fits.

    `spaced`: nobody plays in two rounds on end. `slack`: by how many slots more than the fairest share
    assessors may differ; None is any number.
    """

    spaced: bool
    slack: int | None


WISHES = (Wish(True, 0), Wish(True, 1), Wish(False, 0), Wish(False, 2), Wish(False, None))
ANY = Wish(spaced=False, slack=None)


def rounds_needed(frame: Frame) -> int:
    """With fewer rounds than this nothing fits: by rooms, by assessors, by what one person has to do."""
    cases = len(frame.cases)
    at_once = min(len(frame.rooms), len(frame.assessors) // max(1, frame.per_case))
    if not at_once:
        raise NoPlanError
    most = max(Counter(case.person for case in frame.cases.values()).values(), default=0)
    return max(-(-cases // at_once), most)


def solve(frame: Frame, *, fixed: Sequence[Place] = (), seed: int = 1) -> list[Place]:
    """A place for every case of the frame that has none in `fixed`, with those of `fixed` as they are.

    Tries on with other draws while assessors or scenarios would be left without a link. Raises
    NoPlanError where nothing fits.
    """
    for wish in WISHES:
        best: list[Place] | None = None
        for attempt in range(TRIES):
            try:
                found = [*fixed, *_solve_once(frame, fixed, wish, seed + attempt)]
            except NoPlanError:
                break
            best = found
            if _linked(frame, found):
                return found
        if best is not None:
            return best
    raise NoPlanError


def _linked(frame: Frame, places: Sequence[Place]) -> bool:
    """Whether no other draw would link more: where nobody plays twice no plan links the scenarios."""
    found = network(frame.cases, places)
    several = len({case.person for case in frame.cases.values()}) < len(frame.cases)
    return len(found.assessors) <= 1 and (len(found.scenarios) <= 1 or not several)


def without(
    frame: Frame,
    places: Sequence[Place],
    assessor: int,
    *,
    held: Collection[int] = (),
    spare: Sequence[int] = (),
) -> list[Place]:
    """The plan once an assessor is gone: rounds in which they had nothing stay as they were.

    `held` are cases whose places do not change, begun ones for instance. In the other rounds at first
    only assessors change, as few as can be; where that does not do, cases move among those rounds and
    as few of the `spare` ones as can be. Raises NoPlanError.
    """
    left = replace(frame, assessors=frame.assessors - {assessor})
    touched = {one.round for one in places if assessor in one.assessors and one.case not in held}
    fixed = [one for one in places if one.round not in touched or one.case in held]
    moving = [one for one in places if one.round in touched and one.case not in held]
    if not moving:
        return list(places)
    with suppress(NoPlanError):
        chosen = _assessors(left, moving, fixed, ANY, seed=1, keep=True)
        return [*fixed, *(replace(one, assessors=chosen[one.case]) for one in moving)]
    cases = {one.case: frame.cases[one.case] for one in places}
    for more in range(len(spare) + 1):
        rounds = [*(one for one in frame.rounds if one in touched), *spare[:more]]
        with suppress(NoPlanError):
            return solve(replace(left, cases=cases, rounds=rounds), fixed=fixed)
    raise NoPlanError


def _solve_once(frame: Frame, fixed: Sequence[Place], wish: Wish, seed: int) -> list[Place]:
    placed = {one.case for one in fixed}
    unplaced = [key for key in frame.cases if key not in placed]
    if not unplaced:
        return []
    program = _Program(seed)
    moments = _moments(program, frame, fixed, unplaced, wish)
    chosen = _moment_of(moments, program.solution())
    drafts = [Place(case, 0, round_, scenario, frozenset()) for case, (round_, scenario) in chosen.items()]
    try:
        by_case = _assessors(frame, drafts, fixed, wish, seed)
    except NoPlanError:
        size = len(unplaced) * len(frame.assessors) * len(frame.rounds)
        if size > JOINT_LIMIT:
            raise
        drafts, by_case = _jointly(frame, fixed, unplaced, wish, seed)
    drafts = [replace(one, assessors=by_case[one.case]) for one in drafts]
    return _rooms(frame, fixed, drafts)


class _Program:
    """An integer program that is put together bit by bit; every unknown is 0 or 1."""

    def __init__(self, seed: int) -> None:
        import numpy as np

        self.draws = np.random.default_rng(seed)
        self.costs: list[float] = []
        self.rows: list[tuple[Sequence[int], Sequence[float], float, float]] = []

    def unknown(self, cost: float = 0.0) -> int:
        """A new unknown; a little chance in its cost makes one plan out of many equal ones."""
        self.costs.append(cost + float(self.draws.random()))
        return len(self.costs) - 1

    def limit(
        self, unknowns: Iterable[int], most: float, *, least: float = 0.0, weights: Sequence[float] = ()
    ) -> None:
        columns = list(unknowns)
        self.rows.append((columns, weights or [1.0] * len(columns), least, most))

    def solution(self) -> Any:
        """Which unknowns are 1."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        if any(not columns and least > 0 for columns, _weights, least, _most in self.rows):
            raise NoPlanError
        rows = [row for row in self.rows if row[0]]
        lines = np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows])
        columns = np.concatenate([np.asarray(row[0]) for row in rows])
        values = np.concatenate([np.asarray(row[1]) for row in rows])
        matrix = csr_array((values, (lines, columns)), shape=(len(rows), len(self.costs)))
        found = milp(
            np.array(self.costs),
            integrality=np.ones(len(self.costs), dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(
                matrix, np.array([row[2] for row in rows]), np.array([row[3] for row in rows])
            ),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.2},
        )
        if found.x is None:
            raise NoPlanError
        return found.x > 0.5


Moments = dict[int, dict[tuple[int, int], int]]


def _moments(
    program: _Program, frame: Frame, fixed: Sequence[Place], unplaced: Sequence[int], wish: Wish
) -> Moments:
    """The unknowns "this case in this round with this scenario", and what holds between them."""
    busy = {(who, one.round) for one in fixed for who in _people(frame, one)}
    done = {(frame.cases[one.case].person, one.scenario) for one in fixed}
    unknowns: Moments = {}
    for key in unplaced:
        case = frame.cases[key]
        unknowns[key] = {
            (round_, scenario): program.unknown(0.2 * order)
            for order, round_ in enumerate(frame.rounds)
            if (case.person, round_) not in busy
            for scenario in frame.open_to(case)
            if (case.person, scenario) not in done
        }
        program.limit(unknowns[key].values(), 1.0, least=1.0)
    by_person: dict[tuple[int, int], list[int]] = defaultdict(list)
    by_scenario: dict[tuple[int, int], list[int]] = defaultdict(list)
    by_round: dict[int, dict[int, list[int]]] = {one: defaultdict(list) for one in frame.rounds}
    shared: dict[tuple[tuple[int, ...], int], list[int]] = defaultdict(list)
    for key, own in unknowns.items():
        case = frame.cases[key]
        for (round_, scenario), unknown in own.items():
            by_person[case.person, round_].append(unknown)
            by_scenario[case.person, scenario].append(unknown)
            by_round[round_][scenario].append(unknown)
            shared[case.scenarios, scenario].append(unknown)
    for group in (by_person, by_scenario):
        for own_unknowns in group.values():
            program.limit(own_unknowns, 1.0)
    if wish.spaced:
        _space(program, frame, by_person)
    if wish.slack is not None:
        sizes = Counter(frame.cases[key].scenarios for key in unplaced)
        for (offered, _scenario), own_unknowns in shared.items():
            program.limit(own_unknowns, -(-sizes[offered] // len(offered)) + wish.slack)
    _capacity(program, frame, fixed, by_round)
    return unknowns


def _space(program: _Program, frame: Frame, by_person: Mapping[tuple[int, int], Sequence[int]]) -> None:
    """Nobody plays in two rounds that follow each other; a rest between them is enough."""
    people = {person for person, _round in by_person}
    for before, after in zip(frame.rounds, frame.rounds[1:], strict=False):
        if after == before + 1:
            for person in people:
                both = [*by_person.get((person, before), ()), *by_person.get((person, after), ())]
                program.limit(both, 1.0)


def _capacity(
    program: _Program,
    frame: Frame,
    fixed: Sequence[Place],
    by_round: Mapping[int, Mapping[int, Sequence[int]]],
) -> None:
    """Rooms: those kept for a scenario take that one only, the others any. Assessors: enough of them."""
    for round_, by_scenario in by_round.items():
        free = dict(frame.rooms)
        for one in fixed:
            if one.round == round_:
                free.pop(one.room, None)
        kept = Counter(one for one in free.values() if one is not None)
        open_rooms = sum(1 for one in free.values() if one is None)
        used = len({a for one in fixed if one.round == round_ for a in one.assessors} & frame.assessors)
        crews = (len(frame.assessors) - used) // max(1, frame.per_case)
        everything = [unknown for own in by_scenario.values() for unknown in own]
        program.limit(everything, min(len(free), crews))
        over: list[int] = []
        for scenario, own in by_scenario.items():
            # As many as come to the open rooms; each is one unknown.
            spill = [program.unknown() for _ in range(min(open_rooms, len(own)))]
            over += spill
            program.limit(
                [*own, *spill],
                kept[scenario],
                least=-float(len(spill)),
                weights=[1.0] * len(own) + [-1.0] * len(spill),
            )
        program.limit(over, open_rooms)


def _moment_of(unknowns: Moments, solution: Any) -> dict[int, tuple[int, int]]:
    return {
        key: next(moment for moment, unknown in own.items() if solution[unknown])
        for key, own in unknowns.items()
    }


def _assessors(
    frame: Frame,
    drafts: Sequence[Place],
    fixed: Sequence[Place],
    wish: Wish,
    seed: int,
    *,
    keep: bool = False,
) -> dict[int, frozenset[int]]:
    """Who assesses each case whose round is known. `keep`: change as few as can be."""
    program = _Program(seed)
    busy = {(who, one.round) for one in fixed for who in _people(frame, one)}
    busy |= {(frame.cases[one.case].person, one.round) for one in drafts}
    busy |= {(player, one.round) for one in drafts for player in one.players}
    had = loads(frame, fixed)
    unknowns: dict[int, dict[int, int]] = {}
    at_once: dict[tuple[int, int], list[int]] = defaultdict(list)
    of: dict[int, list[int]] = defaultdict(list)
    for one in drafts:
        unknowns[one.case] = {
            # Who has more already is asked last; who is there already, first.
            assessor: program.unknown(
                0.5 * had.get(assessor, 0) + 50.0 * (keep and assessor not in one.assessors)
            )
            for assessor in sorted(frame.assessors)
            if frame.may_rate(assessor, frame.cases[one.case]) and (assessor, one.round) not in busy
        }
        program.limit(unknowns[one.case].values(), frame.per_case, least=frame.per_case)
        for assessor, unknown in unknowns[one.case].items():
            at_once[assessor, one.round].append(unknown)
            of[assessor].append(unknown)
    for own in at_once.values():
        program.limit(own, 1.0)
    if wish.slack is not None and frame.assessors:
        least, over = divmod(sum(had.values()) + len(drafts) * frame.per_case, len(frame.assessors))
        for assessor in sorted(frame.assessors):
            most = max(0, least + bool(over) + wish.slack - had.get(assessor, 0))
            program.limit(
                of[assessor], most, least=min(most, max(0, least - wish.slack - had.get(assessor, 0)))
            )
    solution = program.solution()
    return {
        case: frozenset(assessor for assessor, unknown in own.items() if solution[unknown])
        for case, own in unknowns.items()
    }


def _jointly(
    frame: Frame, fixed: Sequence[Place], unplaced: Sequence[int], wish: Wish, seed: int
) -> tuple[list[Place], dict[int, frozenset[int]]]:
    """Rounds, scenarios and assessors in one program."""
    program = _Program(seed)
    moments = _moments(program, frame, fixed, unplaced, wish)
    busy = {(who, one.round) for one in fixed for who in _people(frame, one)}
    pairs: dict[int, dict[tuple[int, int], int]] = {}
    at_once: dict[tuple[int, int], list[int]] = defaultdict(list)
    for key in unplaced:
        pairs[key] = {
            (assessor, round_): program.unknown()
            for round_ in frame.rounds
            for assessor in sorted(frame.assessors)
            if frame.may_rate(assessor, frame.cases[key]) and (assessor, round_) not in busy
        }
        for round_ in frame.rounds:
            here = [unknown for (_a, when), unknown in pairs[key].items() if when == round_]
            played = [unknown for (when, _s), unknown in moments[key].items() if when == round_]
            weights = [1.0] * len(here) + [-float(frame.per_case)] * len(played)
            program.limit([*here, *played], 0.0, weights=weights)
        for (assessor, round_), unknown in pairs[key].items():
            at_once[assessor, round_].append(unknown)
    for own in at_once.values():
        program.limit(own, 1.0)
    solution = program.solution()
    chosen = _moment_of(moments, solution)
    drafts = [Place(case, 0, round_, scenario, frozenset()) for case, (round_, scenario) in chosen.items()]
    by_case = {
        key: frozenset(assessor for (assessor, _round), unknown in own.items() if solution[unknown])
        for key, own in pairs.items()
    }
    return drafts, by_case


def _rooms(frame: Frame, fixed: Sequence[Place], drafts: Sequence[Place]) -> list[Place]:
    """A room for each case of each round, such that assessors stay where they were as far as can be."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    found: list[Place] = []
    before: dict[int, frozenset[int]] = {}
    for round_ in frame.rounds:
        taken = {one.room: one for one in fixed if one.round == round_}
        free = [one for one in frame.rooms if one not in taken]
        here = [one for one in drafts if one.round == round_]
        costs = np.zeros((len(here), len(free)))
        for line, one in enumerate(here):
            for column, room in enumerate(free):
                fits = frame.rooms[room] in (None, one.scenario)
                stay = len(one.assessors & before.get(room, frozenset()))
                # An open room is left to those who have no other.
                costs[line, column] = (0.1 * (frame.rooms[room] is None) - stay) if fits else 1e6
        lines, columns = linear_sum_assignment(costs)
        if len(lines) < len(here) or any(costs[a, b] >= 1e6 for a, b in zip(lines, columns, strict=True)):
            raise NoPlanError
        now = [replace(here[a], room=free[b]) for a, b in zip(lines, columns, strict=True)]
        found += now
        before = {one.room: one.assessors for one in [*now, *taken.values()]}
    return found


def _people(frame: Frame, place: Place) -> set[int]:
    return {frame.cases[place.case].person} | place.assessors | place.players
