"""A figure moves on by twice the minimum or not at all, whatever the results are."""

import random

import pytest

from analytics import disclosure

from . import simulation


def facts(*keys: int, mark: int = 0) -> dict[int, int]:
    return dict.fromkeys(keys, mark)


@pytest.mark.parametrize(
    ("enrolled", "done", "closed", "action"),
    [
        (12, 12, False, "wait"),  # under four times the minimum: one release, at the closing
        (12, 12, True, "first"),
        (12, 10, True, "first"),
        (12, 9, True, "wait"),  # the cumulative figure less the other units would be theirs
        (40, 20, False, "first"),
        (40, 31, False, "wait"),  # nine to come: they would be a last batch that can never be shown
        (40, 31, True, "first"),
    ],
)
def test_a_unit_is_first_published(enrolled, done, closed, action):
    step = disclosure.advance(None, facts(*range(done)), k=5, enrolled=enrolled, closed=closed)
    assert step.action == action
    assert set(step.members) == (set(range(done)) if action == "first" else set())


@pytest.mark.parametrize("stragglers", range(1, 10))
def test_stragglers_leave_the_cohorts_figure_as_it_is_and_wait_in_the_pool(stragglers):
    before = facts(*range(30))
    late = facts(*range(30, 30 + stragglers))
    step = disclosure.advance(before, {**before, **late}, k=5, enrolled=40, closed=True)
    assert (step.action, step.members) == ("wait", before)
    pool = disclosure.pooled(None, [late], {}, k=5)
    assert (pool.action, pool.members) == ("wait", {})


def test_a_pool_alone_shows_a_mean_from_the_minimum_on_and_then_waits_like_all():
    first = disclosure.pooled(None, [facts(*range(7))], {}, k=5, alone=True)
    assert (first.action, len(first.members)) == ("first", 7)
    again = disclosure.pooled(first.members, [facts(8, 9)], first.members, k=5, alone=True)
    assert (again.action, again.members) == ("wait", first.members)
    assert disclosure.pooled(None, [facts(*range(4))], {}, k=5, alone=True).action == "wait"


def test_the_pool_is_shown_once_twice_the_minimum_wait_and_keeps_who_is_in_it():
    first = disclosure.pooled(None, [facts(1, 2, 3, 4), facts(*range(5, 11))], {}, k=5)
    assert (first.action, len(first.members)) == ("first", 10)
    again = disclosure.pooled(first.members, [facts(11)], first.members, k=5)
    assert (again.action, again.members, again.changed) == ("wait", first.members, 1)


@pytest.mark.parametrize(
    "now",
    [
        {**facts(*range(30)), 7: 1},  # one regrade
        facts(*range(29)),  # one erasure
        {**facts(*range(29)), **facts(40, 41, 42, mark=2)},  # one left, three came
    ],
)
def test_a_regrade_or_an_erasure_waits_for_enough_others(now):
    before = facts(*range(30))
    step = disclosure.advance(before, now, k=5, enrolled=30, closed=True)
    assert (step.action, step.members) == ("wait", before)
    later = {**now, **facts(*range(50, 60 - step.changed))}
    assert disclosure.advance(before, later, k=5, enrolled=30, closed=True).action == "move"


@pytest.mark.parametrize(
    ("added", "moves"),
    [
        ({30: ("M", 0), **dict.fromkeys(range(31, 36), ("F", 0))}, False),  # one man among six newcomers
        (dict.fromkeys(range(30, 40), ("F", 0)), True),
        ({key: ("F" if key % 2 else "M", 0) for key in range(30, 50)}, True),
        ({0: ("M", 0)}, False),  # one person moved from one office to the other
        ({}, False),
    ],
)
def test_a_breakdown_moves_on_as_a_whole_or_keeps_its_date(added, moves):
    before = {key: ("F" if key < 20 else "M", 0) for key in range(30)}
    assert disclosure.rows_move(before, {**before, **added}, k=5) is moves
    assert disclosure.rows_move(None, before, k=5)


def test_whether_anything_moves_is_the_same_for_every_assignment_of_results():
    """The same people on the same days with results drawn anew: the same figures over the same people."""
    people = simulation.center(random.Random(5), cohorts=3)
    patterns = set()
    for seed in range(4):
        chance = random.Random(seed)
        for person in people:
            person.results = [chance.random() < (0.1, 0.5, 0.9, 1.0)[seed] for _number in range(2)]
        shown = simulation.released(people, range(0, 200, 10))
        patterns.add(tuple(figure.members for figure in shown))
    assert len(patterns) == 1


def test_an_attacker_who_reads_every_release_knows_nobodys_result():
    """Small here; `python -m tests.drills.disclosure` takes 200 cohorts. The control must leak."""
    chance = random.Random(2)
    known = leaked = 0
    for _center in range(3):
        people = simulation.center(chance, cohorts=3)
        known += simulation.certain(simulation.released(people, range(0, 200, 20))).few
        leaked += simulation.certain(simulation.live(people, range(0, 200, 20))).few
    assert known == 0
    assert leaked > 20
