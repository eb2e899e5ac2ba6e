"""One way to read a table that a person gives us, whatever program wrote it."""

import unicodedata
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core.spreadsheets import csv_reader, guarded
from lms.core.spreadsheets.encodings import decode
from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.table import DEFAULT, Cell, Limits, Row, Table, column_letter
from lms.core.spreadsheets.writer import unescape
from lms.core.spreadsheets.xlsx_reader import Workbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
_TEXT_SUFFIXES = {".csv", ".txt", ".tsv"}
_Formulas = dict[int, dict[int, str]]


def read_table(data: bytes, *, filename: str, limits: Limits = DEFAULT) -> Table:
    """The table in a CSV or XLSX file: first row with content as headings, blank rows left out.

    Raises SpreadsheetError, in the active language, for anything that cannot be read whole.
    """
    if len(data) > limits.bytes:
        raise SpreadsheetError(
            _("The file is larger than %(limit)d MB.") % {"limit": limits.bytes // (1024 * 1024)},
            code="file_size",
        )
    if not data.strip():
        raise SpreadsheetError(_("The file is empty."), code="empty")
    suffix = PurePath(filename).suffix.lower()
    if data.startswith(_OLE):
        raise SpreadsheetError(
            _(
                "This is an old Excel file (.xls) or one with a password. "
                "Save it as XLSX without a password, or as CSV."
            ),
            code="old_format",
        )
    if suffix == ".xlsx" and data.startswith(_ZIP):
        book = guarded.read_workbook(data, limits)
        return _table(book.records, limits, "xlsx", _about(book), book.formulas)
    if suffix in _TEXT_SUFFIXES and not data.startswith(_ZIP):
        text, encoding, warnings = decode(data)
        return _table(csv_reader.records(text, cell_limit=limits.cell), limits, encoding, warnings, {})
    raise SpreadsheetError(
        _("Only CSV and XLSX files can be read, and the name must end in .csv or .xlsx as the content does."),
        code="file_type",
    )


def _about(book: Workbook) -> list[str]:
    if not book.others:
        return []
    return [
        _("Only the sheet “%(sheet)s” was read; there are others with content: %(others)s.")
        % {"sheet": book.title, "others": ", ".join(book.others)}
    ]


def _table(
    records: Iterable[tuple[int, list[Any]]],
    limits: Limits,
    encoding: str,
    warnings: list[str],
    formulas: _Formulas,
) -> Table:
    headers: tuple[str, ...] | None = None
    rows: list[Row] = []
    for number, record in records:
        cells = _trimmed([_clean(cell) for cell in record])
        if not cells:
            continue
        if len(cells) > limits.columns:
            raise SpreadsheetError(
                _("Row %(row)d has %(count)d columns; %(limit)d are allowed.")
                % {"row": number, "count": len(cells), "limit": limits.columns},
                code="columns",
                row=number,
            )
        if headers is None:
            first = _row(number, cells, 0, {})
            headers = tuple(first.text(i) for i in range(len(cells)))
            continue
        if len(rows) == limits.rows:
            raise SpreadsheetError(
                _("The file has more than %(limit)s rows. Split it.") % {"limit": f"{limits.rows:,}"},
                code="rows",
            )
        rows.append(_row(number, cells, len(headers), formulas.get(number, {})))
    if headers is None:
        raise SpreadsheetError(_("The file has no rows."), code="empty")
    return Table(headers, rows, encoding, [*warnings, *_about_formulas(rows)])


def _row(number: int, cells: list[Cell], width: int, formulas: dict[int, str]) -> Row:
    width = max(width, len(cells), *(position + 1 for position in formulas), 0)
    cells = cells + [""] * (width - len(cells))
    marked = {
        *formulas,
        *(i for i, cell in enumerate(cells) if isinstance(cell, str) and cell.startswith("=")),
    }
    shown = [formulas.get(i, "") if cell == "" else _unescaped(cell) for i, cell in enumerate(cells)]
    return Row(number, tuple(shown), frozenset(marked))


def _about_formulas(rows: list[Row]) -> list[str]:
    places = [(row.number, position) for row in rows for position in sorted(row.formulas)]
    if not places:
        return []
    number, position = places[0]
    return [
        ngettext(
            "%(count)d cell holds a formula (%(first)s). It was not calculated: the saved value counts.",
            "%(count)d cells hold formulas (first %(first)s). "
            "They were not calculated: the saved values count.",
            len(places),
        )
        % {"count": len(places), "first": f"{column_letter(position)}{number}"}
    ]


def _clean(cell: Any) -> Cell:
    """Text without what nobody can see; composed, so that é equals é however it was typed."""
    if not isinstance(cell, str):
        return cell
    return unicodedata.normalize("NFC", cell).strip().strip(_INVISIBLE).strip()


def _unescaped(cell: Cell) -> Cell:
    return unescape(cell) if isinstance(cell, str) else cell


def _trimmed(cells: list[Cell]) -> list[Cell]:
    while cells and cells[-1] == "":
        cells.pop()
    return cells
