"""When sheets have to be talked over: each of the six reasons, and none else."""

import pytest

from assessments.rules.competence import CompetenceRules, outcome
from assessments.rules.moderation import Sheet, Trigger, triggers

RULES = CompetenceRules()
CRITICAL = frozenset({"c02", "c09", "c10"})
FOURS = (4,) * 10


def sheet(*levels, judgment=None, rules=RULES):
    scores = {f"c{place:02}": level for place, level in enumerate(levels, start=1)}
    return Sheet(scores, judgment, outcome(scores, critical=CRITICAL, rules=rules))


def found(*sheets, rules=RULES, **more):
    return triggers(sheets, critical=CRITICAL, rules=rules, **more)


def test_of_one_sheet_alone_nothing_is_said():
    assert found(sheet(*[1] * 10, judgment=4), incident=True) == {}
    assert found() == {}


def test_sheets_that_agree_need_no_talk():
    assert found(sheet(*FOURS), sheet(*FOURS)) == {}
    assert found(sheet(*FOURS, judgment=3), sheet(3, *FOURS[1:], judgment=4)) == {}
    assert found(sheet(*FOURS, judgment=2), sheet(None, *FOURS[1:])) == {}


def test_two_levels_apart_on_a_criterion():
    assert found(sheet(*FOURS), sheet(2, *FOURS[1:])) == {Trigger.GAP: ("c01",)}
    assert found(sheet(*FOURS), sheet(2, 4, 4, 2, *FOURS[4:])) == {Trigger.GAP: ("c01", "c04")}
    wide = CompetenceRules(moderation_gap=3)
    assert found(sheet(*FOURS), sheet(2, *FOURS[1:]), rules=wide) == {}


def test_a_critical_criterion_at_two_against_three():
    two, three = sheet(4, 2, *FOURS[2:]), sheet(4, 3, *FOURS[2:])
    assert found(two, three) == {Trigger.VERDICT: (), Trigger.CRITICAL: ("c02",)}
    assert found(two, two) == {}
    assert Trigger.CRITICAL not in found(three, sheet(*FOURS))
    # What nobody saw reaches no minimum, so the verdicts differ; the levels do not.
    assert found(three, sheet(4, None, *FOURS[2:])) == {Trigger.VERDICT: ()}


def test_verdicts_that_differ_without_a_gap():
    enough, little = sheet(*FOURS), sheet(4, 4, None, None, None, None, 4, 4, 4, 4)
    assert found(enough, little) == {Trigger.VERDICT: ()}


@pytest.mark.parametrize(
    ("levels", "judgment", "told"),
    [
        (FOURS, 1, True),
        (FOURS, 2, False),
        (FOURS, 3, False),
        (FOURS, 4, False),
        (FOURS, None, False),
        ((1,) * 10, 1, False),
        ((1,) * 10, 2, False),
        ((1,) * 10, 3, True),
        ((1,) * 10, 4, True),
    ],
)
def test_a_view_of_the_whole_that_denies_its_own_levels(levels, judgment, told):
    assert found(sheet(*levels, judgment=judgment), sheet(*levels)) == (
        {Trigger.JUDGMENT: ()} if told else {}
    )


@pytest.mark.parametrize(
    ("threes", "near"),
    # Both sheets have so many threes, the rest fours: means from 3.1 to 3.3.
    [(9, True), (8, True), (7, False)],
)
def test_a_mean_near_the_line(threes, near):
    both = sheet(*[3] * threes, *[4] * (10 - threes))
    assert (Trigger.GREY_ZONE in found(both, both)) is near
    assert found(both, both, rules=CompetenceRules(grey_zone=0)) == {}


def test_the_line_is_met_from_below_as_well():
    low = sheet(2, 2, *[3] * 8)
    assert found(low, low)[Trigger.GREY_ZONE] == ()
    assert Trigger.GREY_ZONE not in found(sheet(*[2] * 10), sheet(*[3] * 5, *[2] * 5))


def test_what_happened_in_the_room():
    assert found(sheet(*FOURS), sheet(*FOURS), incident=True) == {Trigger.INCIDENT: ()}


def test_three_sheets_are_compared_pair_by_pair():
    assert found(sheet(*FOURS), sheet(3, *FOURS[1:]), sheet(2, *FOURS[1:])) == {Trigger.GAP: ("c01",)}
