"""The course of collective conciliation: what it holds, and every figure and date that it states."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from courses.course_files import CourseFile, read_course
from courses.course_files.markup import block_text
from tests.courses.scenario_figures import money

CONTENT = Path(__file__).parents[2] / "courses" / "content"
FOLDER = CONTENT / "collective_conciliation"


@pytest.fixture(scope="module")
def course() -> CourseFile:
    return read_course(FOLDER)


def words_of(course: CourseFile, key: str) -> tuple[str, str]:
    """All that a lesson says, in Spanish and in English."""
    lesson = next(one for one in course.lessons if one.key == key)
    spanish, english = (" ".join(map(block_text, text.blocks)) for text in (lesson.es, lesson.en))
    return spanish, english


def says(texts: tuple[str, str], *amounts: float) -> None:
    for amount in amounts:
        for text in texts:
            assert f"{amount:,.0f}" in text, amount


def test_it_has_four_modules_with_practice_and_two_sheets_to_print(course: CourseFile) -> None:
    assert [module.topic for module in course.modules] == ["c1", "c2", "c3", "c4"]
    uses = [Counter(lesson.use for lesson in module.lessons) for module in course.modules]
    assert [one["read"] for one in uses] == [5, 5, 6, 6]
    assert [one["practice"] for one in uses] == [1, 1, 1, 1]
    assert [one["aid"] for one in uses] == [0, 0, 1, 1]
    assert [(step.kind, step.mode, step.scenarios) for step in course.steps if step.kind == "role_play"] == [
        ("role_play", "coached", ("pre_strike_table",)),
        ("role_play", "assessed", ("local_revision",)),
    ]


def test_its_test_covers_every_module_alike_and_half_of_it_applies(course: CourseFile) -> None:
    items = course.instruments["collective_test"].items
    assert Counter(item.topic for item in items) == {"c1": 5, "c2": 5, "c3": 5, "c4": 5}
    assert Counter(item.correct for item in items) == {"a": 5, "b": 5, "c": 5, "d": 5}
    assert Counter(item.level for item in items) == {"recall": 3, "understand": 7, "apply": 10}
    assert all(item.articles and len(item.options) == 4 for item in items)
    assert all(option.feedback for item in items for option in item.options)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_right_answer_is_not_given_away_by_its_length(course: CourseFile, language: str) -> None:
    longest = 0
    for item in course.instruments["collective_test"].items:
        lengths = {option.key: len(option.text.get(language)) for option in item.options}
        longest += all(lengths[item.correct] > one for key, one in lengths.items() if key != item.correct)
    assert longest <= 5


def test_the_pre_strike_table_is_the_same_in_both_courses(course: CourseFile) -> None:
    first = read_course(CONTENT / "labor_conciliation")
    mine = course.scenarios["pre_strike_table"]
    assert mine == first.scenarios["pre_strike_table"].replace(rubric="collective_conciliation")
    kept = {criterion.key for criterion in course.rubrics["collective_conciliation"].criteria}
    assert kept == {criterion.key for criterion in first.rubrics["labor_conciliation"].criteria}


def test_no_key_of_the_course_is_one_of_the_first(course: CourseFile) -> None:
    first = read_course(CONTENT / "labor_conciliation")
    assert not {one.key for one in course.lessons} & {one.key for one in first.lessons}
    assert not set(course.instruments) & set(first.instruments)


def test_the_package_lesson_adds_up(course: CourseFile) -> None:
    texts = words_of(course, "c4-package")
    payroll = 120 * 500 * 365
    point = payroll / 100
    two_dates = 3 * point + 120 * 15 * 184
    vouchers, once = 120 * 200 * 12, 120 * 1000
    first, second = 5 * point + vouchers, two_dates + vouchers + once
    says(texts, payroll, point, 5 * point, two_dates, vouchers, once, 120 * 500, first, second)
    says(texts, 6 * point, 6 * point - two_dates, 120 * 20 * 184, 4 * point)
    shares = [5 * point, two_dates, vouchers, 120 * 500, once, first, second]
    assert [money(100 * one / payroll) for one in shares] == [5.0, 4.51, 1.32, 0.27, 0.55, 6.32, 6.38]
    for share in ("5.00", "4.51", "1.32", "0.27", "0.55", "6.32", "6.38"):
        assert all(share in text for text in texts)
    assert (date(2026, 12, 31) - date(2026, 7, 1)).days + 1 == 184
    says(words_of(course, "c4-practice"), 80 * 450 * 365, 80 * 450 * 365 / 100)


def item(course: CourseFile, key: str) -> tuple[str, str]:
    """The right answer of a test item or of a spare one, in both languages."""
    items = [*course.instruments["collective_test"].items, *course.spare_items]
    found = next(one for one in items if one.key == key)
    right = next(option for option in found.options if option.key == found.correct)
    return right.text.es, right.text.en


def test_the_figures_of_the_test_are_right(course: CourseFile) -> None:
    assert round(0.30 * 340) - 100 == 2
    assert "2" in item(course, "x02")[0]
    assert item(course, "x03")[0].endswith("15 de julio")
    assert date(2027, 3, 31) - timedelta(days=60) == date(2027, 1, 30)
    assert item(course, "x06") == ("30 de enero de 2027", "January 30, 2027")
    notice, call = date(2026, 5, 12), date(2026, 5, 14)
    lawful = [
        day
        for day in (21, 23, 25, 30)
        if (date(2026, 5, day) - notice).days >= 10 and 10 <= (date(2026, 5, day) - call).days <= 15
    ]
    assert lawful == [25]
    assert item(course, "x08")[1] == "May 25"
    assert item(course, "x11")[0] == "Jueves 15, 13:00"
    assert item(course, "x12")[0] == "Jueves 6, 9:30"
    assert 90 * 600 * 0.02 * 184 == 198_720
    assert item(course, "x16")[0].startswith("198,720")
    fits = [name for name, cost in {"a": 620, "b": 610, "c": 590, "d": 627}.items() if cost <= 600]
    assert fits == ["c"]


def test_two_items_of_each_module_are_spare_and_their_figures_are_right(course: CourseFile) -> None:
    spares = course.spare_items
    assert Counter(item.topic for item in spares) == {"c1": 2, "c2": 2, "c3": 2, "c4": 2}
    assert Counter(item.correct for item in spares) == {"a": 2, "b": 2, "c": 2, "d": 2}
    assert all(option.feedback for item in spares for option in item.options)
    assert date(2026, 6, 15) - timedelta(days=30) == date(2026, 5, 16)
    assert item(course, "x23") == ("16 de mayo de 2026", "May 16, 2026")
    # Monday the 3rd, as in August 2026.
    first = datetime(2026, 8, 3, 17) + timedelta(days=10)
    assert (date(2026, 8, 3).strftime("%a"), first.strftime("%a %d %H")) == ("Mon", "Thu 13 17")
    assert item(course, "x25")[0] == "Jueves 13, 17:00"
    assert item(course, "x27")[0].startswith(f"{150 * (250 * 12 + 1200):,}")


# Days of the month that fall on the weekdays that the lessons name, each counted in hours.
@pytest.mark.parametrize(
    ("since", "hours", "until"),
    [
        (datetime(2026, 6, 1, 16), 24, datetime(2026, 6, 2, 16)),
        (datetime(2026, 6, 1, 16), 48, datetime(2026, 6, 3, 16)),
        (datetime(2026, 6, 3, 8), 48, datetime(2026, 6, 5, 8)),
        (datetime(2026, 6, 3, 8), 6 * 24, datetime(2026, 6, 9, 8)),
        (datetime(2026, 6, 3, 8), 10 * 24, datetime(2026, 6, 13, 8)),
    ],
)
def test_the_clock_lesson_counts_right(course: CourseFile, since, hours, until) -> None:
    assert since + timedelta(hours=hours) == until
    spanish, english = words_of(course, "c3-the-clock")
    weekday = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"][until.weekday()]
    assert f"{weekday} {until.day}, {until.hour}:00" in spanish
    day = until.strftime("%A")
    assert any(f"{day} the {until.day}{end}, {until.hour}:00" in english for end in ("st", "nd", "rd", "th"))


def test_dates_of_the_lessons_on_the_vote_are_right(course: CourseFile) -> None:
    # Friday the 4th, as in September 2026: ten days later is Monday the 14th.
    signed, vote = date(2026, 9, 4), date(2026, 9, 16)
    assert (signed.strftime("%a"), (signed + timedelta(days=10)).strftime("%a %d")) == ("Fri", "Mon 14")
    assert (vote - timedelta(days=15)).strftime("%a %d") == "Tue 01"
    assert (vote - timedelta(days=10)).strftime("%a %d") == "Sun 06"
    # The scene: Monday the 5th, as in October 2026.
    assert (date(2026, 10, 5) + timedelta(days=10)).strftime("%a %d") == "Thu 15"
    assert date(2026, 10, 5).strftime("%a") == "Mon"
    assert date(2026, 6, 30) - timedelta(days=60) == date(2026, 5, 1)
    assert 150 // 2 + 1 == 76
    says(words_of(course, "c2-practice"), 76)
    assert date(2026, 5, 2) + timedelta(days=15) == date(2026, 5, 17)
    assert "17 de mayo" in words_of(course, "c4-practice")[0]
