"""The one clock. Everything that asks for the time asks here, so that a test can move it."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The current moment, in UTC and aware."""
    return timezone.now()


def today() -> date:
    """Today in the active time zone: the person's within a request, the project's elsewhere."""
    return timezone.localdate(now())
