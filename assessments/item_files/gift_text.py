"""Letters of GIFT that mean something, and how they are written as themselves."""

import re

SPECIAL = "~=#{}:"
# While a block is read, an escaped letter is one of a private plane, so that nothing looks special.
_HIDDEN = {letter: chr(0xF0000 + place) for place, letter in enumerate([*SPECIAL, "\\", "n"])}
_SHOWN = {ord(hidden): "\n" if letter == "n" else letter for letter, hidden in _HIDDEN.items()}
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")


def hide(text: str) -> str:
    """`text` with escaped letters out of the way."""
    return _ESCAPED.sub(lambda match: _HIDDEN[match[1]], text)


def show(text: str) -> str:
    """What `hide` hid, as the letters that were meant."""
    return text.translate(_SHOWN)


def escape(text: str) -> str:
    """`text` as GIFT writes it."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", r"\n")
