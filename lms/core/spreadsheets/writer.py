"""Writing tables that open anywhere and run nothing."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# Full-width forms count as operators in East Asian settings of the same programs.
_LEADING = frozenset("=+-@\t\r\n\x00＝＋－＠")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_NUMBERS = (int, float, Decimal)
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def escape(value: Any) -> Any:
    """Text that a spreadsheet program could take for a formula gets a leading apostrophe.

    Real numbers stay numbers; None and what is not a finite number become the empty text; dates
    become ISO 8601, other values text.
    """
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.isoformat(" ", "seconds") if isinstance(value, datetime) else value.isoformat()
    text = str(value)
    dangerous = text[:1] in _LEADING or text.lstrip()[:1] in _LEADING
    text = _ILLEGAL.sub("", text)
    return f"'{text}" if dangerous and text else text


def unescape(text: str) -> str:
    """What `escape` was given, when it added an apostrophe."""
    bare = text[1:]
    return bare if text.startswith("'") and bare and bare.lstrip()[:1] in _LEADING else text


def write_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV in UTF-8 with the mark by which Excel recognizes it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerows([escape(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and its rows, the first one the headings."""

    title: str
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook in which every text is a string cell and nothing is a formula or a link."""
    import xlsxwriter  # 11 MB that a process need not hold before the first workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    for number, sheet in enumerate(sheets, start=1):
        page = book.add_worksheet(_sheet_name(sheet.title, number))
        page.freeze_panes(1, 0)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for line, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                value, style = escape(cell), None if line else heading
                if isinstance(value, _NUMBERS):
                    page.write_number(line, column, value, style)
                else:
                    page.write_string(line, column, value, style)
    book.close()
    return buffer.getvalue()


def _sheet_name(title: str, number: int) -> str:
    """Excel allows 31 characters and not these; sheets of one name would not open."""
    return f"{number} {_NOT_IN_A_SHEET_NAME.sub(' ', title)}"[:31].strip("' ")
