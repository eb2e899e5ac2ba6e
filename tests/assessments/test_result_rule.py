"""What a person's assessed role-plays come to together."""

from dataclasses import replace

import pytest

from assessments.data import RatingOutcome
from assessments.rules.results import Performance, ResultRule, Verdict, performances_of, result

TWO = ResultRule(scenarios=2, assessors=2, mean="together", grey_zone=0.2)


def played(*means, sheets=2, barred=False):
    return [
        Performance(about=place, sheets=sheets, mean=mean, pass_mean=3.0, barred=barred)
        for place, mean in enumerate(means)
    ]


def verdict(performances, rule=TWO):
    return result(performances, rule).verdict


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ((), Verdict.NOTHING),
        ((3.6,), Verdict.MORE),
        ((3.6, 3.0), Verdict.COMPETENT),
        ((3.8, 2.7), Verdict.COMPETENT),
        ((3.2, 3.2), Verdict.FURTHER),
        ((2.8, 2.8), Verdict.FURTHER),
        ((3.3, 3.2), Verdict.COMPETENT),
        ((2.8, 2.7), Verdict.NOT_COMPETENT),
        # One more was played: nothing lies between any more.
        ((2.8, 2.8, 3.4), Verdict.COMPETENT),
        ((3.2, 3.1, 2.6), Verdict.NOT_COMPETENT),
    ],
)
def test_two_different_role_plays_and_one_more_near_the_line(means, said):
    assert verdict(played(*means)) == said


def test_what_bars_is_no_matter_of_one_more():
    assert verdict([*played(3.1), replace(played(3.1, 3.1)[1], barred=True)]) == Verdict.NOT_COMPETENT
    assert verdict([*played(None), *played(3.9, 3.9)[1:]]) == Verdict.COMPETENT
    assert verdict(played(None, None)) == Verdict.NOT_COMPETENT


def test_the_same_scenario_twice_and_a_lone_sheet_do_not_count():
    twice = [played(3.9)[0], played(1.0)[0]]
    assert (verdict(twice), result(twice, TWO).waits_for) == (Verdict.MORE, 1)
    assert verdict(twice, ResultRule()) == Verdict.COMPETENT
    assert verdict([*played(3.9), *played(3.9, 3.9, sheets=1)[1:]]) == Verdict.MORE


def test_as_it_stands_each_role_play_has_to_reach_the_line_by_itself():
    assert verdict(played(3.9, 2.9), ResultRule()) == Verdict.NOT_COMPETENT
    assert verdict(played(3.0, sheets=1), ResultRule()) == Verdict.COMPETENT
    assert ResultRule.from_json({}) == ResultRule()
    assert ResultRule.from_json({**TWO.to_json(), "else": 1}) == TWO


def sheet(occasion, assessor, competent, mean, *, about=None, barred=False):
    return RatingOutcome(
        occasion, 1, assessor, True, None, mean, 10, True, competent, True,
        counted_mean=mean, barred=barred, about=about,
    )  # fmt: skip


def test_sheets_become_performances():
    found = performances_of(
        [sheet(7, 1, True, 3.5, about=4), sheet(7, 2, True, 3.1, about=4), sheet(8, 1, False, 2.0)]
    )
    assert found == [
        Performance(4, 2, 3.3, 3.0, False),
        Performance(("occasion", 8), 1, 2.0, 3.0, False),
    ]
    # Sheets that were never talked over: competent only when all of them say so.
    (apart,) = performances_of([sheet(7, 1, True, 3.4), sheet(7, 2, False, 2.9)])
    assert (apart.mean, apart.barred) == (pytest.approx(3.15), True)


def test_it_is_known_when_the_mean_alone_does_not_explain_the_result():
    assert result(played(3.1, 3.2, 3.4, barred=True), TWO).held_back
    assert not result(played(2.8, 2.7), TWO).held_back
    assert not result(played(3.3, 3.2), TWO).held_back
    assert not result(played(3.6), TWO).held_back
