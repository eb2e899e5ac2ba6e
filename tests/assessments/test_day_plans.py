"""Plans of exam days: what is refused, how slots are filled, who can be compared."""

from dataclasses import replace

import pytest

from assessments.rules.day_plans import Bar, Case, Fault, Finding, Frame, Place, findings, loads, network
from assessments.rules.day_solver import NoPlanError, rounds_needed, solve, without
from assessments.rules.exam_days import Minutes, code_word, timetable

CASES = {number: Case(number, 100 + (number + 1) // 2, (1 + (number + 1) % 2,)) for number in range(1, 25)}


def frame(**more):
    """Twelve people who play two scenarios each, four rooms of which two keep to each, eight assessors."""
    usual = {
        "cases": CASES,
        "rooms": {1: 1, 2: 1, 3: 2, 4: 2},
        "rounds": [1, 2, 3, 4, 5, 7],
        "assessors": frozenset(range(1, 9)),
        "barred": {(1, 101): Bar.COACH, (2, 102): Bar.KNOWN},
        "read": frozenset({(5, 4)}),
    }
    return Frame(**{**usual, **more})


@pytest.fixture(scope="module")
def filled():
    return solve(frame())


def test_slots_are_filled_without_a_fault_evenly_and_linked(filled):
    assert rounds_needed(frame()) == 6
    assert len(filled) == 24
    assert findings(frame(), filled) == []
    assert set(loads(frame(), filled).values()) == {6}
    assert network(CASES, filled).connected


def test_without_an_assessor_rounds_that_were_not_theirs_stay(filled):
    wide = frame(assessors=frozenset(range(1, 10)), rounds=[1, 2, 3, 4, 5, 7, 8, 9])
    places = solve(wide)
    theirs = {one.round for one in places if 9 in one.assessors}
    assert 0 < len(theirs) < len({one.round for one in places})
    after = without(wide, places, 9, spare=[10, 11])
    assert findings(replace(wide, assessors=wide.assessors - {9}, rounds=range(1, 12)), after) == []
    assert {one for one in places if one.round not in theirs} <= set(after)
    # Eight assessors for four rooms leave nobody over: with seven, cases move on to further rounds.
    fewer = without(frame(), filled, 3, spare=range(8, 14))
    assert {one.round for one in fewer} > {one.round for one in filled}
    assert (
        findings(replace(frame(), assessors=frozenset({1, 2, 4, 5, 6, 7, 8}), rounds=range(1, 14)), fewer)
        == []
    )
    with pytest.raises(NoPlanError):
        without(frame(), filled, 3)


def test_what_does_not_fit_is_refused():
    with pytest.raises(NoPlanError):
        solve(frame(rounds=[1, 2, 3, 4, 5]))
    with pytest.raises(NoPlanError):
        solve(frame(seen=frozenset({(101, 1)})))


def test_who_has_seen_one_of_two_scenarios_gets_the_other():
    cases = {1: Case(1, 101, (1, 2)), 2: Case(2, 102, (1, 2))}
    small = frame(cases=cases, rooms={1: None}, rounds=[1, 2], seen=frozenset({(101, 1), (102, 2)}))
    assert {one.case: one.scenario for one in solve(small)} == {1: 2, 2: 1}


PLACE = Place(1, 1, 1, 1, frozenset({3, 4}))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([PLACE, Place(3, 1, 1, 1, frozenset({5, 6}))], Finding(Fault.ROOM_TWICE, (1, 3))),
        ([PLACE, Place(2, 3, 1, 2, frozenset({5, 6}))], Finding(Fault.PERSON_TWICE, (1, 2), 101)),
        ([PLACE, Place(3, 2, 1, 1, frozenset({3, 6}))], Finding(Fault.ASSESSOR_TWICE, (1, 3), 3)),
        (
            [replace(PLACE, players=frozenset({9})), Place(3, 2, 1, 1, frozenset({5, 6}), frozenset({9}))],
            Finding(Fault.PLAYER_TWICE, (1, 3), 9),
        ),
        ([replace(PLACE, assessors=frozenset({1, 4}))], Finding(Fault.COACH, (1,), 1)),
        ([Place(3, 1, 1, 1, frozenset({2, 4}))], Finding(Fault.KNOWN, (3,), 2)),
        ([Place(4, 3, 1, 2, frozenset({5, 4}))], Finding(Fault.READ, (4,), 5)),
        ([replace(PLACE, assessors=frozenset({4, 77}))], Finding(Fault.NO_ASSESSOR, (1,), 77)),
        ([replace(PLACE, assessors=frozenset({4}))], Finding(Fault.FEW_ASSESSORS, (1,), 101)),
        ([replace(PLACE, round=6)], Finding(Fault.REST, (1,), 101)),
        ([replace(PLACE, room=3)], Finding(Fault.SCENARIO_ELSEWHERE, (1,), 101)),
        (
            [PLACE, Place(2, 1, 2, 1, frozenset({5, 6}))],
            Finding(Fault.SCENARIO_TWICE, (1, 2), 101),
        ),
    ],
    ids=lambda one: one.fault.value if isinstance(one, Finding) else "",
)
def test_each_fault_is_found(places, expected):
    found = findings(frame(), places)
    assert expected in found
    assert {one.fault for one in found} - {Fault.NO_PLACE, Fault.SCENARIO_ELSEWHERE} <= {expected.fault}


def test_nobody_assesses_themselves():
    assert Finding(Fault.SELF, (1,), 101) in findings(
        frame(), [replace(PLACE, assessors=frozenset({4, 101}))]
    )


def test_a_scenario_that_was_watched_is_found():
    assert Finding(Fault.SCENARIO_KNOWN, (1,), 101) in findings(frame(seen=frozenset({(101, 1)})), [PLACE])


def test_a_plan_of_two_crews_is_no_network():
    """Each crew rates its own people in both scenarios: which crew is stricter nobody can tell."""
    crews = [frozenset({1, 2}), frozenset({3, 4})]
    apart = [Place(key, 1, key, case.scenarios[0], crews[case.person > 106]) for key, case in CASES.items()]
    found = network(CASES, apart)
    assert found.assessors == ((1, 2), (3, 4))
    assert found.scenarios == ((1, 2),)
    assert not found.connected
    # One person seen by both is enough.
    linked = [
        replace(one, assessors=crews[one.case % 2]) if CASES[one.case].person == 101 else one for one in apart
    ]
    assert network(CASES, linked).connected


def test_scenarios_that_nobody_plays_both_of_cannot_be_compared():
    cases = {1: Case(1, 101, (1,)), 2: Case(2, 102, (2,))}
    both = [Place(1, 1, 1, 1, frozenset({1, 2})), Place(2, 1, 2, 2, frozenset({1, 2}))]
    assert network(cases, both).scenarios == ((1,), (2,))
    assert network(cases, both).assessors == ((1, 2),)


def test_the_clock_of_a_day_has_its_rests():
    from datetime import UTC, datetime

    times = timetable(
        datetime(2026, 11, 27, 9, tzinfo=UTC), Minutes(10, 30, 10, 5), rounds=4, rest_every=2, rest_minutes=20
    )
    assert [(one.number, one.starts_at.strftime("%H:%M"), one.rest) for one in times] == [
        (1, "09:00", False),
        (2, "09:55", False),
        (3, "10:50", True),
        (4, "11:10", False),
        (5, "12:05", False),
    ]


def test_code_words_never_repeat():
    words = [code_word(place) for place in range(400)]
    assert len(set(words)) == 400
    assert words[0] == "Abedul"
