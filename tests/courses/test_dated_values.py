"""The values that change with the years: UMA, minimum wages, hours, and the texts that say them."""

import shutil
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from courses.course_files import read_course
from courses.course_files.checks import values as checks
from courses.course_files.checks.sums import written_sums
from courses.course_files.reference import EXAMPLE
from courses.course_files.values import VALUES, aged, dated_values, examine_values

LATE_2026 = date(2026, 11, 26)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copy(VALUES, tmp_path / "values.yaml"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "amount"),
    [
        ("uma", "117.31"),
        ("minimum_wage", "315.04"),
        ("minimum_wage_border", "440.87"),
        ("absence_fine_low", "5865.50"),
        ("absence_fine_high", "11731.00"),
        ("seniority_base_cap", "630.08"),
        ("seniority_base_cap_border", "881.74"),
    ],
)
def test_the_values_of_2026(key: str, amount: str) -> None:
    assert dated_values().on(key, LATE_2026) == Decimal(amount)


def test_a_value_that_nobody_confirmed_is_not_made_up() -> None:
    values = dated_values()
    for key, day in (("uma", date(2026, 1, 31)), ("weekly_hours", LATE_2026), ("uma", date(2020, 1, 1))):
        with pytest.raises(LookupError, match="no value of"):
            values.on(key, day)
    assert values.on("weekly_hours", date(2027, 1, 1)) == 46
    with pytest.raises(KeyError):
        values.on("tax", LATE_2026)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("since: 2026-02-01", "since: 2024-02-01", "values.yaml, line 9, series.uma.values: stand in the "
         "order of time, one for each day"),
        ("of: uma", "of: umas", "values.yaml, line 29, derived.absence_fine_low.of: there is no series "
         '"umas": it is one of uma, minimum_wage, minimum_wage_border, weekly_hours'),
        ("key: minimum_wage\n", "key: uma\n", 'values.yaml, line 12, series.uma.key: the key "uma" is used '
         "twice: rename one"),
        (", value: 46", "", "values.yaml, line 26, series.weekly_hours.values.2.value: has a value, or says "
         "whom to ask; not both, not neither"),
        ("value: 315.04, source", "value: 315.04, sorce", "values.yaml, line 16, "
         "series.minimum_wage.values.1.sorce: no such field: did you mean source?"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_values_is_said(copy: Path, old: str, new: str, said: str) -> None:
    change(copy, old, new)
    assert said in [str(problem) for problem in examine_values(copy)[1]]


def test_values_grow_old() -> None:
    values = dated_values()
    assert list(aged(values, LATE_2026)) == []
    assert [problem.message.split(",")[0] for problem in aged(values, date(2027, 2, 2))] == [
        "changes every year"
    ] * 3
    assert [problem.field for problem in aged(values, date(2027, 11, 28))] == [
        "checked",
        "series.uma.values",
        "series.minimum_wage.values",
        "series.minimum_wage_border.values",
    ]


@pytest.mark.parametrize(("day", "said"), [("2026-11-26", False), ("2028-01-10", True)])
def test_the_command_tells_that_the_values_are_old(day: str, said: bool) -> None:
    out = StringIO()
    with time_machine.travel(f"{day}T12:00:00Z"):
        call_command("check_course", stdout=out)
    warning = "worth a look: values.yaml, line 4, checked: is over a year ago (2026-11-26)"
    assert (warning in out.getvalue()) is said


def test_a_replaced_amount_is_found_wherever_it_stands(copy: Path, tmp_path: Path) -> None:
    change(copy, "117.31, source", '117.31, source: "x"}\n      - {since: 2027-02-01, value: 120, source')
    values, problems = examine_values(copy)
    assert problems == []
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "course"))
    for language in ("es", "en"):
        lesson = folder / f"modules/m1_opening/01_first_words.{language}.md"
        change(lesson, "\n## ", "\n117.31, 120.00, 5,865.50.\n\n## ")
    found = [str(problem) for problem in checks.replaced(read_course(folder), values)]
    assert [line.split(": ", 1)[1] for line in found] == [
        "117.31 was uma of an earlier year: see values.yaml",
        "5,865.50 was absence_fine_low of an earlier year: see values.yaml",
    ] * 2
    assert list(checks.replaced(read_course(folder), dated_values())) == []


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("18 días × 400 = 7,200.", [("18 días × 400 = 7,200", "7200", "7200.00")]),
        ("25 % × 7,200 = 1,801", [("25 % × 7,200 = 1,801", "1801", "1800.00")]),
        ("12 × 4 × 400 = 19,200", [("12 × 4 × 400 = 19,200", "19200", "19200.00")]),
        ("15 × 283 / 365 × 380 = 4,419.45", [("15 × 283 / 365 × 380 = 4,419.45", "4419.45", "4419.45")]),
        ("7,200 + 1,800 − 500 = 8,500", [("7,200 + 1,800 − 500 = 8,500", "8500", "8500.00")]),
        ("100 − 2 × 30 = 40", [("100 − 2 × 30 = 40", "40", "40.00")]),
        ("2 mínimos × 315.04 = 630.08", [("2 mínimos × 315.04 = 630.08", "630.08", "630.08")]),
        ("15 × 2 ÷ 3 × 4 = 40", [("15 × 2 ÷ 3 × 4 = 40", "40", "40.00")]),
        ("4 = 4 y 2026-11-26", []),
        ("de 2025, 15 × 455 = 6,825", []),
    ],
)  # fmt: skip
def test_sums_are_read_as_people_write_them(words: str, sums: list[tuple[str, str, str]]) -> None:
    found = [(written, str(stated), str(result)) for written, stated, result in written_sums(words)]
    assert found == sums
