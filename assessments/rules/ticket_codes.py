"""The codes on slips: short enough to be typed on a phone, too many to be guessed. Pure."""

import re
import secrets

# Without 0/O, 1/I/L: codes are read from a slip of paper.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8


def new_code() -> str:
    """A code; there are 8.5 × 10¹¹."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def written(code: str) -> str:
    """The code as it is printed: four and four."""
    return f"{code[:4]}-{code[4:]}"


def read(text: str) -> str:
    """The code in what somebody typed, without blanks, dashes and small letters; "" where it is none."""
    found = re.sub(r"[^A-Z0-9]", "", text.upper())
    return found if len(found) == LENGTH and all(one in ALPHABET for one in found) else ""
