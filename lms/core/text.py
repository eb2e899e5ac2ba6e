"""Text as people type, paste and export it: one form for storing, one for keys, one for comparing."""

import re
import unicodedata

from django.utils.translation import gettext as _

# What no program draws: soft hyphens, joiners, fillers, selectors, marks of direction and of byte order.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# How Unicode marks letters that are plain ones in another dress; "Mª" and "2º" are not among them.
_DRESSED = ("<wide>", "<narrow>", "<font>", "<compat>")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def visible(text: str) -> str:
    """`text` composed (NFC), so that é equals é however it was typed, without what nobody can see."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def quoted(words: object) -> str:
    """Somebody's words within the quotation marks of the active language."""
    return _("“%(words)s”") % {"words": words}


def tidy(text: str) -> str:
    """`text` on one line: visible characters only, blanks of every kind and length as one space."""
    return " ".join(visible(text).split())


def key(text: str) -> str:
    """`text` as a key is stored: tidy, and full-width or styled letters and digits as plain ones (NFKC).

    For addresses, CURP and codes, never for names: it turns "Mª" into "Ma".
    """
    return tidy(unicodedata.normalize("NFKC", text))


def address(text: str) -> str:
    """An e-mail address as it is compared and stored."""
    return key(text).lower()


def name(text: str) -> str:
    """The name of a person or thing as it is stored: tidy, full-width or styled letters as plain ones."""
    if text.isascii():
        return tidy(text)
    return tidy("".join(_undressed(c) for c in text))


def _undressed(c: str) -> str:
    return unicodedata.normalize("NFKC", c) if unicodedata.decomposition(c).startswith(_DRESSED) else c


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
