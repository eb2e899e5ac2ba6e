"""The knowledge test that ships: two forms alike, no cues, and every figure and date worked out again."""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from courses.course_files import read_course
from courses.course_files.schema import InstrumentFile, SingleItem
from courses.course_files.values import dated_values
from courses.management.commands.load_course import DEFAULT_FOLDER

DAY = date(2026, 11, 26)
LANGUAGES = ("es", "en")


@pytest.fixture(scope="module")
def course():
    return read_course(DEFAULT_FOLDER)


@pytest.fixture(scope="module")
def test(course) -> InstrumentFile:
    return course.instruments["knowledge_test"]


@pytest.fixture(scope="module")
def items(course, test) -> dict[str, SingleItem]:
    """Every item of the forms and in reserve, by key."""
    return {item.key: item for item in (*test.items, *course.spare_items)}


def answers(item: SingleItem, language: str = "es") -> tuple[str, list[str]]:
    """The right answer and the others."""
    texts = {option.key: option.text.get(language) for option in item.options}
    right = texts.pop(item.correct)
    return right, list(texts.values())


def pesos(text: str) -> Decimal:
    return Decimal(text.removesuffix(" pesos").replace(",", ""))


def test_both_forms_are_built_alike(test: InstrumentFile) -> None:
    forms = test.parallel()
    assert list(forms) == ["A", "B"]
    for form in forms.values():
        assert len(form.items) == 20
        assert Counter(item.topic for item in form.items) == {
            "m1": 2,
            "m2": 4,
            "m3": 4,
            "m4": 4,
            "m5": 2,
            "m6": 4,
        }
        assert Counter(item.level for item in form.items) == {"recall": 4, "understand": 5, "apply": 11}
        assert Counter(item.difficulty for item in form.items) == {"easy": 7, "medium": 10, "hard": 3}
        assert Counter(item.correct for item in form.items) == {"a": 5, "b": 5, "c": 5, "d": 5}
        assert {len(item.options) for item in form.items} == {4}
    assert len(test.items) == 34


def test_the_anchors_are_one_item_of_each_module_at_the_same_places(test: InstrumentFile) -> None:
    first, second = test.forms.values()
    anchors = [key for key in first if key in second]
    assert anchors == ["k09", "k01", "k17", "k21", "k20", "k13"]
    assert [first.index(key) for key in anchors] == [second.index(key) for key in anchors]
    topics = {item.key: item.topic for item in test.items}
    assert [topics[key] for key in anchors] == ["m1", "m2", "m3", "m4", "m5", "m6"]


def test_items_for_practice_are_of_every_module_and_measure_nobody(course, test: InstrumentFile) -> None:
    asked = {key for keys in test.forms.values() for key in keys}
    assert [item.key for item in course.spare_items if item.key in asked] == []
    assert Counter(item.topic for item in course.spare_items) == {
        "m1": 4,
        "m2": 4,
        "m3": 3,
        "m4": 4,
        "m5": 2,
        "m6": 3,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", ["A", "B"])
def test_length_does_not_give_the_key_away(test: InstrumentFile, label: str, language: str) -> None:
    longest = shortest = 0
    for item in test.parallel()[label].items:
        right, others = answers(item, language)
        longest += len(right) > max(map(len, others))
        shortest += len(right) < min(map(len, others))
    # Five of twenty by chance.
    assert longest <= 5
    assert shortest <= 6


def test_the_options_of_an_item_are_alike_in_length(items: dict[str, SingleItem]) -> None:
    for item in items.values():
        for language in LANGUAGES:
            lengths = [len(option.text.get(language)) for option in item.options]
            assert max(lengths) <= 1.5 * min(lengths) or max(lengths) - min(lengths) <= 15, item.key


def test_every_legal_item_names_its_articles_and_every_option_says_why(items: dict[str, SingleItem]) -> None:
    skills = {item.key for item in items.values() if not item.articles}
    assert skills == {"k15", "k16", "k17", "k18", "k20", "k34", "k45", "k46", "k49"}
    for item in items.values():
        assert item.level, item.key
        assert item.difficulty, item.key
        for option in item.options:
            assert option.feedback is not None, item.key
            if item.key not in skills:
                assert "artículo" in option.feedback.es, item.key
                assert "article" in option.feedback.en, item.key


def test_the_fines_are_multiples_of_the_uma(items: dict[str, SingleItem]) -> None:
    values = dated_values()
    uma = values.on("uma", DAY)
    low, high = (values.on(f"absence_fine_{name}", DAY) for name in ("low", "high"))
    for key in ("k23", "k30"):
        assert f"{uma} pesos" in items[key].stem.es
        right, wrong = answers(items[key])
        assert low < pesos(right) < high
        assert [one for one in wrong if low <= pesos(one) <= high] == []
        assert {pesos(one) % (10 * uma) for one in (*wrong, right)} <= {0, 5 * uma}


@pytest.mark.parametrize(("key", "years", "wage"), [("k26", 6, 700), ("k36", 5, 650)])
def test_the_seniority_premium_is_capped(items: dict[str, SingleItem], key, years, wage) -> None:
    cap = dated_values().on("seniority_base_cap", DAY)
    minimum = dated_values().on("minimum_wage", DAY)
    stem = items[key].stem.es
    assert (f"{years} años" in stem, f"{wage} pesos" in stem, f"{minimum}" in stem) == (True, True, True)
    assert wage > cap
    right, wrong = answers(items[key])
    assert pesos(right) == 12 * years * min(cap, Decimal(wage))
    assert {pesos(one) for one in wrong} == {
        12 * years * minimum,
        10 * years * cap,
        Decimal(12 * years * wage),
    }


def test_the_penalty_is_a_days_wage_for_each_day(items: dict[str, SingleItem]) -> None:
    right, wrong = answers(items["k21"])
    assert pesos(right) == 12 * 500
    assert [pesos(one) for one in wrong] == [30_000 * 2 / 100, 12 * 500 / 2, 30_000 * 12 / 100]


@pytest.mark.parametrize(("key", "days", "wage"), [("k41", 20, 450), ("k42", 16, 480)])
def test_the_vacation_carries_a_quarter_more(items: dict[str, SingleItem], key, days, wage) -> None:
    right, wrong = answers(items[key])
    assert f"{wage} pesos" in items[key].stem.es
    assert pesos(right) == Decimal(days * wage) * 5 / 4
    for one in wrong:
        assert pesos(one) * 4 / 5 / wage in {12, 14, 16, 18}


def test_wages_reach_the_minimum_of_any_zone() -> None:
    assert dated_values().on("minimum_wage_border", DAY) < 450


MONTHS = {"marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9}
MONTHS |= {"enero": 1, "octubre": 10, "noviembre": 11}


def day_of(text: str) -> date:
    words = text.split()
    place = max(number for number, word in enumerate(words) if word in MONTHS)
    year = int(words[-1]) if words[-1].isdigit() else 2026
    return date(year, MONTHS[words[place]], int(words[place - 2]))


@pytest.mark.parametrize(("key", "today", "barred"), [("k24", (5, 20), True), ("k31", (9, 20), False)])
def test_a_dismissal_lapses_after_two_months(items: dict[str, SingleItem], key, today, barred) -> None:
    now = date(2026, *today)
    limit = now.replace(month=now.month - 2)
    right, wrong = answers(items[key])
    assert (day_of(right) < limit) is barred
    assert all((day_of(one) < limit) is not barred for one in wrong)
    # Nobody has to know how the last day is counted.
    assert all(abs((day_of(one) - limit).days) > 7 for one in (right, *wrong))


@pytest.mark.parametrize(
    ("key", "due", "ahead"), [("k28", date(2027, 6, 30), 30), ("k40", date(2027, 11, 30), 60)]
)
def test_revisions_are_asked_for_in_time(items: dict[str, SingleItem], key, due, ahead) -> None:
    right, wrong = answers(items[key])
    assert day_of(items[key].stem.es.partition(".")[0]) == due
    assert (due - day_of(right)).days == ahead
    later = [one for one in wrong if day_of(one) > day_of(right)]
    assert len(later) == 2


@pytest.mark.parametrize(
    ("key", "filed", "served", "days"),
    [
        ("k27", datetime(2026, 5, 4, 9), datetime(2026, 5, 5, 16), 6),
        ("k38", datetime(2026, 5, 6, 13), datetime(2026, 5, 7, 8), 10),
    ],
)
def test_a_stoppage_is_counted_from_the_hour_of_service(
    items: dict[str, SingleItem], key, filed, served, days
) -> None:
    """May 2026: its 4th is a Monday, as in the items."""
    names = ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"]

    def said(moment: datetime) -> str:
        return f"{names[moment.weekday()]} {moment.day}, a las {moment.hour}:00"

    stem = items[key].stem.es
    for moment in (filed, served):
        assert f"{names[moment.weekday()].lower()} {moment.day} a las {moment.hour}:00" in stem
    right, wrong = answers(items[key])
    assert right == said(served + timedelta(days=days))
    assert said(filed + timedelta(days=days)) in wrong
    # The other one counts as if it were (or were not) a public service.
    assert said(served + timedelta(days=16 - days)) in wrong
