"""Reading and writing tables as CSV and XLSX. Nothing here needs a database."""

from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.headings import Fit
from lms.core.spreadsheets.reader import read_table
from lms.core.spreadsheets.table import DEFAULT, Cell, Limits, Row, Table, column_letter
from lms.core.spreadsheets.writer import MEDIA_TYPES, Sheet, escape, unescape, write_csv, write_xlsx

__all__ = [
    "DEFAULT",
    "MEDIA_TYPES",
    "Cell",
    "Fit",
    "Limits",
    "Row",
    "Sheet",
    "SpreadsheetError",
    "Table",
    "column_letter",
    "escape",
    "read_table",
    "unescape",
    "write_csv",
    "write_xlsx",
]
