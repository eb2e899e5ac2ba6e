"""The figures and dates of the first course's lessons, worked out again from the law's own rules."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from courses.course_files import read_course
from courses.course_files.markup import block_text
from courses.course_files.values import dated_values
from courses.management.commands.load_course import DEFAULT_FOLDER

DAY = date(2026, 6, 30)
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def words() -> dict[str, tuple[str, str]]:
    """What each lesson says, in Spanish and in English."""
    return {
        lesson.key: (
            " ".join(block_text(block) for block in lesson.es.blocks),
            " ".join(block_text(block) for block in lesson.en.blocks),
        )
        for lesson in read_course(DEFAULT_FOLDER).lessons
    }


def says(words: dict[str, tuple[str, str]], lesson: str, *figures: str) -> None:
    for text in words[lesson]:
        for figure in figures:
            assert figure in text, (lesson, figure)


def money(amount: Decimal) -> str:
    amount = amount.quantize(CENT, ROUND_HALF_UP)
    return f"{amount:,.2f}" if amount != amount.to_integral() else f"{amount.to_integral():,}"


def vacation_days(year: int) -> int:
    """Article 76: 12 after the first year, two more each year to 20, then two more every five."""
    return 12 + 2 * (year - 1) if year <= 5 else 20 + 2 * ((year - 1) // 5)


@pytest.mark.parametrize(("year", "days"), [(1, 12), (2, 14), (4, 18), (5, 20), (6, 22), (10, 22), (11, 24)])
def test_vacation_days(year: int, days: int) -> None:
    assert vacation_days(year) == days


def test_the_fines_for_missing_conciliation(words) -> None:
    values = dated_values()
    figures = [f"{values.on(key, DAY):,.2f}" for key in ("uma", "absence_fine_low", "absence_fine_high")]
    says(words, "m2-summons", *figures)
    says(words, "m2-practice", *figures)


def test_the_caps_on_the_seniority_premium(words) -> None:
    values = dated_values()
    keys = ("minimum_wage", "minimum_wage_border", "seniority_base_cap", "seniority_base_cap_border")
    says(words, "m4-figures", *(f"{values.on(key, DAY):,.2f}" for key in keys))
    says(words, "m4-practice", f"{values.on('seniority_base_cap', DAY):,.2f}")


def test_the_two_blocks_of_a_dismissal_after_four_years(words) -> None:
    daily, integrated, years = Decimal(480), Decimal(515), 4
    assert daily < dated_values().on("seniority_base_cap", DAY)
    vacation = vacation_days(years) * daily
    days = (date(2026, 6, 30) - date(2025, 12, 31)).days
    bonus = (15 * days * daily / 365).quantize(CENT, ROUND_HALF_UP)
    parts = [vacation, vacation / 4, bonus, 12 * years * daily]
    says(words, "m4-figures", f"{days} ")
    says(words, "m4-figures", *map(money, parts), money(sum(parts)))
    says(words, "m4-figures-disputed", money(90 * integrated), money(30 * integrated), money(sum(parts)))
    assert money(sum(parts)) == "37,410.41"


def test_the_sums_of_the_full_hearing(words) -> None:
    daily, integrated, years = Decimal(450), Decimal(485), 3
    assert (
        dated_values().on("minimum_wage_border", DAY) < daily < dated_values().on("seniority_base_cap", DAY)
    )
    days = (date(2026, 5, 31) - date(2025, 12, 31)).days
    vacation = vacation_days(years) * daily
    bonus = (15 * days * daily / 365).quantize(CENT, ROUND_HALF_UP)
    earned = [9 * daily, vacation, vacation / 4, bonus]
    disputed = [12 * years * daily, 90 * integrated]
    says(words, "m3-full-hearing", *map(money, [*earned, *disputed, sum(earned), sum(disputed)]))
    says(words, "m3-full-hearing", money(sum(earned) + sum(disputed)), f"{days} ÷ 365")
    assert sum(earned) < 45_000 < sum(earned) + sum(disputed)
    says(words, "m4-drafting", money(sum(earned)), "36,000", "12,000")


def test_the_penalty_of_deferred_payments_is_a_days_wage(words) -> None:
    says(words, "m4-practice", "420", "24,000")
    says(words, "m4-drafting", "450")


def test_the_last_of_45_calendar_days(words) -> None:
    last = date(2026, 3, 2) + timedelta(days=45)
    assert last == date(2026, 4, 16)
    assert "El 16 de abril." in words["m2-practice"][0]
    assert f"{last:%B} {last.day}." in words["m2-practice"][1]


def test_the_clock_of_a_strike_notice(words) -> None:
    """Filed on Saturday 6 at 11:00, served on Monday 8 at 10:00 (articles 920 III, 921, 921 Bis, 922)."""
    filed, served = datetime(2026, 6, 6, 11), datetime(2026, 6, 8, 10)
    assert filed.weekday() == 5
    told, latest = filed + timedelta(hours=24), filed + timedelta(hours=48)
    answer, stoppage = served + timedelta(hours=48), served + timedelta(days=6)
    assert served < latest
    assert (told.day, latest.day, answer.day, stoppage.day) == (7, 8, 10, 14)
    spanish, english = words["m6-pre-strike-clocks"]
    for moment, day, en in (
        (told, "domingo", "Sunday"),
        (latest, "lunes", "Monday"),
        (answer, "miércoles", "Wednesday"),
        (stoppage, "domingo", "Sunday"),
    ):
        assert f"{moment:%A}" == en
        assert f"{day} {moment.day} a las {moment:%H:%M}" in spanish
        assert f"{en} the {moment.day}th at {moment:%H:%M}" in english


@pytest.mark.parametrize(
    ("lesson", "start", "end", "days"),
    [
        ("m6-contract-revision", date(2026, 2, 10), date(2026, 3, 31), 49),
        ("m6-practice", date(2026, 8, 4), date(2026, 9, 30), 57),
    ],
)
def test_days_left_before_an_agreement_expires(words, lesson: str, start: date, end: date, days: int) -> None:
    assert (end - start).days == days
    says(words, lesson, str(days))


def test_the_first_day_of_a_vote(words) -> None:
    """Ten days from the notice (article 390 Ter)."""
    assert date(2026, 6, 12) + timedelta(days=10) == date(2026, 6, 22)
    assert (date(2026, 6, 12).weekday(), date(2026, 6, 22).weekday()) == (4, 0)
    assert "lunes 22" in words["m6-revision-vote"][0]
    assert "Monday the 22nd" in words["m6-revision-vote"][1]
    assert date(2026, 3, 3) + timedelta(days=10) == date(2026, 3, 13)
    assert (date(2026, 3, 3).weekday(), date(2026, 3, 13).weekday()) == (1, 4)
    assert "viernes 13" in words["m6-revision-vote"][0]
