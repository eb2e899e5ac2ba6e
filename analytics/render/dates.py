"""Dates as people read them, in the active language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def long_date(day: date) -> str:
    """The day in words. Spanish writes months in lower case, which Django's catalog does not."""
    text = date_format(day, "DATE_FORMAT")
    return text.lower() if (get_language() or "").startswith("es") else text
