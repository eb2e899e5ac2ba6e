"""Numbers of reports as people read them, in the active language."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from lms.core.numbers import fixed, percent, points, rounded
from lms.core.signs import MINUS

__all__ = [
    "fixed",
    "or_dash",
    "p_value",
    "percent",
    "percent_cell",
    "points",
    "rounded",
    "signed",
    "span",
    "whole",
]


def signed(value: float, digits: int) -> str:
    """`fixed`, with a plus sign before what is greater than zero."""
    text = fixed(value, digits)
    return text if text.startswith(MINUS) or rounded(value, digits) == 0 else f"+{text}"


def whole(count: int) -> str:
    """A count of people or cells."""
    return fixed(count, 0)


def p_value(p: float) -> str:
    """ "p = .032", or "p < .001"."""
    return "p < .001" if p < 0.001 else f"p = {p:.3f}".replace("0.", ".", 1)


def percent_cell(share: float | None) -> float | None:
    """A proportion in percent with one decimal, as a number of a spreadsheet: more digits say nothing."""
    return None if share is None else float(rounded(share * 100, 1))


def or_dash(value: float | None, write: Callable[[float], str]) -> str:
    """A value as `write` writes it, in a cell; a dash where there is none."""
    return "–" if value is None else write(value)


def span(low: float | None, high: float | None, write: Callable[[float], str]) -> str:
    """An interval in a cell, its ends as `write` writes them; a dash where there is none."""
    if low is None or high is None:
        return "–"
    return _("%(low)s to %(high)s") % {"low": write(low), "high": write(high)}
