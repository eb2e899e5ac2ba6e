"""Every check by its name: its promise is broken, and what is then said has its line."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from courses.course_files import examine_course
from courses.course_files.checks import CHECKS
from courses.course_files.checks.base import promises
from courses.course_files.checks.raw_text import TEXT_CHECKS
from courses.course_files.reference import EXAMPLE, markdown
from courses.course_files.schema import ITEM_CLASSES
from tests.courses.course_file_breaks import (
    BROKEN,
    ELSEWHERE,
    EN,
    ES,
    OPINION,
    RUBRIC,
    TEST,
    change,
    said,
)


def test_the_example_passes_every_check() -> None:
    assert said(EXAMPLE) == []


def test_every_check_is_broken_here() -> None:
    assert BROKEN.keys() | ELSEWHERE == CHECKS.keys() | TEXT_CHECKS.keys()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_said_with_its_line(copy: Path, name: str) -> None:
    file, old, new, expected = BROKEN[name]
    if name == "step-scenarios":
        rubric = (copy / RUBRIC).read_text(encoding="utf-8").replace("key: hearing", "key: other")
        (copy / "rubrics/other.yaml").write_text(rubric, encoding="utf-8")
    change(copy, file, old, new)
    assert said(copy) == expected


def test_one_check_alone_finds_what_is_its_own(copy: Path) -> None:
    change(copy, "course.yaml", "hours: 1", "hours: 3")
    course, _problems = examine_course(copy)
    assert len(list(CHECKS["course-hours"].find(course))) == 1
    assert list(CHECKS["course-law"].find(course)) == []


def test_two_checks_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="two checks are called course-law"):
        promises("course-law", "")(lambda course: [])


def test_a_lesson_says_the_minutes_that_it_takes(copy: Path) -> None:
    for file in (ES, EN):
        change(copy, file, "minutes: 2", "minutes: 3")
    assert said(copy) == [
        "course.yaml, line 33, steps.lessons.minutes: the lessons add up to 3 minutes",
        f"{ES}, line 4, minutes: says 3, but its words take 1.3 minutes to read",
    ]


def test_the_bounds_of_a_number_rise(copy: Path) -> None:
    change(copy, OPINION, "low: 0, high: 10", "low: 10, high: 0")
    assert said(copy) == [f"{OPINION}, line 16, items.o02.high: must be more than low"]


def test_a_lesson_is_short(copy: Path) -> None:
    for file in (ES, EN):
        change(copy, file, "minutes: 2", "minutes: 6")
        change(copy, file, "\n## ", f"\n{' '.join(['palabra'] * 600)}\n\n## ")
    change(copy, "course.yaml", "minutes: 2", "minutes: 6")
    assert said(copy) == [f"{ES}, line 4, minutes: a lesson takes 5 minutes or less: split it"]


def test_two_lessons_have_two_keys(copy: Path) -> None:
    for language in ("es", "en"):
        first = copy / f"modules/m1_opening/01_first_words.{language}.md"
        shutil.copy(first, first.with_name(f"02_again.{language}.md"))
    change(copy, "modules/m1_opening/module.yaml", "[01_first_words]", "[01_first_words, 02_again]")
    change(copy, "course.yaml", "minutes: 2", "minutes: 4")
    assert said(copy) == [
        "modules/m1_opening/02_again.es.md, line 2, key: "
        f'the key "m1-first-words" is already that of the lesson in {ES}: change one'
    ]


def test_one_question_may_stand_in_two_forms(copy: Path) -> None:
    change(copy, OPINION, "key: o04", "key: k02")
    opinion = (copy / OPINION).read_text(encoding="utf-8").split("\n")
    question = next(
        line for line in (copy / TEST).read_text(encoding="utf-8").split("\n") if "key: k02" in line
    )
    opinion = [question if "key: k02" in line else line for line in opinion]
    (copy / OPINION).write_text("\n".join(opinion), encoding="utf-8")
    assert said(copy) == []


def test_a_rubric_is_called_like_its_file(copy: Path) -> None:
    (copy / RUBRIC).rename(copy / "rubrics/other.yaml")
    assert said(copy) == [
        'rubrics/other.yaml, line 1, key: is "hearing", but the file is called other.yaml: give both one name'
    ]


def test_near_misses_are_named(copy: Path) -> None:
    change(copy, TEST, "    source:", "    sorce:")
    change(copy, RUBRIC, "critical: true", "critcal: true")
    change(copy, OPINION, "type: scale", "type: scal")
    types = ", ".join(get_args(one.model_fields["type"].annotation)[0] for one in ITEM_CLASSES.values())
    assert said(copy) == [
        f"{TEST}, line 17, items.k01.sorce: no such field: did you mean source?",
        f'{OPINION}, line 15, items.o01.type: must be one of {types}, not "scal"; did you mean scale?',
        f"{RUBRIC}, line 20, criteria.opening.critical: is missing: add it",
        f"{RUBRIC}, line 21, criteria.opening.critcal: no such field: did you mean critical?",
    ]


def test_the_page_for_authors_is_what_the_schema_says() -> None:
    """When this fails: python manage.py course_schema > docs/course-files.md"""
    page = Path(__file__).parents[2] / "docs" / "course-files.md"
    assert page.read_text(encoding="utf-8") == markdown()


def as_aid(folder: Path, minutes: int, more: str = "") -> None:
    """Turn the example's lesson into a sheet to print."""
    for file in (ES, EN):
        change(folder, file, "key: m1-first-words", "key: m1-aid-first-words")
        change(folder, file, "minutes: 2", f"minutes: {minutes}")
        path = folder / file
        lines = path.read_text(encoding="utf-8").split("\n::: check")[0]
        path.write_text(f"{lines}\n{more}\n", encoding="utf-8")
    change(folder, "course.yaml", "minutes: 2", f"minutes: {minutes}")


def test_a_sheet_to_print_asks_nothing_and_fits_one_page(copy: Path) -> None:
    as_aid(copy, minutes=1)
    assert said(copy) == []
    as_long = copy / ES
    as_long.write_text(
        f"{as_long.read_text(encoding='utf-8')}\n{' '.join(['palabra'] * 400)}\n", encoding="utf-8"
    )
    assert [line for line in said(copy) if "fit one page" in line] == [
        f"{ES}, line 2, body: its 474 words do not fit one page: 400 do"
    ]


def test_a_lesson_of_practice_has_five_questions(copy: Path) -> None:
    for file in (ES, EN):
        change(copy, file, "key: m1-first-words", "key: m1-practice")
    assert said(copy) == [
        f"{file}, line 2, body: a lesson of practice has 5 check questions" for file in (EN, ES)
    ]
