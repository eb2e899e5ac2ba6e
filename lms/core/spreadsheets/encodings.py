"""Finding out how a text file was encoded, Excel's habits included."""

import codecs
import re
from collections import Counter

from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Excel writes the first on Windows, the second as "MS-DOS", the third on older Macs.
_ONE_BYTE = ("cp1252", "cp850", "mac_roman")
_EXPECTED = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ºª°’“”–—…«»€")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_GARBLED = re.compile("Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")


def decode(data: bytes) -> tuple[str, str, list[str]]:
    """The text, the encoding's name and warnings; raises SpreadsheetError for what is no text."""
    text, encoding = _decode(data)
    if _CONTROL.search(text):
        raise SpreadsheetError(
            _("This is not a text file. Save it from your program as CSV (UTF-8) or as XLSX."),
            code="not_text",
        )
    warnings = []
    if garbled := _GARBLED.search(text):
        line = text.count("\n", 0, garbled.start()) + 1
        warnings.append(
            _(
                "Some accents were already damaged in the file (first on line %(line)d). "
                "Save it again as CSV (UTF-8) or as XLSX from the original."
            )
            % {"line": line}
        )
    return text, encoding, warnings


def _decode(data: bytes) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data, name), name
    if wide := _utf16_without_bom(data):
        return _strictly(data, wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        beyond_ascii = Counter(data.translate(None, bytes(range(128))))
        name = max(_ONE_BYTE, key=lambda candidate: _plausibility(beyond_ascii, candidate))
        return _strictly(data, name), name


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SpreadsheetError(
            _("The characters of this file cannot be read. Save it as CSV (UTF-8) or as XLSX."),
            code="encoding",
        ) from error


def _utf16_without_bom(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every other byte."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half:
        return "utf-16-be"
    return None


def _plausibility(beyond_ascii: Counter[int], encoding: str) -> int:
    """How much the bytes beyond ASCII read like Spanish; ties go to the first candidate."""
    score = 0
    for byte, count in beyond_ascii.items():
        try:
            score += count if bytes([byte]).decode(encoding) in _EXPECTED else -count
        except UnicodeDecodeError:
            return -beyond_ascii.total() - 1
    return score
