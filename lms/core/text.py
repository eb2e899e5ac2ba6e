"""Text as people type, paste and export it: one form for storing, one for keys, one for comparing."""

import re
import unicodedata

# Format characters that no program draws: soft hyphens, joiners, marks of direction and of byte order.
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def visible(text: str) -> str:
    """`text` composed (NFC), so that é equals é however it was typed, without what nobody can see."""
    return _CONTROL.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def tidy(text: str) -> str:
    """`text` on one line: visible characters only, blanks of every kind and length as one space."""
    return " ".join(visible(text).split())


def key(text: str) -> str:
    """`text` as a key is stored: tidy, and full-width or styled letters and digits as plain ones (NFKC).

    For addresses, CURP and codes, never for names: it turns "Mª" into "Ma".
    """
    return tidy(unicodedata.normalize("NFKC", text))


def plain(text: str) -> str:
    """`text` for comparing: no accents, no case, single spaces, nothing invisible."""
    return tidy(_bare(text).casefold())


def fold(text: str) -> str:
    """As `plain`, letter by letter and with every blank kept: what both databases compute in a search."""
    return _bare(text).lower()


def _bare(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
