"""The CURP, Mexico's population key: its form and its check digit."""

import re

from lms.core.text import key

_FORM = re.compile(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d", re.ASCII)
_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}


def normalized(text: str) -> str:
    """As it is compared and stored: upper case, no spaces or dashes, full-width digits as plain ones."""
    return re.sub(r"[\s-]", "", key(text)).upper()


def is_valid(curp: str) -> bool:
    """Whether a normalized CURP has the right form and the check digit that follows from it."""
    if not _FORM.fullmatch(curp):
        return False
    total = sum(_VALUES[character] * (18 - place) for place, character in enumerate(curp[:17]))
    return (10 - total % 10) % 10 == int(curp[17])
