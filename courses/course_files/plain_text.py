"""The text of a file that somebody saved with whatever editor they have."""

import codecs
from pathlib import Path

MAX_BYTES = 4_000_000

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(Exception):
    """Why the words of a file cannot be had, and what to do."""


def read_text(path: Path, missing: str) -> str:
    """The text as lines without the blanks at their ends, which nobody sees.

    Raises Unreadable; `missing` is what to say where there is no such file.
    """
    if not path.is_file():
        raise Unreadable(missing)
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"the file is longer than {MAX_BYTES:,} bytes: split it")
    text = _decoded(path.read_bytes())
    if not text.strip():
        raise Unreadable("the file is there, but it is empty: write it, or take it away")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _decoded(raw: bytes) -> str:
    if raw.startswith(_WIDE):
        raise Unreadable("UTF-16, not UTF-8: save it again as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 (byte {error.start + 1}): save it again as UTF-8") from None
    if "\0" in text:
        raise Unreadable(f"not UTF-8 (byte {raw.index(0) + 1}): save it again as UTF-8")
    return text
