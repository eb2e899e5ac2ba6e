"""Dates as people read them, in the active language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def long_date(day: date, style: str = "DATE_FORMAT") -> str:
    """The day in words."""
    return date_format(day, style)


def period(first: date, last: date) -> str:
    """From one day to another, the year once when it is the same."""
    start = long_date(first, "MONTH_DAY_FORMAT") if first.year == last.year else long_date(first)
    return _("from %(first)s to %(last)s") % {"first": start, "last": long_date(last)}
