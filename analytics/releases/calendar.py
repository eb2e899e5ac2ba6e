"""On which days figures are published. Pure."""

from datetime import date, timedelta

TUESDAY = 1


def first_tuesday(year: int, month: int) -> date:
    """The first Tuesday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7)


def next_day(after: date) -> date:
    """The first day of publication later than `after`."""
    day = first_tuesday(after.year, after.month)
    if day > after:
        return day
    return first_tuesday(after.year + after.month // 12, after.month % 12 + 1)


def coming(after: date, count: int = 12) -> list[date]:
    """The next days of publication, as they are announced."""
    days: list[date] = []
    while len(days) < count:
        days.append(next_day(days[-1] if days else after))
    return days
