"""Every figure that a role-play states comes out again from its wages and dates."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from courses.course_files.markup import figures
from courses.course_files.values import dated_values
from tests.courses.scenario_figures import Employment, money

CONTENT = Path(__file__).parents[2] / "courses" / "content"
FIRST, SECOND = "labor_conciliation", "collective_conciliation"
FILES = sorted(CONTENT.glob(f"{FIRST}/scenarios/*.yaml")) + sorted(CONTENT.glob(f"{SECOND}/scenarios/*.yaml"))


def case(key: str, course: str = FIRST) -> dict:
    return yaml.safe_load((CONTENT / course / "scenarios" / f"{key}.yaml").read_text(encoding="utf-8"))


def both(text: dict) -> tuple[str, str]:
    return text["es"], text["en"]


def said(amount: float, *texts: dict) -> None:
    """The amount stands in each text, in both languages."""
    for text in texts:
        for words in both(text):
            assert f"{amount:,.2f}" in words or (amount == int(amount) and f"{int(amount):,}" in words), (
                amount
            )


def texts_of(content: dict) -> list[dict]:
    sheet = content["assessor"]
    found = [content["facts"], sheet["solution"], *sheet["clauses"], *sheet["respects"]]
    found += [role["sheet"] for role in content["roles"]] + content["preparation"]
    found += [one["text"] for one in (*content["watch"], *content["prompts"], *sheet["timing"])]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_both_languages_say_the_same_numbers(file: Path) -> None:
    for text in texts_of(yaml.safe_load(file.read_text(encoding="utf-8"))):
        assert figures(text["es"]) == figures(text["en"])


DISMISSAL = Employment(460, 490, date(2020, 10, 1), date(2026, 10, 10), 14, untaken=(6,))
HARASSED = Employment(450, 450, date(2024, 3, 1), date(2026, 9, 4), 12)
READY = Employment(520, 560, date(2015, 1, 15), date(2026, 11, 13), 10, untaken=(11,))
REMOTE = Employment(450, 480, date(2025, 2, 1), date(2026, 9, 30), 15, untaken=(1,))
ALONE = Employment(450, 475, date(2023, 6, 1), date(2026, 9, 25), 9)


@pytest.mark.parametrize(
    ("key", "person", "hearing", "earned", "disputed"),
    [
        ("individual_dismissal", DISMISSAL, date(2026, 11, 3), 24_786.44, 88_980),
        ("harassment_first_contact", HARASSED, None, 14_603.42, None),
        ("ready_agreement", READY, None, 40_524.39, None),
        ("remote_interpreter", REMOTE, date(2026, 11, 10), 23_769.87, 68_280),
        ("worker_alone", ALONE, date(2026, 10, 20), 12_251.71, 70_825),
    ],
)
def test_what_is_earned_and_what_is_disputed(key, person, hearing, earned, disputed) -> None:
    content = case(key)
    facts = content["facts"]
    parts = [amount for amount in person.earned().values() if amount]
    assert money(sum(parts)) == earned
    for amount in (*parts, earned):
        said(amount, facts)
    said(earned, content["assessor"]["solution"])
    assert content["wages"]["lowest"] == person.wage
    if hearing:
        more = person.disputed(hearing).values()
        assert sum(more) == disputed
        for amount in (*more, disputed, money(earned + disputed)):
            said(amount, facts)


@pytest.mark.parametrize(
    ("key", "person", "low", "high", "now", "later"),
    [
        ("individual_dismissal", DISMISSAL, 70_000, 78_000, 30_000, (40_000, 48_000)),
        ("ready_agreement", READY, 70_000, 75_000, 45_000, (25_000, 30_000)),
        ("remote_interpreter", REMOTE, 50_000, 60_000, 25_000, (25_000, 35_000)),
        ("worker_alone", ALONE, 40_000, 55_000, 50_000, ()),
    ],
)
def test_there_is_room_for_agreement_above_what_is_earned(key, person, low, high, now, later) -> None:
    content = case(key)
    earned = money(sum(person.earned().values()))
    assert earned < now
    assert earned < low < high
    for amount in (low, high):
        said(amount, content["assessor"]["solution"])
    for rest in later or (0,):
        assert low <= now + rest <= high
    first = content["assessor"]["clauses"][0]
    for amount in (now, earned, money(now - earned)):
        said(amount, first)
    if later:
        penalty = next(one for one in content["assessor"]["clauses"] if "por cada día" in one["es"].lower())
        said(person.wage, penalty)


def test_the_cap_of_the_seniority_premium_is_that_of_the_year_and_bites_nobody() -> None:
    values = dated_values()
    cap = float(values.on("seniority_base_cap", date(2026, 11, 3)))
    said(cap, case("individual_dismissal")["facts"])
    said(float(values.on("minimum_wage", date(2026, 11, 3))), case("individual_dismissal")["facts"])
    assert all(person.wage <= cap for person in (DISMISSAL, HARASSED, READY, REMOTE, ALONE))


def test_offers_below_what_is_earned_are_waivers() -> None:
    said(money(45_000 - 40_524.39), case("ready_agreement")["assessor"]["solution"])
    said(money(12_251.71 - 10_000), case("worker_alone")["assessor"]["solution"])
    said(money(24_000 - 23_769.87), case("remote_interpreter")["assessor"]["solution"])
    said(money(14_603.42 / 2), case("harassment_first_contact")["assessor"]["solution"])
    ready = READY.disputed(date(2026, 11, 13))
    for amount in (ready["seniority"], ready["three months"]):
        said(amount, case("ready_agreement")["assessor"]["solution"])


def test_the_three_of_the_laundry_are_paid_within_the_till() -> None:
    content = case("unpaid_benefits")
    facts, solution = content["facts"], content["assessor"]["solution"]
    people = {
        "martha": (455, 15 * 455, 20),
        "joel": (480, 15 * 480, 16),
        "irma": (520, money(15 * 184 / 365 * 520), 12),
    }
    wages = {name: 14 * wage for name, (wage, _bonus, _days) in people.items()}
    owed = {
        name: money(14 * wage + bonus + 0.25 * rest * wage) for name, (wage, bonus, rest) in people.items()
    }
    total, now, weekly = money(sum(owed.values())), 21_000, 8_000
    assert (total, sum(wages.values())) == (44_082.05, 20_370)
    for name, (_wage, bonus, _days) in people.items():
        for amount in (wages[name], bonus, owed[name]):
            said(amount, facts)
        said(money(owed[name] - wages[name]), solution)
        said(money(now * owed[name] / total), solution)
    assert (date(2025, 12, 31) - date(2025, 7, 1)).days + 1 == 184
    said(money(total - now), solution)
    assert money(sum(money(now * one / total) for one in owed.values())) == 21_000.01
    assert (total - 20_370) / 3 <= weekly
    assert (int((total - 20_370) / 3), int((total - now) / 3)) == (7_904, 7_694)
    assert [date(2026, 9, 18) + timedelta(days=7 * n) for n in (1, 2, 3)] == [
        date(2026, 9, 25),
        date(2026, 10, 2),
        date(2026, 10, 9),
    ]


def test_the_package_of_the_pre_strike_table_fits_and_its_clock_is_right() -> None:
    solution = case("pre_strike_table")["assessor"]["solution"]
    payroll = 420 * 560 * 7 * 52
    transport = 24_000 * 52
    six = round(payroll * 0.06)
    for amount in (payroll, round(payroll * 0.075), six, transport, six + transport, 220 * 560 * 7):
        said(amount, solution)
    assert six + transport <= payroll * 0.075 < payroll * 0.08
    assert round(100 * (six + transport) / payroll, 2) == 7.46
    assert round(100 * transport / payroll, 2) == 1.46
    assert round(100 * 220 / (420 * 52), 1) == 1.0
    assert round(payroll * 0.075) - six == 1_284_192

    filed, served = datetime(2026, 6, 6, 11), datetime(2026, 6, 8, 10)
    announced, signed = datetime(2026, 6, 15, 12), date(2026, 6, 12)
    assert (filed.strftime("%a"), served.strftime("%a"), announced.strftime("%a")) == ("Sat", "Mon", "Mon")
    assert filed + timedelta(hours=24) == datetime(2026, 6, 7, 11)
    assert served <= filed + timedelta(hours=48) == datetime(2026, 6, 8, 11)
    assert served + timedelta(hours=48) == datetime(2026, 6, 10, 10)
    assert served + timedelta(days=6) == datetime(2026, 6, 14, 10) < announced
    assert signed + timedelta(days=10) == date(2026, 6, 22) > announced.date()


def test_the_packages_of_the_hotel_fit_and_its_calendar_is_right() -> None:
    content = case("local_revision", SECOND)
    solution = content["assessor"]["solution"]
    payroll = 64 * 480 * 365
    limit = payroll * 0.07
    said(payroll, content["facts"], solution)
    point, first, second = payroll / 100, payroll * 0.05, 64 * 290 * 12
    half = money(64 * 480 * 0.04 * 184)
    left = money(limit - payroll * 0.04 - half)
    vouchers = 64 * 143 * 12
    total = money(payroll * 0.04 + half + vouchers)
    for amount in (limit, point, payroll * 0.1, payroll * 0.045, first, second, first + second):
        said(money(amount), solution)
    for amount in (first + 64 * 300 * 12, payroll * 0.04, half, left, vouchers, total, 38_000):
        said(money(amount), solution)
    assert first + second <= limit < first + 64 * 300 * 12
    assert total <= limit < total + 64 * 12
    for cost, percent in ((first + second, 6.99), (first + 64 * 300 * 12, 7.05), (total, 7.0)):
        assert round(100 * cost / payroll, 2) == percent
        assert percent > 6.5
    assert (date(2026, 12, 31) - timedelta(days=60)) == date(2026, 11, 1) > date(2026, 10, 26)
    assert (date(2027, 12, 31) - date(2027, 7, 1)).days + 1 == 184
    signed = date(2026, 11, 27)
    assert signed + timedelta(days=10) == date(2026, 12, 7)
    assert date(2026, 12, 7).strftime("%a") == "Mon"
    vote = date(2026, 12, 9)
    assert vote - timedelta(days=15) <= signed <= vote - timedelta(days=10)
    assert (vote - timedelta(days=10)).strftime("%a %d") == "Sun 29"
    assert vote + timedelta(days=2) == date(2026, 12, 11)
    assert [vote + timedelta(days=n) for n in range(1, 6) if (vote + timedelta(days=n)).weekday() < 5][2] == (
        date(2026, 12, 14)
    )
