"""A table as read: headings, rows, and what the reader noticed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError

HEADING_ROWS = 15
"""Among how many of the first rows with content the headings are looked for."""

WIDEST = 16_384
"""How many columns the sheets of any program have."""

Cell = str | int | float | bool | date | datetime | time | timedelta
"""A CSV file gives text only; an XLSX file also gives numbers and dates. Empty is ""."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a table may hold, and what reading a workbook may cost.

    `cells` (blank ones between others included), `texts` (different texts, which a workbook keeps apart)
    and `letters` are counted before it is read, or as it is. The process that reads a workbook gets
    `seconds` of processor time, `each` more by cell and text that it has, `most_seconds` at most, and
    `memory` beyond what its library needs.
    """

    bytes: int = 5 * 1024 * 1024
    rows: int = 20_000
    columns: int = 200
    cell: int = 32_767
    cells: int = 600_000
    texts: int = 200_000
    letters: int = 20_000_000
    seconds: float = 1.4
    each: float = 30e-6
    most_seconds: float = 20.0
    memory: int = 120 * 1024 * 1024

    @property
    def most_records(self) -> int:
        """How many records are read: what may stand above the headings, they, and one row too many."""
        return self.rows + HEADING_ROWS + 1


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings.

    `number` is the row's number in the person's own program (the headings included). `cells` has
    one cell per heading. `formulas` are the positions whose content is a formula; what such a cell
    shows is the value saved with it, or the formula's own text when there is none.
    """

    number: int
    cells: tuple[Cell, ...]
    formulas: frozenset[int] = frozenset()

    def text(self, position: int) -> str:
        """The cell as text: whole numbers without a decimal point, dates as ISO 8601."""
        cell = self.cells[position]
        if isinstance(cell, bool):
            return str(int(cell))
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        if isinstance(cell, datetime) and cell.time() == time():
            return cell.date().isoformat()
        if isinstance(cell, date | time):
            return cell.isoformat()
        return str(cell)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, its rows that are not empty, how it was read, and what to tell.

    `separator` is that of a text file, empty for a workbook; `sheet` the sheet that was read and
    `sheets` all that could have been.
    """

    headers: tuple[str, ...]
    rows: list[Row]
    encoding: str
    warnings: list[str] = field(default_factory=list)
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def column(self, name: str) -> int:
        """The position of the heading `name`, case and spaces around it aside."""
        wanted = name.strip().casefold()
        found = [i for i, header in enumerate(self.headers) if header.casefold() == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            message = _("Two columns are called “%(name)s”. Rename one of them.") % {"name": name}
            raise SpreadsheetError(message, code="column_twice", column=name)
        message = _("There is no column “%(name)s”. The file has: %(columns)s.") % {
            "name": name,
            "columns": ", ".join(header for header in self.headers if header),
        }
        raise SpreadsheetError(message, code="column_missing", column=name)


def column_letter(position: int) -> str:
    """The letter of a column as spreadsheet programs show it: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
