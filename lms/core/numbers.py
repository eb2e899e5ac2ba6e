"""Numbers as people write them, in the active language: one rounding for pages, PDF and tables."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language

from lms.core.signs import MINUS, SPACE

# More digits than anybody reads and fewer than binary fractions are wrong in: 57.499999999999993 is 57.5.
_EXACT = 10


def rounded(value: float, digits: int = 0) -> Decimal:
    """`value` with `digits` decimals, halves rounded away from zero as by hand; never "−0"."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(round(float(value), _EXACT)))
    result = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def fixed(value: float, digits: int) -> str:
    """`value` with `digits` decimals and a real minus sign."""
    text = number_format(rounded(value, digits), decimal_pos=digits, force_grouping=True)
    return str(text).replace("-", MINUS)


def points(value: float) -> str:
    """Points as people count them: whole ones without decimals, others with one."""
    return fixed(value, 0 if float(value).is_integer() else 1)


def percent(share: float, digits: int = 0) -> str:
    """A proportion as a percentage: 0.625 is "63 %" in Spanish, "63%" in English."""
    space = "" if (get_language() or "").startswith("en") else SPACE
    return f"{fixed(share * 100, digits)}{space}%"
