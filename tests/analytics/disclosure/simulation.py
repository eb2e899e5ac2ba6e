"""Centers whose people finish one by one, what is published of them, and an attacker who reads all of it.

The attacker knows everything but results: who finished when, who was regraded, erased or moved, and the
rules. Each published count is one equation over people; what is certain of a person is worked out by
elimination and by integer programs, not by the audit of the product.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from scipy import optimize

from analytics import disclosure
from analytics.disclosure import Group, Published

K, FLOOR = 5, 10


@dataclass
class Person:
    """One person: results are numbered, since a regrade may change them."""

    key: int
    sex: str
    cohort: int
    finishes: int | None
    results: list[bool]
    changes: list[int] = field(default_factory=list)
    """Days of regrades (1), by index; the result from then on is the next one."""
    erased: int | None = None

    def known(self, day: int) -> tuple[int, int] | None:
        """The mark of what is known on that day: the person and the number of the result."""
        if self.finishes is None or self.finishes > day or (self.erased is not None and self.erased <= day):
            return None
        return self.key, sum(change <= day for change in self.changes)

    def passed(self, mark: tuple[int, int]) -> bool:
        """The result of that number."""
        return self.results[mark[1]]


def center(chance: random.Random, cohorts: int, first: int = 0) -> list[Person]:
    """The people of a center: cohorts of 12 to 60, 85 % finish, 64 % pass, some late, regraded, erased."""
    people: list[Person] = []
    for cohort in range(cohorts):
        for _person in range(chance.randint(12, 60)):
            late = chance.random() < 0.1
            person = Person(
                key=first + len(people),
                sex=chance.choices(["F", "M", ""], [0.55, 0.38, 0.07])[0],
                cohort=cohort,
                finishes=None
                if chance.random() > 0.85
                else chance.randint(61, 150)
                if late
                else chance.randint(1, 60),
                results=[chance.random() < 0.64 for _number in range(2)],
            )
            if person.finishes and chance.random() < 0.05:
                person.changes = [chance.randint(person.finishes, 170)]
            if chance.random() < 0.03:
                person.erased = chance.randint(1, 170)
            people.append(person)
    return people


CLOSES = 60


def released(people: list[Person], days: range) -> list[Published]:
    """Every count that the releases of these days show: cohorts, the cumulative figure, the table by sex."""
    by_key = {person.key: person for person in people}
    cohorts: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        cohorts[person.cohort].append(person)
    units: dict[int, dict] = {}
    pool: dict | None = None
    rows: dict | None = None
    shown: list[Published] = []

    def show(marks, floor=FLOOR):
        marks = frozenset(marks)
        if len(marks) >= floor:
            shown.append(Published(marks, sum(by_key[mark[0]].passed(mark) for mark in marks)))

    for day in days:
        waiting = []
        for cohort, members in cohorts.items():
            known = {one.key: mark for one in members if (mark := one.known(day)) is not None}
            own = {key: mark for key, mark in known.items() if key not in (pool or {})}
            step = disclosure.advance(
                units.get(cohort), own, k=K, enrolled=len(members), closed=day >= CLOSES
            )
            if step.moves:
                units[cohort] = dict(step.members)
            figure = units.get(cohort, {})
            show(figure.values())
            if day >= CLOSES:
                waiting.append({key: mark for key, mark in own.items() if key not in figure})
        still = {key: mark for key in pool or {} if (mark := by_key[key].known(day)) is not None}
        step = disclosure.pooled(pool, waiting, still, k=K, alone=not units)
        if step.moves:
            pool = dict(step.members)
        everybody = {
            **{key: mark for own in units.values() for key, mark in own.items()},
            **((pool if pool and len(pool) >= FLOOR else None) or {}),
        }
        # What the cumulative figure has more than the cohorts.
        show((pool or {}).values())
        show(everybody.values())
        now = {key: (by_key[key].sex, mark) for key, mark in everybody.items()}
        if everybody and disclosure.rows_move(rows, now, k=K):
            rows = now
        by_sex: dict[str, list] = defaultdict(list)
        for sex, mark in (rows or {}).values():
            by_sex[sex].append(mark)
        groups = [Group(sex, len(own), ((0, len(own)),)) for sex, own in sorted(by_sex.items())]
        table = disclosure.breakdown(disclosure.LADDERS["sex"], groups, step=0, k=K, floor=FLOOR)
        for line in table.lines if table else ():
            if not line.hidden:
                show(by_sex[line.label[0]])
        if table:
            show(mark for own in by_sex.values() for mark in own)
    return shown


def live(people: list[Person], days: range) -> list[Published]:
    """The same figures as a page shows them that reads this moment, from five people on: the control."""
    shown = []
    for day in days:
        for cohort in {person.cohort for person in people}:
            marks = frozenset(
                mark for one in people if one.cohort == cohort and (mark := one.known(day)) is not None
            )
            count = sum(next(p for p in people if p.key == mark[0]).passed(mark) for mark in marks)
            if len(marks) >= K:
                shown.append(Published(marks, count))
    return shown


@dataclass(frozen=True)
class Knowledge:
    """How many results are certain, and how many more because all, or none, of enough people passed."""

    few: int
    unanimous: int


def certain(figures: list[Published]) -> Knowledge:
    """What the attacker can be sure of."""
    few = unanimous = 0
    figures = [one for one in dict.fromkeys(figures) if one.members]
    said = _said_of_all(figures)
    for matrix, totals, atoms in _systems(figures):
        sizes = np.array([len(one) for one in atoms], dtype=float)
        # Of each atom whether some way to fill them all leaves somebody out, and whether one has anybody.
        can_lack, can_have = np.zeros(len(sizes), dtype=bool), np.zeros(len(sizes), dtype=bool)
        for place, size in enumerate(sizes):
            for seen, sign in ((can_lack, 1.0), (can_have, -1.0)):
                if seen[place]:
                    continue
                cost = np.zeros(len(sizes))
                cost[place] = sign
                filled = optimize.milp(
                    cost,
                    constraints=optimize.LinearConstraint(matrix, totals, totals),
                    integrality=np.ones(len(sizes)),
                    bounds=optimize.Bounds(0, sizes),
                ).x
                can_lack |= filled < sizes - 1e-6
                can_have |= filled > 1e-6
            if not (can_lack[place] and can_have[place]):
                told = len(atoms[place] & said)
                unanimous += told
                few += int(size) - told
    return Knowledge(few, unanimous)


def _said_of_all(figures):
    """Who is in a published group, or the difference of two, of enough people to say it of all or none."""
    found = set()
    for one in [Published(frozenset(), 0), *figures]:
        for other in figures:
            if one.members < other.members and len(other.members) - len(one.members) >= FLOOR:
                count, size = other.count - one.count, len(other.members) - len(one.members)
                if count in (0, size):
                    found |= other.members - one.members
    return found


def _systems(figures):
    """People with the same column are one unknown; figures that share nobody are solved apart."""
    columns = defaultdict(list)
    for place, figure in enumerate(figures):
        for member in figure.members:
            columns[member].append(place)
    groups = defaultdict(set)
    for member, column in columns.items():
        groups[tuple(column)].add(member)
    left = set(groups)
    while left:
        column = left.pop()
        used, block = set(column), [column]
        grown = True
        while grown:
            more = [one for one in left if used & set(one)]
            grown = bool(more)
            for one in more:
                left.discard(one)
                block.append(one)
                used |= set(one)
        rows = sorted(used)
        matrix = np.array([[float(row in one) for one in block] for row in rows])
        yield matrix, np.array([float(figures[row].count) for row in rows]), [groups[one] for one in block]
