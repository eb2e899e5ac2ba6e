"""The periods of surveys of clients: four months each, and when their sheets are enough. Pure."""

from datetime import date, timedelta

MONTHS = 4


def four_months(day: date) -> tuple[date, date]:
    """The first and the last day of the four months in which a day lies."""
    start = (day.month - 1) // MONTHS * MONTHS + 1
    end = start + MONTHS
    after = date(day.year + (end - 1) // 12, (end - 1) % 12 + 1, 1)
    return date(day.year, start, 1), after - timedelta(days=1)


def enough(sheets: int, minimum: int) -> bool:
    """Whether a period may end: of fewer sheets than twice the minimum no share is ever shown."""
    return sheets >= 2 * minimum
