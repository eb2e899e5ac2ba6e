"""Breakdowns of a release: they stay where nothing follows from them, and as few go as must."""

import random

import pytest

from analytics import disclosure
from analytics.releases import marks
from analytics.releases.marks import Facts
from analytics.releases.shown import Shown, Table
from analytics.releases.states import DIMENSIONS, State
from analytics.releases.tables import Breakdowns
from tests.analytics.disclosure import simulation

pytestmark = pytest.mark.django_db
K, FLOOR, CENTER = 5, 10, 7
RULES = {"pass_mark": 0.75, "improved_items": 2}
EVERY = frozenset(DIMENSIONS)


def mark(passed: bool, competent: bool = True) -> str:
    return marks.write(Facts(10.0, 16.0 if passed else 11.0, 20.0, True, passed, True, competent))


def state(people, release: int = 1) -> State:
    """People as (key, passed, competent, (sex, age, function)), of one office and one modality."""
    return State({key: (mark(p, c), (*group, "1", "remote")) for key, p, c, group in people}, RULES, release)


def withheld(*releases, table=Breakdowns) -> list[frozenset[str]]:
    """What each release in turn takes out; a release is {cohort: state}."""
    known: dict = {}
    found = []
    for number, states in enumerate(releases, start=1):
        after = {place: own[-1] for place, own in known.items()}
        after |= {(cohort, CENTER): one for cohort, one in states.items()}
        rows = table(number, K).rows(known, after, {CENTER} if states else set())
        found.append(frozenset(one.dimension for one in rows if one.withheld and one.center_id == CENTER))
        for place, one in after.items():
            if one.release == number:
                known.setdefault(place, []).append(one)
    return found


def cross(
    count: int, *, first: int = 0, passing=lambda number: number % 3 > 0, competent=lambda number: True
):
    """People spread evenly over everything: each row has a good many."""
    groups = [
        (sex, age, job) for sex in "FM" for age in ("30_39", "40_49") for job in ("judge", "conciliator")
    ]
    return [
        (first + number, passing(number // 8 + number), competent(number), groups[number % 8])
        for number in range(count)
    ]


def test_breakdowns_stay_where_every_row_is_large_enough():
    assert withheld({1: state(cross(48))}) == [frozenset()]


def test_a_measure_of_which_all_or_none_did_it_takes_no_breakdown_out():
    """The cohort's own figure says it of all of them already: so may its parts."""
    assert withheld({1: state(cross(48, competent=lambda number: False))}) == [frozenset()]


def test_a_breakdown_that_keeps_its_date_is_not_taken_out_for_what_it_does_not_show(monkeypatch):
    """Eleven newcomers, one of them a judge: the table by function stays as it was shown before."""
    kept = Breakdowns._moves
    monkeypatch.setattr(
        Breakdowns, "_moves", lambda self, mine, earlier, at: at != 2 and kept(self, mine, earlier, at)
    )
    before = cross(48)
    new = [
        (100 + n, n % 2 > 0, True, ("FM"[n % 2], "30_39", "judge" if n == 0 else "conciliator"))
        for n in range(22)
    ]
    assert withheld({1: state(before)}, {1: state([*before, *new], release=2)}) == [frozenset()] * 2
    # The control: had it moved on, the one judge would be the difference of two tables.
    shown = Shown(
        {(1, CENTER): [state(before), state([*before, *new], release=2)]},
        disclosure.LADDERS,
        k=K,
        floor=FLOOR,
    )
    moved = {Table(CENTER, "job_role", 1), Table(CENTER, "job_role", 2)}
    assert disclosure.tells(shown.figures("K2", moved), k=K, floor=FLOOR)


def test_only_the_breakdown_that_tells_goes():
    """Cohorts of men and of women, all but two: the table by sex gives those two away, the others nothing."""
    people = [
        (number, number % 3 > 0, number % 4 > 0, ("F" if cohort else "M", *group[1:]))
        for cohort in (0, 1)
        for number, _passed, _competent, group in cross(40, first=100 * cohort)
    ]
    people[0] = (*people[0][:3], ("F", *people[0][3][1:]))
    people[50] = (*people[50][:3], ("M", *people[50][3][1:]))
    cohorts = {1: state(people[:40]), 2: state(people[40:])}
    (away,) = withheld(cohorts)
    assert away == frozenset({"sex"}) or away == frozenset()
    shown = Shown(
        {(key, CENTER): [one] for key, one in cohorts.items()}, disclosure.LADDERS, k=K, floor=FLOOR
    )
    for tables in ([Table(CENTER, "age_band", 1)], [Table(CENTER, "job_role", 1)]):
        assert not disclosure.tells(shown.figures("K2", tables), k=K, floor=FLOOR)


@pytest.mark.slow("an attacker's integer programs over three releases")
@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_told_and_nothing_goes_for_nothing(seed):
    """Random centers over three releases, read by the attacker of the simulation."""
    chance = random.Random(seed)

    def person(key):
        group = (
            chance.choice("FFM"),
            chance.choice(["30_39", "40_49", "50_59", ""]),
            chance.choice(["judge", "conciliator", "conciliator", ""]),
        )
        return key, chance.random() < 0.6, chance.random() < 0.9, group

    known: dict = {}
    for number in (1, 2, 3):
        after = {place: own[-1] for place, own in known.items()}
        for cohort in range(3):
            grown = [person(1000 * number + 100 * cohort + n) for n in range(chance.randint(10, 30))]
            if chance.random() < 0.5 or number == 1:
                old = after.get((cohort, CENTER))
                members = {**(old.members if old else {}), **state(grown).members}
                after[cohort, CENTER] = State(members, RULES, number)
        rows = Breakdowns(number, K).rows(known, after, {CENTER})
        for place, one in after.items():
            if one.release == number:
                known.setdefault(place, []).append(one)
        own = [one for one in rows if one.center_id == CENTER]
        tables = {Table(CENTER, one.dimension, one.since_id) for one in own if not one.withheld}
        shown = Shown(known, disclosure.LADDERS, k=K, floor=FLOOR)
        away = [Table(CENTER, one.dimension, one.since_id) for one in own if one.withheld]
        for measure in marks.MEASURES:
            figures = shown.figures(measure, tables)
            results = shown.known(measure)
            assert simulation.certain(figures).few == 0
            assert not disclosure.tells(figures, k=K, floor=FLOOR, known=results)
        for one in away:
            assert any(
                disclosure.tells(shown.figures(measure, {*tables, one}), k=K, floor=FLOOR)
                for measure in marks.MEASURES
            )
