"""Dates and figures in templates, written as everywhere else in reports."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.utils import timezone

from analytics.render import dates, numbers
from analytics.render.behind import step_name

register = template.Library()


@register.filter
def long_date(day: date | datetime | str) -> str:
    """A day in words; a moment is shown on the reader's own calendar, text is read as ISO 8601."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return dates.long_date(day)


@register.filter
def beside(cells: Sequence[str], headings: Sequence[str]) -> list[tuple[str, str]]:
    """Each cell of a row with the heading of its column, for tables that fold on a phone."""
    return list(zip(headings, cells, strict=True))


@register.filter
def as_percent(share: float) -> str:
    """A proportion as a percentage."""
    return numbers.percent(share)


@register.filter
def whole(count: int) -> str:
    """A count."""
    return numbers.whole(count)


@register.filter
def points_gained(points: float) -> str:
    """A difference of points with its sign: "+2", "0", "−0.5"."""
    return numbers.signed(points, 0 if float(points).is_integer() else 1)


@register.filter
def step_names(lacks: Sequence[str]) -> str:
    """What steps of the path are called, by what they measure."""
    return ", ".join(str(step_name(what)) for what in lacks)
