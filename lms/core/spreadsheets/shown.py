"""From the value that a workbook stores to what its program shows."""

import re
from decimal import Decimal
from typing import Any

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# In a format, text in quotes, after a backslash or in brackets is drawn as it is and multiplies nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def text(value: str) -> str:
    """`value` with the escapes of the file format decoded: `_x000D_` is a carriage return."""
    if "_x" not in value:
        return value
    decoded = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    # Half of a character beyond the first 65,536 alone could be written nowhere.
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_percent(number_format: str) -> bool:
    """Whether a number with this format is shown multiplied by a hundred."""
    return "%" in number_format and "%" in _LITERAL.sub("", number_format.split(";")[0])


def percentage(value: Any) -> str:
    """0.625 as "62.5%": what the program shows, without its rounding."""
    hundredfold = round(Decimal(repr(float(value))) * 100, 10).normalize()
    return f"{hundredfold:f}%"
