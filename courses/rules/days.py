"""The days of a cohort as moments, where the cohort is. Pure."""

from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo


class Span(Protocol):
    """The dates of a cohort."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def time_zone(self) -> str: ...
    @property
    def follow_up_days(self) -> int: ...


def midnight(cohort: Span, day: date) -> datetime:
    """The first moment of a day in the cohort's zone."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(cohort.time_zone))
