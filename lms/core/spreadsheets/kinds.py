"""What a file is by its name and first bytes, and what to do with one that cannot be read."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError

ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
TEXT_SUFFIXES = {".csv", ".txt", ".tsv", ".tab"}
_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style")


def kind(data: bytes, filename: str) -> str:
    """ "workbook" or "text"; raises SpreadsheetError that names the format of anything else."""
    suffix = PurePath(filename).suffix.lower()
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        raise SpreadsheetError(
            _(
                "This is an old Excel file (.xls) or one with a password. "
                "Save it as XLSX without a password, or as CSV."
            ),
            code="old_format",
        )
    if data.startswith(ZIP) and (b"opendocument" in data[:200] or suffix == ".ods"):
        raise SpreadsheetError(
            _("This is an OpenDocument spreadsheet (.ods). Save it as XLSX or as CSV."), code="opendocument"
        )
    if suffix == ".numbers" or (data.startswith(ZIP) and b"Index/" in data[:2000]):
        raise SpreadsheetError(
            _("This is a Numbers document. Export it as Excel (XLSX) or as CSV."), code="numbers"
        )
    if start.startswith(_PAGE):
        raise SpreadsheetError(
            _(
                "This is a web page under the name of a table, as some systems export it. "
                "Open it in your spreadsheet program and save it as XLSX."
            ),
            code="web_page",
        )
    if suffix == ".xlsx" and data.startswith(ZIP):
        return "workbook"
    if suffix in TEXT_SUFFIXES and not data.startswith(ZIP):
        return "text"
    raise SpreadsheetError(
        _("Only CSV and XLSX files can be read, and the name must end in .csv or .xlsx as the content does."),
        code="file_type",
    )
