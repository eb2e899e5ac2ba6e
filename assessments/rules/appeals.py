"""How somebody objects to a released result: three steps, each by somebody else, within ten working days."""

from datetime import date, timedelta
from enum import StrEnum

WORKING_DAYS = 10


class AppealKind(StrEnum):
    """The steps, in their order."""

    PROCEDURE = "procedure"
    RERATING = "rerating"
    DECISION = "decision"


def rest_days(year: int) -> frozenset[date]:
    """The days of rest of article 74 of the federal labor law; days of elections are set by other laws."""
    fixed = [(1, 1), (5, 1), (9, 16), (12, 25)]
    # The federal executive changes hands every six years.
    fixed += [(10, 1)] if year >= 2024 and (year - 2024) % 6 == 0 else []
    moved = [_monday(year, 2, 1), _monday(year, 3, 3), _monday(year, 11, 3)]
    return frozenset({*(date(year, month, day) for month, day in fixed), *moved})


def _monday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(-first.weekday()) % 7 + 7 * (which - 1))


def last_day(released_on: date, *, days: int = WORKING_DAYS) -> date:
    """The last day on which a result can be objected to; the day of its release does not count."""
    day, left = released_on, days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in rest_days(day.year)
    return day


def next_step(done: frozenset[str]) -> AppealKind | None:
    """What follows the steps that are done; None once it is decided."""
    return next((kind for kind in AppealKind if kind not in done), None)
