"""The one clock: whoever moves it moves the date with it."""

from datetime import UTC, date, datetime

from django.utils import timezone

from lms.core import clock


def test_today_is_the_date_of_the_moment_in_the_zone_in_force(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 10, 10, 3, tzinfo=UTC))
    with timezone.override("America/Mexico_City"):
        assert clock.today() == date(2026, 10, 9)
    with timezone.override("UTC"):
        assert clock.today() == date(2026, 10, 10)
