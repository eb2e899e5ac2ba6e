"""The audit of a release with everything shown before it, and of what two roles see together."""

import random

import pytest

from analytics import disclosure
from analytics.disclosure import Published, history

from . import simulation


def shown(members, passed: int) -> Published:
    return Published(frozenset(members), passed)


def audit(*figures: Published):
    return disclosure.audit(figures, k=5, floor=10)


def test_two_looks_that_differ_by_one_person_are_found():
    assert audit(shown(range(20), 12)) == ()
    (finding,) = audit(shown(range(20), 12), shown(range(21), 13))
    assert (finding.members, finding.low, finding.high) == (frozenset({20}), 1.0, 1.0)
    assert audit(shown(range(20), 12), shown(range(30), 18)) == ()


def test_all_or_none_of_few_is_found_and_of_many_is_not():
    assert [one.members for one in audit(shown(range(20), 12), shown(range(27), 19))] == [
        frozenset(range(20, 27))
    ]
    assert audit(shown(range(20), 12), shown(range(27), 18)) == ()
    assert audit(shown(range(20), 12), shown(range(30), 22)) == ()


def test_what_a_figure_says_of_all_of_enough_people_may_be_said_of_its_parts():
    women = shown(range(12, 20), 5)
    assert audit(shown(range(12), 12), shown(range(4, 20), 13), women) == ()
    # The control: no figure of enough people says it of all, and of the four it follows.
    assert [one.members for one in audit(shown(range(12), 11), shown(range(4, 12), 7))] == [
        frozenset(range(4))
    ]


def test_bounds_count_and_not_only_equations():
    """No sum says how many of the three did it, but of the other four there can be no more than four."""
    found = audit(shown(range(20), 11), shown(range(3, 24), 12), shown([*range(3), *range(20, 24)], 7))
    assert [(one.members, one.low) for one in found] == [
        (frozenset(range(3)), 3.0),
        (frozenset(range(20, 24)), 4.0),
    ]


def test_a_person_with_two_roles_is_audited_on_both():
    """The program's figure less the own center's is another center's handful."""
    manager, officer = shown(range(20), 12), shown(range(24), 15)
    assert audit(manager) == audit(officer) == ()
    (finding,) = audit(manager, officer)
    assert (finding.members, finding.low, finding.high) == (frozenset(range(20, 24)), 3.0, 3.0)


@pytest.mark.parametrize("seed", range(8))
def test_programs_of_a_few_atoms_find_what_one_for_all_finds(seed, monkeypatch):
    """Having results at hand, and how many atoms are moved at once, change time and no finding."""
    people = simulation.center(random.Random(seed), cohorts=3)
    figures = simulation.live(people, range(0, 120, 15))
    known = {mark: int(people[mark[0]].passed(mark)) for one in figures for mark in one.members}
    whole = audit(*figures)
    assert whole
    assert disclosure.tells(figures, k=5, floor=10)
    monkeypatch.setattr(history, "_AT_ONCE", 3)
    for found in (audit(*figures), disclosure.audit(figures, k=5, floor=10, known=known)):
        assert {(one.members, one.low, one.high) for one in found} == {
            (one.members, one.low, one.high) for one in whole
        }


def test_the_audit_finds_what_an_attacker_finds():
    """The attacker of the simulation solves integer programs of its own."""
    people = simulation.center(random.Random(8), cohorts=2)
    live = simulation.live(people, range(0, 200, 20))
    found = {member for one in audit(*live) for member in one.members}
    assert simulation.certain(live).few > 0
    assert len(found) >= simulation.certain(live).few
    assert audit(*simulation.released(people, range(0, 200, 20))) == ()
