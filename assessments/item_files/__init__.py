"""Questions as files: GIFT, Moodle XML, Aiken, CSV and XLSX, read and written. No database here.

`read` gives every question with its place in the file, and says in words what it did not read; `write`
gives the bytes, and names what the format cannot say. What we wrote is read back exactly (`kept`).
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from assessments.item_files import aiken, gift_reader, gift_writer, moodle_reader, moodle_writer, tables
from assessments.item_files.model import (
    LANGUAGES,
    FileItem,
    ItemFileError,
    Message,
    Reading,
    Written,
)
from assessments.item_types.pictures import pictures_of
from lms.core.spreadsheets import SpreadsheetError
from lms.core.spreadsheets.encodings import decode

FORMATS = ("gift", "moodlexml", "aiken", "csv", "xlsx")
SUFFIXES = {"gift": ".gift", "moodlexml": ".xml", "aiken": ".txt", "csv": ".csv", "xlsx": ".xlsx"}
MAX_BYTES = 5 * 1024 * 1024
MAX_ITEMS = 5_000


def read(data: bytes, *, filename: str, format: str = "", language: str = LANGUAGES[0]) -> Reading:
    """The questions of a file; `format` is guessed from name and content where it is not said.

    Words that no mark gives to a language are in `language`. Raises ItemFileError where the file as a
    whole cannot be read, and never anything else.
    """
    if len(data) > MAX_BYTES:
        raise ItemFileError(
            _("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // (1024 * 1024)},
            code="file_size",
        )
    format = format or guess(data, filename)
    if format in ("csv", "xlsx"):
        reading = tables.read(data, filename=f"questions.{format}", language=language)
    elif format == "moodlexml":
        reading = moodle_reader.read(data, language=language)
    else:
        reader = gift_reader if format == "gift" else aiken
        reading = reader.read(_text(data), language=language)
    if len(reading.items) > MAX_ITEMS:
        raise ItemFileError(
            _("The file holds more than %(limit)d questions. Please split it.") % {"limit": MAX_ITEMS},
            code="too_many",
        )
    if not reading.items and not reading.messages:
        raise ItemFileError(_("No question was found in the file."), code="nothing")
    for item in reading.items:
        for note in item.notes:
            reading.say(item.place, note)
    return reading


def write(items: Iterable[FileItem], *, format: str) -> Written:
    """The questions as a file of that format."""
    items = list(items)
    if format in ("csv", "xlsx"):
        written = tables.write(items, format=format)
    else:
        writer = {"gift": gift_writer, "moodlexml": moodle_writer, "aiken": aiken}[format]
        written = writer.write(items)
    if format == "moodlexml":
        return written
    # The other formats are text and have nowhere to keep the bytes of a picture.
    left_out = {key for key, _why in written.left_out}
    bare = [one.key for one in items if one.key not in left_out and next(pictures_of(one.content), None)]
    return replace(written, bare=bare)


def guess(data: bytes, filename: str) -> str:
    """The format by the name's ending, else by what the content begins with."""
    name = filename.lower()
    if data.startswith(b"PK\x03\x04") or name.endswith(".xlsx"):
        return "xlsx"
    if name.endswith((".csv", ".tsv")):
        return "csv"
    if name.endswith(".xml") or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "moodlexml"
    if name.endswith(".gift"):
        return "gift"
    return "gift" if b"{" in data else "aiken"


def _text(data: bytes) -> str:
    try:
        text, _encoding, _warnings = decode(data)
    except SpreadsheetError as error:
        raise ItemFileError(error.message, code=error.code) from error
    return text


__all__ = [
    "FORMATS",
    "LANGUAGES",
    "MAX_BYTES",
    "SUFFIXES",
    "FileItem",
    "ItemFileError",
    "Message",
    "Reading",
    "Written",
    "guess",
    "read",
    "write",
]
