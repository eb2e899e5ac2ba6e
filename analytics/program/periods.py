"""Months, four-month periods and semesters, by keys such as 2026-11, 2026-C3 and 2026-S2. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_KEY = re.compile(r"(\d{4})-(?:(0[1-9]|1[0-2])|C([1-3])|S([12]))")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    key: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def period(key: str) -> Period | None:
    """The period of a key; None for anything else."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    year, month, third, half = found.groups()
    if not 1900 <= int(year) <= 9000:
        return None
    if month:
        start, length = int(month), 1
    elif third:
        start, length = 4 * int(third) - 3, 4
    else:
        start, length = 6 * int(half) - 5, 6
    end = start + length
    last = date(int(year) + (end - 1) // 12, (end - 1) % 12 + 1, 1) - timedelta(days=1)
    return Period(key, date(int(year), start, 1), last)


def of_day(day: date, kind: str) -> Period:
    """The month ("M"), four months ("C") or semester ("S") that a day lies in."""
    key = {
        "M": f"{day.year}-{day.month:02}",
        "C": f"{day.year}-C{(day.month + 3) // 4}",
        "S": f"{day.year}-S{(day.month + 5) // 6}",
    }[kind]
    found = period(key)
    assert found is not None
    return found


def ending_between(first: date, last: date, kind: str) -> list[Period]:
    """All periods of a kind from the one of `first` to the one of `last`, in order."""
    found = [of_day(first, kind)]
    while found[-1].last < last:
        found.append(of_day(found[-1].last + timedelta(days=1), kind))
    return found
