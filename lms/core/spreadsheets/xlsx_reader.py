"""Records of the sheets of an XLSX file; formulas are never evaluated."""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lms.core.archives import open_archive
from lms.core.errors import UserError
from lms.core.spreadsheets import shown, strict
from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.table import Limits
from lms.core.xml import declares_a_type

_LAST_ROW = 1_048_576
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row(?=[^>]*\shidden="(?:1|true)")[^>]*\sr="(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A visible sheet that holds something: its records, its formulas, and which rows are hidden in it."""

    title: str
    records: list[tuple[int, list[Any]]]
    formulas: dict[int, dict[int, str]]
    hidden_rows: frozenset[int]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a workbook holds; `hidden` are the names of the sheets that it does not show."""

    sheets: tuple[SheetContent, ...]
    hidden: tuple[str, ...]


@dataclass(slots=True)
class _Parts:
    """What is known of the parts before they are read: rows hidden in each sheet, by the part's name."""

    formulas: bool = False
    strict: bool = False
    hidden_rows: dict[str, frozenset[int]] = field(default_factory=dict)


def read_workbook(data: bytes, limits: Limits) -> Workbook:
    """The visible sheets that hold something; raises SpreadsheetError for a bad file.

    Only as much is read as the limits allow, and some rows more, by which it is seen to exceed them.
    """
    try:
        parts = _check_parts(data, limits)
        with warnings.catch_warnings():
            # What the library thinks of styles and extensions it does not know is nothing to tell people.
            warnings.simplefilter("ignore")
            return _read(strict.usual(data) if parts.strict else data, parts, limits)
    except (SpreadsheetError, MemoryError):
        raise
    except UserError as error:
        raise SpreadsheetError(error.message, code=error.code) from error
    except Exception as error:  # A damaged workbook makes the library fail in any way at all.
        raise SpreadsheetError(
            _("The workbook is damaged. Open it in your program and save it again as XLSX."),
            code="workbook_damaged",
        ) from error


def _check_parts(data: bytes, limits: Limits) -> _Parts:
    """Refuse declarations in any part, and more than may be read."""
    found, cells = _Parts(), 0
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
            found.strict = found.strict or strict.is_strict(content)
            found.formulas = found.formulas or (in_sheet and _FORMULA.search(content) is not None)
            if in_sheet:
                found.hidden_rows[entry.filename] = frozenset(map(int, _HIDDEN_ROW.findall(content)))
    return found


def _read(data: bytes, parts: _Parts, limits: Limits) -> Workbook:
    import openpyxl  # a second of every start, for files that are rarely read

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    percents = _Percents()
    found, hidden = [], []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
        elif records := list(_records(sheet, limits, percents)):
            found.append((sheet, records))
    formulas = _formulas(data, {s.title: records[-1][0] for s, records in found}) if parts.formulas else {}
    sheets = tuple(
        SheetContent(
            sheet.title,
            records,
            formulas.get(sheet.title, {}),
            parts.hidden_rows.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), frozenset()),
        )
        for sheet, records in found
    )
    book.close()
    return Workbook(sheets, tuple(hidden))


class _Percents:
    """Which styles show a number as a percentage; a workbook has few styles and many cells."""

    def __init__(self) -> None:
        self.known: dict[int, bool] = {}

    def __call__(self, cell: Any) -> bool:
        style = getattr(cell, "_style_id", None)
        if style is None:
            return False
        if style not in self.known:
            self.known[style] = shown.is_percent(str(cell.number_format or ""))
        return self.known[style]


def _records(sheet: Any, limits: Limits, percents: _Percents) -> Iterator[tuple[int, list[Any]]]:
    # The dimensions written in the file may be wrong, or meant to exhaust us.
    sheet.reset_dimensions()
    count = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > _LAST_ROW:
            raise ValueError("no program writes so many rows")
        filled = [_shown(cell, percents) for cell in cells]
        while filled and filled[-1] == "":
            filled.pop()
        if filled:
            yield number, filled
            count += 1
            if len(filled) > limits.columns or count > limits.most_records:
                return


def _shown(cell: Any, percents: _Percents) -> Any:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return shown.text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and percents(cell):
        return shown.percentage(value)
    return value


def _formulas(data: bytes, last_rows: dict[str, int]) -> dict[str, dict[int, dict[int, str]]]:
    """The formulas of each sheet down to its last row, by sheet, row number and position."""
    import openpyxl  # as above

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    found: dict[str, dict[int, dict[int, str]]] = {}
    for title, last in last_rows.items():
        sheet = book[title]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_row=last), start=1):
            for position, cell in enumerate(cells):
                if getattr(cell, "data_type", "") == "f":
                    formula = getattr(cell.value, "text", cell.value) or "="
                    found.setdefault(title, {}).setdefault(number, {})[position] = str(formula)
    book.close()
    return found
