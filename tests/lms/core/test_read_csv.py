"""CSV files as real programs write them, and as nobody should."""

import pytest
from django.utils import translation

from lms.core.spreadsheets import Limits, SpreadsheetError, read_table

TEXT = "Correo,Nombre,Centro\nmaria@example.mx,María Núñez Güemes,Centro de Tijuana\n"


def read(data, name="lista.csv", **limits):
    return read_table(data, filename=name, limits=Limits(**limits))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("latin-1", "cp1252"),
        ("cp850", "cp850"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_accents_survive_every_encoding_of_excel(encoding, named):
    table = read(TEXT.encode(encoding))
    assert table.headers == ("Correo", "Nombre", "Centro")
    assert table.rows[0].cells == ("maria@example.mx", "María Núñez Güemes", "Centro de Tijuana")
    assert table.encoding == named
    assert table.warnings == []


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    text = "a,b,c\n1,2,3\n4,5,6\n".replace(",", separator)
    assert [row.cells for row in read(text.encode()).rows] == [("1", "2", "3"), ("4", "5", "6")]


def test_decimal_commas_do_not_beat_semicolons():
    table = read(b"id;pre;post\n1;3,5;4,5\n2;2,5;4,0\n")
    assert table.headers == ("id", "pre", "post")
    assert table.rows[0].cells == ("1", "3,5", "4,5")


def test_excels_own_separator_line_is_obeyed():
    table = read(b"sep=;\r\na;b\r\n1;2\r\n")
    assert table.headers == ("a", "b")
    assert table.rows[0].number == 3


def test_quoted_line_breaks_and_blank_rows_keep_the_row_numbers_of_the_program():
    table = read(b'a,b\n"uno\ndos",1\n\n,\nx,"say ""hi"""\n')
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("uno\ndos", "1")), (5, ("x", 'say "hi"'))]


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_every_line_end(newline):
    assert len(read(b"a,b\n1,2\n3,4\n".replace(b"\n", newline)).rows) == 2


def test_short_rows_are_filled():
    assert read(b"a,b,c\n1\nx,y,z\n").rows[0].cells == ("1", "", "")


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("nombre,pre,post\nAna,7,5,8,5\nLuis,6,5,9,5\n", "row_longer", 2),
        ("nombre,pre,post\nAna,7,8\nLuis,6,5,9\n", "row_longer", 3),
        ("nombre;pre;post\nAna;7;8;9\n", "row_longer", 2),
        ("nombre,pre,post,,\nAna,7,5,8,5\n", "row_longer", 2),
        ("nombre,correo\nAna,ana@ejemplo.mx,Sur\n", "row_longer", 2),
        ("nombre,pre,post,otra\nAna,7,5,8\nLuis,6,9\n", "ragged", 3),
    ],
)
def test_rows_whose_cells_may_be_shifted_are_refused(text, code, row):
    with pytest.raises(SpreadsheetError) as refusal:
        read(text.encode())
    assert (refusal.value.code, refusal.value.row) == (code, row)


def test_rows_that_lack_words_at_the_end_are_only_short():
    rows = read(b"nombre,pre,post,nota\nAna,7,8,bien\nLuis,6,9\n").rows
    assert rows[1].cells == ("Luis", "6", "9", "")


def test_a_name_with_a_comma_beats_no_semicolon():
    table = read(b"Apellidos, Nombre;Pre, inicial;Post, final\nPaz, Ana;7,5;8,5\n")
    assert table.headers == ("Apellidos, Nombre", "Pre, inicial", "Post, final")
    assert table.separator == ";"


def test_headings_are_found_below_a_title():
    table = read(b"Reporte de notas\n\nNombre,Pre,Post\nAna,6,8\n")
    assert table.headers == ("Nombre", "Pre", "Post")
    assert [row.number for row in table.rows] == [4]
    with translation.override("en"):
        assert read(b"Title\nName,Pre\nAna,6\n").warnings == [
            "The headings were taken from row 2; what stands above it was left out."
        ]


def test_what_was_noticed_is_told_when_reading_fails():
    with pytest.raises(SpreadsheetError) as refusal, translation.override("en"):
        read("a,b\nJosÃ©,2,3\n".encode())
    assert (refusal.value.code, len(refusal.value.notes)) == ("row_longer", 1)
    assert "accents were already damaged" in refusal.value.notes[0]


def test_invisible_characters_and_decomposed_accents():
    table = read("\u200bCorreo ,Nombre\n\u00a0a@b.mx\u200b,Jose\u0301\n".encode())
    assert table.headers == ("Correo", "Nombre")
    assert table.rows[0].cells == ("a@b.mx", "José")


def test_a_formula_is_text_and_is_pointed_out():
    table = read(b"a,b\n=1+1,2\n3,=HYPERLINK(0)\n")
    assert table.rows[0].cells == ("=1+1", "2")
    assert table.rows[0].formulas == {0}
    assert table.rows[1].formulas == {1}
    with translation.override("en"):
        assert read(b"a,b\n=1+1,2\n").warnings == [
            "1 cell holds a formula (A2). It was not calculated: the saved value counts."
        ]


def test_what_our_own_writer_escaped_is_read_back_as_it_was():
    table = read(b"a,b\n'=1+1,'-x\n")
    assert table.rows[0].cells == ("=1+1", "-x")
    assert table.rows[0].formulas == frozenset()


def test_damaged_accents_are_pointed_out_with_their_line():
    with translation.override("en"):
        table = read("a,b\nx,y\nJosÃ©,1\n".encode())
    assert len(table.warnings) == 1
    assert "line 3" in table.warnings[0]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "empty"),
        (b"  \n\n ", "a.csv", "empty"),
        (b",,\n,\n", "a.csv", "empty"),
        (b"a,b\n1,\x00\x01", "a.csv", "not_text"),
        (b"\x89PNG\r\n\x1a\n123", "a.csv", "not_text"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "a.csv", "encoding"),
        (b'a,b\n1,"2\n3,4\n', "a.csv", "quotes"),
        (b'a,b\n"1"x,2\n', "a.csv", "quotes"),
        (b"a,b\n1,2\n", "a.exe", "file_type"),
        (b"PK\x03\x04rest", "a.csv", "file_type"),
        (b"a,b\n1,2\n", "a.xlsx", "file_type"),
        (b"\xd0\xcf\x11\xe0rest", "a.xls", "old_format"),
        (b"\xd0\xcf\x11\xe0rest", "a.xlsx", "old_format"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a.xlsx", "opendocument"),
        (b"PK\x03\x04....Index/Document.iwa", "a.numbers", "numbers"),
        (b"<html><table><tr><td>1</td></tr></table>", "a.xls", "web_page"),
        (b"\xef\xbb\xbf\n<TABLE><tr>", "a.csv", "web_page"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, name, code):
    with pytest.raises(SpreadsheetError) as refusal:
        read(data, name)
    assert refusal.value.code == code
    assert len(str(refusal.value)) > 15


def test_the_place_of_a_refusal_is_given():
    with pytest.raises(SpreadsheetError) as refusal, translation.override("en"):
        read(b'a,b\n1,2\n3,"4\n')
    assert refusal.value.row == 3


def test_limits_count_exactly():
    rows = b"a,b\n" + b"1,2\n" * 10
    assert len(read(rows, rows=10).rows) == 10
    for limits, code in (({"rows": 9}, "rows"), ({"columns": 1}, "columns"), ({"bytes": 20}, "file_size")):
        with pytest.raises(SpreadsheetError) as refusal:
            read(rows, **limits)
        assert refusal.value.code == code
    with pytest.raises(SpreadsheetError) as refusal:
        read(b"a,b\nxxxx,2\n", cell=3)
    assert (refusal.value.code, refusal.value.row) == ("cell_size", 2)


def test_ten_thousand_rows_are_read_whole():
    data = b"email,name\n" + b"".join(b"p%d@example.mx,P %d\n" % (n, n) for n in range(10_000))
    table = read(data)
    assert len(table.rows) == 10_000
    assert table.rows[-1].cells == ("p9999@example.mx", "P 9999")
    assert table.rows[-1].number == 10_001


def test_a_column_is_found_by_its_heading_or_the_headings_are_told():
    table = read(b"Correo, Pre \n1,2\n")
    assert table.column("pre") == 1
    with pytest.raises(SpreadsheetError) as missing, translation.override("en"):
        table.column("post")
    assert missing.value.code == "column_missing"
    assert "Correo, Pre" in str(missing.value)
    with pytest.raises(SpreadsheetError) as twice:
        read(b"a,A\n1,2\n").column("a")
    assert twice.value.code == "column_twice"
