"""Codes that people read aloud and type from paper: ACU-7F3K-92QA.

29 characters, a prime number, so that the last one reveals every single mistyped character and
every swap of two (a weighted sum modulo 29). Nothing that looks like another is in the alphabet.
"""

import re
import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
PREFIX = "ACU"
LENGTH = 8
LONGEST = 500
"""More than the longest address with a code in it; what follows is not looked at."""
# With its prefix a code is found anywhere, as long as nothing is added to it.
_INSIDE = re.compile(
    rf"(?<![0-9A-Z]){PREFIX}[\W_]{{0,3}}([0-9A-Z]{{4}}[\W_]{{0,3}}[0-9A-Z]{{4}})(?![-–—]?[0-9A-Z])"
)
_LOOKALIKES = str.maketrans({"S": "5", "U": "V"})


def new_code() -> str:
    """A random code; 29 ** 7 are possible, so it cannot be guessed and is hardly ever drawn twice."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return _written(body + check_character(body))


def check_character(body: str) -> str:
    """The last character of the code that begins with `body`."""
    total = sum(weight * ALPHABET.index(c) for weight, c in enumerate(body, start=1))
    # The check character itself has the weight 8: 8 * 11 = 88 = 1 modulo 29.
    return ALPHABET[(-total * 11) % len(ALPHABET)]


def is_valid(code: str) -> bool:
    """Whether `code`, as written by `normalize`, could have been given out."""
    body = code.removeprefix(f"{PREFIX}-").replace("-", "")
    if len(body) != LENGTH or any(c not in ALPHABET for c in body):
        return False
    return sum(weight * ALPHABET.index(c) for weight, c in enumerate(body, start=1)) % len(ALPHABET) == 0


def normalize(typed: str) -> str:
    """The code in `typed` as we write codes, or "" when there is none.

    Case, spaces and dashes do not matter, nor what was copied along: an address, "Folio:".
    """
    text = unicodedata.normalize("NFKC", typed[:LONGEST]).upper()
    inside = _INSIDE.search(text)
    letters = re.sub(r"[^0-9A-Z]", "", inside[1] if inside else text.rpartition(":")[2])
    letters = letters.removeprefix(PREFIX) if len(letters) == len(PREFIX) + LENGTH else letters
    letters = letters.translate(_LOOKALIKES)
    if len(letters) != LENGTH or any(c not in ALPHABET for c in letters):
        return ""
    return _written(letters)


def _written(letters: str) -> str:
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"
