"""Records of the first sheet of an XLSX file; formulas are never evaluated."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lms.core.archives import open_archive
from lms.core.errors import UserError
from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.table import Limits
from lms.core.xml import declares_a_type

_LAST_ROW = 1_048_576
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheet that is read: its records, the cells with formulas, and the sheets left aside."""

    title: str
    records: list[tuple[int, list[Any]]]
    formulas: dict[int, dict[int, str]]
    others: tuple[str, ...]


def read_workbook(data: bytes, limits: Limits) -> Workbook:
    """The first visible sheet that holds something; raises SpreadsheetError for a bad file.

    Only as much is read as the limits allow, and one row more, by which it is seen to exceed them.
    """
    try:
        formulas_inside = _check_parts(data, limits)
        filled = _filled_sheets(data, limits)
        title, records = filled[0] if filled else ("", [])
        formulas = _formulas(data, title, records[-1][0]) if formulas_inside and filled else {}
        return Workbook(title, records, formulas, tuple(name for name, _records in filled[1:]))
    except (SpreadsheetError, MemoryError):
        raise
    except UserError as error:
        raise SpreadsheetError(error.message, code=error.code) from error
    except Exception as error:  # A damaged workbook makes the library fail in any way at all.
        raise SpreadsheetError(
            _("The workbook is damaged. Open it in your program and save it again as XLSX."),
            code="workbook_damaged",
        ) from error


def _check_parts(data: bytes, limits: Limits) -> bool:
    """Refuse declarations in any part, and more than may be read; tell whether a sheet holds formulas."""
    formulas, cells = False, 0
    with open_archive(data) as archive:
        for entry in archive.infolist():
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            content = archive.read(entry)
            if declares_a_type(content):
                raise SpreadsheetError(
                    _("The workbook declares its own document type or entities. That is refused for safety."),
                    code="xml_declarations",
                )
            if len(_TEXT.findall(content)) > limits.texts:
                raise SpreadsheetError(
                    _(
                        "The workbook holds too many different texts. "
                        "Copy the table into a new file and save it as XLSX or CSV."
                    ),
                    code="texts",
                )
            in_sheet = entry.filename.startswith("xl/worksheets/")
            cells += len(_CELL.findall(content)) if in_sheet else 0
            if cells > limits.cells:
                raise SpreadsheetError(
                    _(
                        "The workbook holds too many cells. "
                        "Copy the table into a new file and save it as XLSX or CSV."
                    ),
                    code="cells",
                )
            formulas = formulas or (in_sheet and _FORMULA.search(content) is not None)
    return formulas


def _filled_sheets(data: bytes, limits: Limits) -> list[tuple[str, list[tuple[int, list[Any]]]]]:
    import openpyxl  # a second of every start, for files that are rarely read

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            records = list(_records(sheet, limits))
            if records:
                sheets.append((sheet.title, records))
    book.close()
    return sheets


def _records(sheet: Any, limits: Limits) -> Iterator[tuple[int, list[Any]]]:
    # The dimensions written in the file may be wrong, or meant to exhaust us.
    sheet.reset_dimensions()
    count = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _LAST_ROW:
            raise ValueError("no program writes so many rows")
        filled = ["" if cell is None else cell for cell in cells]
        while filled and filled[-1] == "":
            filled.pop()
        if filled:
            yield number, filled
            count += 1
            if len(filled) > limits.columns or count > limits.rows + 1:
                return


def _formulas(data: bytes, title: str, last: int) -> dict[int, dict[int, str]]:
    """The formulas of one sheet down to the row `last`, by row number and position."""
    import openpyxl  # as above

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    sheet = book[title]
    sheet.reset_dimensions()
    found: dict[int, dict[int, str]] = {}
    for number, cells in enumerate(sheet.iter_rows(max_row=last), start=1):
        for position, cell in enumerate(cells):
            if getattr(cell, "data_type", "") == "f":
                found.setdefault(number, {})[position] = getattr(cell.value, "text", cell.value) or "="  # type: ignore[arg-type]
    book.close()
    return found
