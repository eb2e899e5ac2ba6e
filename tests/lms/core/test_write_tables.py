"""What we write opens anywhere, runs nothing, and comes back as it was."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from lms.core.spreadsheets import Sheet, escape, read_table, unescape, write_csv, write_xlsx

DANGEROUS = [
    "=1+1",
    "+52 55",
    "-x",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\n=x",
    "\x00=x",
    "  =1",
    "＝1",
    "－1",
    "＋1",
    "＠1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_could_be_a_formula_gets_an_apostrophe(text):
    written = escape(text)
    assert written.startswith("'")
    assert "\x00" not in written


def test_other_values_stay_what_they_are():
    assert escape("María O'Neill") == "María O'Neill"
    assert escape(-3) == -3
    assert escape(2.5) == 2.5
    assert escape(None) == ""
    assert escape(float("nan")) == ""
    assert escape(True) == "True"
    assert escape(date(2026, 3, 1)) == "2026-03-01"
    assert escape(datetime(2026, 3, 1, 9, 5)) == "2026-03-01 09:05:00"


@pytest.mark.parametrize("text", ["=1+1", "-x", "@a", "'quoted", "plain", "'", ""])
def test_unescape_gives_back_what_was_written(text):
    assert unescape(escape(text)) == text


def test_csv_has_the_mark_of_excel_and_no_live_cell():
    data = write_csv([["Nombre", "Nota"], ["Íñigo", "=HYPERLINK(1)"], ["x", -1]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [["Nombre", "Nota"], ["Íñigo", "'=HYPERLINK(1)"], ["x", "-1"]]


def test_xlsx_cells_are_strings_or_numbers_never_formulas_or_links():
    rows = [["a", "b"], *[[text, -1.5] for text in DANGEROUS], ["http://example.mx", 2]]
    data = write_xlsx([Sheet("Uno/dos", rows, widths=(20,)), Sheet("Uno/dos", [["c"]])])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["1 Uno dos", "2 Uno dos"]
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    assert book.worksheets[0]["B2"].value == -1.5


def test_round_trip():
    rows = [["a", "b"], ["=1", "Ñandú, S.A."], ["-x", 'dos "comillas"']]
    for data, name in ((write_csv(rows), "t.csv"), (write_xlsx([Sheet("t", rows)]), "t.xlsx")):
        table = read_table(data, filename=name)
        assert [list(row.cells) for row in table.rows] == rows[1:]
        assert all(not row.formulas for row in table.rows)
