"""Numbers as a hand would round them, and times in a person's words."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from lms.core import times
from lms.core.numbers import fixed, percent, rounded


@pytest.mark.parametrize(
    ("right", "of", "written"),
    [
        (25, 40, "63"),
        (27, 40, "68"),
        (5, 8, "63"),
        (1, 8, "13"),
        (23, 40, "58"),
        (0, 40, "0"),
        (40, 40, "100"),
    ],
)
def test_halves_of_a_percent_round_as_by_hand(right, of, written):
    with translation.override("es-mx"):
        assert percent(right / of) == f"{written}\u00a0%"
    with translation.override("en"):
        assert percent(right / of) == f"{written}%"


def test_every_number_of_a_page_rounds_the_same_way():
    assert [str(rounded(value)) for value in (0.5, 1.5, 2.5, -0.5, -0.4)] == ["1", "2", "3", "-1", "0"]
    with translation.override("en"):
        assert (fixed(2.675, 2), fixed(-0.125, 2), fixed(-0.001, 2)) == ("2.68", "\u22120.13", "0.00")
    assert fixed(1234.5, 0).endswith("235")


@pytest.mark.parametrize(
    ("minutes", "short", "words"),
    [
        (5, "5\u00a0min", "5 minutes"),
        (60, "1\u00a0h", "1 hour"),
        (150, "2\u00a0h 30\u00a0min", "2 hours and 30 minutes"),
        (360, "6\u00a0h", "6 hours"),
        (0, "0\u00a0min", "0 minutes"),
    ],
)
def test_durations_are_hours_and_minutes(minutes, short, words):
    with translation.override("en"):
        assert times.duration(minutes) == short
        assert times.duration_in_words(minutes) == words


def test_midnight_closes_the_day_before():
    with timezone.override("America/Mexico_City"):
        with translation.override("es-mx"):
            midnight = datetime(2026, 12, 29, 6, tzinfo=UTC)
            assert times.closing(midnight) == "al terminar el 28 de diciembre de 2026"
            assert times.closing(midnight.replace(hour=18)) == "el 29 de diciembre de 2026 a las 12:00"
        with translation.override("en"):
            assert times.closing(midnight) == "at the end of Dec. 28, 2026"


def test_zones_are_cities():
    with translation.override("es-mx"):
        assert times.city("America/Mexico_City") == "Ciudad de México"
        assert times.city("America/Port_of_Spain") == "Port of Spain"
