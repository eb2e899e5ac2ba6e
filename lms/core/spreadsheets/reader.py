"""One way to read a table that a person gives us, whatever program wrote it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core.spreadsheets import csv_reader, guarded
from lms.core.spreadsheets.budget import Budget
from lms.core.spreadsheets.encodings import decode
from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.headings import Fit, Source, about, find
from lms.core.spreadsheets.kinds import kind
from lms.core.spreadsheets.rows import rows_of
from lms.core.spreadsheets.table import DEFAULT, Cell, Limits, Row, Table, column_letter
from lms.core.text import visible


def read_table(
    data: bytes, *, filename: str, limits: Limits = DEFAULT, sheet: str = "", fit: Fit | None = None
) -> Table:
    """The table in a CSV or XLSX file: headings, and the rows below them that are not blank.

    `sheet` names the sheet; without it the one is read whose headings `fit` best, and so is the row of
    headings found. Raises SpreadsheetError, in the active language, for anything that cannot be read
    whole; its `notes` are what had been noticed until then.
    """
    if len(data) > limits.bytes:
        raise SpreadsheetError(
            _("The file is larger than %(limit)d MB.") % {"limit": limits.bytes // (1024 * 1024)},
            code="file_size",
        )
    if not data.strip():
        raise SpreadsheetError(_("The file is empty."), code="empty")
    notes: list[str] = []
    try:
        if kind(data, filename) == "workbook":
            return _from_workbook(data, limits, sheet, fit, notes)
        return _from_text(data, limits, sheet, fit, notes)
    except SpreadsheetError as error:
        error.notes = tuple(notes)
        raise


def _from_workbook(data: bytes, limits: Limits, sheet: str, fit: Fit | None, notes: list[str]) -> Table:
    book = guarded.read_workbook(data, limits)
    sources = [
        Source(one.title, list(_content(one.records, limits)), one.formulas, one.hidden_rows)
        for one in book.sheets
    ]
    return _table([s for s in sources if s.records], book.hidden, "xlsx", limits, sheet, fit, notes)


def _from_text(data: bytes, limits: Limits, sheet: str, fit: Fit | None, notes: list[str]) -> Table:
    text, encoding, warnings = decode(data)
    notes += warnings
    separator, records = csv_reader.records(text, cell_limit=limits.cell)
    widths: dict[int, int] = {}
    source = Source("", list(_content(records, limits, widths)))
    sources = [source] if source.records else []
    return _table(sources, (), encoding, limits, sheet, fit, notes, separator, widths)


def _table(
    sources: list[Source],
    hidden: tuple[str, ...],
    encoding: str,
    limits: Limits,
    sheet: str,
    fit: Fit | None,
    notes: list[str],
    separator: str = "",
    widths: dict[int, int] | None = None,
) -> Table:
    if not sources:
        if hidden:
            notes += [_("Hidden sheets were not read: %(names)s.") % {"names": ", ".join(hidden)}]
        raise SpreadsheetError(_("The file has no rows."), code="empty")
    found = find(sources, sheet=sheet, fit=fit)
    notes += about(found, sources, hidden)
    rows = rows_of(found, limits, separator, widths or {})
    notes += _about_formulas(rows)
    titles = tuple(source.title for source in sources if source.title)
    return Table(found.headers, rows, encoding, notes, separator, found.source.title, titles)


def _content(
    records: Iterable[tuple[int, list[Any]]], limits: Limits, widths: dict[int, int] | None = None
) -> Iterator[tuple[int, list[Cell]]]:
    """The records that are not blank, no more of them than are needed to see that they are too many."""
    count, budget = 0, Budget(limits)
    for number, record in records:
        cells = [visible(cell).strip() if isinstance(cell, str) else cell for cell in record]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            continue
        if len(cells) > limits.columns:
            raise SpreadsheetError(
                _("Row %(row)d has %(count)d columns; %(limit)d are allowed.")
                % {"row": number, "count": len(cells), "limit": limits.columns},
                code="columns",
                row=number,
            )
        budget.spend(number, cells)
        if widths is not None:
            widths[number] = len(record)
        yield number, cells
        count += 1
        if count > limits.most_records:
            return


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
