"""Numbers of reports as people read them, in the active language."""

from lms.core.numbers import fixed, percent, rounded
from lms.core.signs import MINUS

__all__ = ["fixed", "p_value", "percent", "rounded", "signed", "whole"]


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
