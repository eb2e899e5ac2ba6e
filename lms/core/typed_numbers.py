"""Numbers as people type them and as addresses and hidden fields carry them; None where there is none."""

import re

# Longer than anything that somebody means, and short enough that nobody makes the server count digits.
_NUMBER = re.compile(r"[+-]?([0-9]{1,12}([.,][0-9]{0,15})?|[.,][0-9]{1,15})")
_WHOLE = re.compile(r"[0-9]{1,15}")


def number(typed: str) -> int | float | None:
    """A number with a decimal point or comma; a whole one as an int."""
    typed = typed.strip()
    if not _NUMBER.fullmatch(typed):
        return None
    found = float(typed.replace(",", "."))
    return int(found) if found.is_integer() else found


def whole(typed: str | None, *, least: int = 0, most: int = 10**9) -> int | None:
    """A whole number from `least` to `most`, typed as digits alone."""
    if not typed or not _WHOLE.fullmatch(typed):
        return None
    return int(typed) if least <= int(typed) <= most else None
