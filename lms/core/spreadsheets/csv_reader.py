"""Records of a CSV file: separator found, quotes and line breaks inside quotes respected."""

import csv
import io
import itertools
from collections.abc import Iterator

from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.table import WIDEST

# Of two that fit alike the first is meant: commas also stand inside names and numbers.
_SEPARATORS = ("\t", ";", "|", ",")
_SAMPLE = 25
# How much of the text is looked at for the separator.
_SAMPLE_SIZE = 200_000


def records(text: str, *, cell_limit: int) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """The separator, and (row number, cells) for each record, as a spreadsheet would count them.

    Empty records are included.
    """
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):
        separator, rest = text[4], text[5:].removeprefix("\r").removeprefix("\n")
        return separator, _records(rest, separator, 2, cell_limit)
    separator = _separator(text)
    return separator, _records(text, separator, 1, cell_limit)


def _records(text: str, separator: str, number: int, cell_limit: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SpreadsheetError(
                _(
                    "Row %(row)d: a quotation mark is not closed, or text follows a closing one. "
                    "Mend it or save the file again as XLSX."
                )
                % {"row": number},
                code="quotes",
                row=number,
            ) from error
        if len(record) > WIDEST:
            raise SpreadsheetError(
                _("Row %(row)d has %(count)d columns; no table is so wide.")
                % {"row": number, "count": len(record)},
                code="columns",
                row=number,
            )
        if any(len(cell) > cell_limit for cell in record):
            raise SpreadsheetError(
                _("Row %(row)d: a cell holds too much text.") % {"row": number}, code="cell_size", row=number
            )
        yield number, record
        number += 1


def _separator(text: str) -> str:
    """The separator that splits the first records into the most columns, evenly."""
    fits = {candidate: _fit(text, candidate) for candidate in _SEPARATORS}
    even = [candidate for candidate, (evenness, _columns) in fits.items() if evenness == 1]
    best = max(fits, key=lambda candidate: fits[candidate])
    return even[0] if even else best if fits[best] != (0, 0) else ","


def _fit(text: str, separator: str) -> tuple[float, int]:
    sample = text[:_SAMPLE_SIZE]
    if len(text) > _SAMPLE_SIZE:  # without the record in which the sample ends
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r"))]
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = [len(record) for record in itertools.islice(reader, _SAMPLE) if any(record)]
    except csv.Error:
        return (0, 0)
    if not widths or widths[0] == 1:
        return (0, 0)
    return (widths.count(widths[0]) / len(widths), widths[0])
