"""The CURP, Mexico's population key: its form and its check digit."""

import re

from django.utils.translation import gettext as _

from lms.core.text import key

_FORM = re.compile(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d", re.ASCII)
_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}


def normalized(text: str) -> str:
    """As it is compared and stored: upper case, no spaces or dashes, full-width digits as plain ones."""
    return re.sub(r"[\s-]", "", key(text)).upper()


def fault(curp: str) -> str:
    """In words, what is wrong with a normalized CURP; empty for a right one and for none."""
    if not curp or is_valid(curp):
        return ""
    if len(curp) != 18:
        return _("A CURP has 18 characters; this one has %(n)d.") % {"n": len(curp)}
    if not _FORM.fullmatch(curp):
        return _(
            "This CURP does not have the form of one, such as HEGG560427MVZRRL04. Compare each character."
        )
    return _(
        "One character of this CURP is wrong: the last one, a check digit, does not follow from the others."
    )


def is_valid(curp: str) -> bool:
    """Whether a normalized CURP has the right form and the check digit that follows from it."""
    if not _FORM.fullmatch(curp):
        return False
    total = sum(_VALUES[character] * (18 - place) for place, character in enumerate(curp[:17]))
    return (10 - total % 10) % 10 == int(curp[17])
