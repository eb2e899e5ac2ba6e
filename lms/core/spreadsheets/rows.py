"""The rows below the headings; one that holds more or other cells than the headings is no row of theirs."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.headings import Found
from lms.core.spreadsheets.table import Cell, Limits, Row, column_letter
from lms.core.spreadsheets.writer import unescape

_TEXT_FORMULA = re.compile(r'="([^"]*)"')


def rows_of(found: Found, limits: Limits, separator: str, raw_widths: dict[int, int]) -> list[Row]:
    """The rows; raises SpreadsheetError for too many, and for what reads as shifted cells.

    `separator` and `raw_widths` (cells by row number, empty ones at the end included) are those of a
    text file.
    """
    width = len(found.headers)
    records = found.source.records[found.place + 1 :]
    if len(records) > limits.rows:
        raise SpreadsheetError(
            _("The file has more than %(limit)s rows. Split it.") % {"limit": f"{limits.rows:,}"},
            code="rows",
        )
    _refuse_longer(records, width, separator)
    if separator == ",":
        _refuse_ragged(records, width, raw_widths)
    return [row(number, cells, width, found.source.formulas.get(number, {})) for number, cells in records]


def row(number: int, cells: Sequence[Cell], width: int, formulas: dict[int, str]) -> Row:
    """A row as wide as the headings; an empty cell with a formula shows the formula."""
    filled = [_typed(cell) for cell in (*cells[:width], *[""] * (width - len(cells)))]
    inside = {place: text for place, text in formulas.items() if place < width}
    marked = {
        *inside,
        *(i for i, cell in enumerate(filled) if isinstance(cell, str) and cell.startswith("=")),
    }
    shown = [inside.get(i, "") if cell == "" else _unescaped(cell) for i, cell in enumerate(filled)]
    return Row(number, tuple(shown), frozenset(marked))


def _refuse_longer(records: Sequence[tuple[int, list[Cell]]], width: int, separator: str) -> None:
    """In a sheet, cells apart from the table are remarks beside it; in a text file nothing is apart."""
    longer = [
        (number, len(cells))
        for number, cells in records
        if len(cells) > width and (separator or cells[width] != "")
    ]
    if not longer:
        return
    number, count = longer[0]
    said = _("Row %(row)d holds %(count)d cells, but there are %(width)d headings.") % {
        "row": number,
        "count": count,
        "width": width,
    }
    if len(longer) > 1:
        said += " " + _("So it is in %(count)d rows.") % {"count": len(longer)}
    if separator == ",":
        said += " " + _(
            "If scores have a decimal comma, save the file with semicolons or as XLSX; "
            "a text with a comma needs quotation marks."
        )
    else:
        said += " " + _("Give column %(letter)s a heading, or delete what stands there.") % {
            "letter": column_letter(width)
        }
    raise SpreadsheetError(said, code="row_longer", row=number)


def _refuse_ragged(records: Sequence[tuple[int, list[Cell]]], width: int, raw_widths: dict[int, int]) -> None:
    """Programs write as many cells in each row. Where some rows lack the last cells and others hold
    nothing but digits there, a decimal comma may have cut a score in two.
    """
    short = [(number, raw_widths[number]) for number, _cells in records if raw_widths[number] < width]
    if not short:
        return
    number, least = min(short, key=lambda one: one[1])
    ends = [cells[least:] for _number, cells in records if len(cells) == width]
    if least < 2 or not ends or not all(str(cell).isdecimal() for cells in ends for cell in cells):
        return
    raise SpreadsheetError(
        _(
            "Row %(row)d holds %(count)d cells and others %(width)d, so it cannot be told what a comma "
            "divides. If scores have a decimal comma, save the file with semicolons or as XLSX; "
            "otherwise give every row as many commas."
        )
        % {"row": number, "count": least, "width": width},
        code="ragged",
        row=number,
    )


def _typed(cell: Cell) -> Cell:
    """Some programs write a text as a formula, so that another keeps its zeros: ="007" is shown as 007."""
    found = _TEXT_FORMULA.fullmatch(cell) if isinstance(cell, str) and cell.startswith("=") else None
    return found[1] if found else cell


def _unescaped(cell: Cell) -> Cell:
    return unescape(cell) if isinstance(cell, str) else cell
