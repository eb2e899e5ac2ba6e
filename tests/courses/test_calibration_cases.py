"""The calibration cases that come along: what their references come to, and where their figures are from."""

import re

import pytest

from assessments.rules.competence import CompetenceRules, outcome
from courses.course_files import read_course
from courses.course_files.markup import block_text
from courses.management.commands.load_course import DEFAULT_FOLDER

MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?")


@pytest.fixture(scope="module")
def course():
    return read_course(DEFAULT_FOLDER)


@pytest.mark.parametrize(
    ("key", "mean", "observed", "competent", "critical_below"),
    [
        ("bakery_session", 3.1, 10, True, set()),
        ("laundry_session", 3.0, 10, False, {"impartiality", "safety"}),
        ("remote_session", 2.56, 9, False, {"legality"}),
    ],
)
def test_what_the_reference_comes_to(course, key, mean, observed, competent, critical_below):
    case, rubric = course.calibration_cases[key], course.rubrics["labor_conciliation"]
    levels = {one.criterion: one.level for one in case.reference}
    critical = frozenset(one.key for one in rubric.criteria if one.critical)
    rules = CompetenceRules.from_json(rubric.rules.model_dump())
    result = outcome(levels, critical=critical, rules=rules)
    assert (round(result.mean, 2), result.observed, result.competent) == (mean, observed, competent)
    assert {one for one in critical if (levels[one] or 0) < rules.critical_min} == critical_below


def test_together_they_ask_for_every_level_and_for_not_observed(course):
    given = {one.level for case in course.calibration_cases.values() for one in case.reference}
    assert given == {None, 1, 2, 3, 4}


def test_their_amounts_are_those_of_the_scenario(course):
    imposed = {"remote_session": {"55,000", "30,000"}}
    for key, case in course.calibration_cases.items():
        known = set(MONEY.findall(course.scenarios[case.scenario].model_dump_json()))
        known |= {amount.removesuffix(".00") for amount in known}
        assert set(MONEY.findall(case.text.es)) - known == imposed.get(key, set()), key


def test_the_figures_of_the_case_that_trainers_read_add_up():
    lessons = read_course(DEFAULT_FOLDER.parent / "training_of_trainers").lessons
    case = next(lesson for lesson in lessons if lesson.key == "t4-case-dry-cleaner")
    for text in (case.es, case.en):
        words = " ".join(map(block_text, text.blocks))
        assert f"{90 * 490:,}" in words
        assert f"{90 * 490 + 9_900:,}" in words
