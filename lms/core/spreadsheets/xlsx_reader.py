"""Records of the sheets of an XLSX file; formulas are never evaluated."""

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lms.core.errors import UserError
from lms.core.spreadsheets import shown, strict
from lms.core.spreadsheets.budget import Budget
from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.parts import Parts, look_into
from lms.core.spreadsheets.table import Limits

_LAST_ROW = 1_048_576


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


def read_workbook(
    data: bytes, limits: Limits, *, counted: Callable[[Parts], None] = lambda parts: None
) -> Workbook:
    """The visible sheets that hold something; raises SpreadsheetError for a bad file.

    Only as much is read as the limits allow, and some rows more, by which it is seen to exceed them.
    `counted` is called before anything is parsed.
    """
    try:
        parts = look_into(data, limits)
        counted(parts)
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


def _read(data: bytes, parts: Parts, limits: Limits) -> Workbook:
    openpyxl = _library()
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    percents = _Percents() if parts.percents else None
    budget = Budget(limits)
    found, hidden = [], []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
        elif records := list(_records(sheet, limits, percents, budget)):
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


def _library() -> Any:
    import openpyxl  # a second of every start, for files that are rarely read
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    # Sheets that do not say how large they are would be read twice; we never ask.
    ReadOnlyWorksheet._get_size = lambda sheet: None  # type: ignore[attr-defined]
    return openpyxl


class _Percents:
    """Which styles show a number as a percentage; a workbook has few styles and many cells.

    Looking at styles doubles the time, so workbooks without such a format are read without them.
    """

    def __init__(self) -> None:
        self.known: dict[int, bool] = {}

    def __call__(self, cell: Any) -> bool:
        style = getattr(cell, "_style_id", None)
        if style is None:
            return False
        if style not in self.known:
            self.known[style] = shown.is_percent(str(cell.number_format or ""))
        return self.known[style]


def _records(
    sheet: Any, limits: Limits, percents: _Percents | None, budget: Budget
) -> Iterator[tuple[int, list[Any]]]:
    # The dimensions written in the file may be wrong, or meant to exhaust us.
    sheet.reset_dimensions()
    count = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=percents is None), start=1):
        if number > _LAST_ROW:
            raise ValueError("no program writes so many rows")
        filled = (
            [_shown(cell) for cell in cells]
            if percents is None
            else [_shown(cell.value, percents(cell)) for cell in cells]
        )
        while filled and filled[-1] == "":
            filled.pop()
        if filled:
            budget.spend(number, filled)
            yield number, filled
            count += 1
            if len(filled) > limits.columns or count > limits.most_records:
                return


def _shown(value: Any, percent: bool = False) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return shown.text(value)
    if isinstance(value, (int, float)) and percent and not isinstance(value, bool):
        return shown.percentage(value)
    return value


def _formulas(data: bytes, last_rows: dict[str, int]) -> dict[str, dict[int, dict[int, str]]]:
    """The formulas of each sheet down to its last row, by sheet, row number and position."""
    openpyxl = _library()
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
