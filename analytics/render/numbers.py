"""Numbers as people read them, in the active language."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

from analytics.render.signs import MINUS, SPACE


def fixed(value: float, digits: int) -> str:
    """`value` with `digits` decimals, a real minus sign and no "−0"."""
    written = rounded(value, digits)
    if written == 0:
        written = abs(written)
    text = number_format(written, decimal_pos=digits, force_grouping=True)
    return str(text).replace("-", MINUS)


def signed(value: float, digits: int) -> str:
    """`fixed`, with a plus sign before what is greater than zero."""
    text = fixed(value, digits)
    return text if text.startswith(MINUS) or rounded(value, digits) == 0 else f"+{text}"


def rounded(value: float, digits: int) -> Decimal:
    """Halves go up, as by hand: 62.5 is 63; what floating point adds to the tenth digit is not seen."""
    return Decimal(f"{value:.10f}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def whole(count: int) -> str:
    """A count of people or cells."""
    return fixed(count, 0)


def percent(share: float, digits: int = 0) -> str:
    """A proportion as a percentage: 0.58 is "58 %"."""
    return f"{fixed(share * 100, digits)}{SPACE}%"


def p_value(p: float) -> str:
    """ "p = .032", or "p < .001"."""
    return "p < .001" if p < 0.001 else f"p = {p:.3f}".replace("0.", ".", 1)
