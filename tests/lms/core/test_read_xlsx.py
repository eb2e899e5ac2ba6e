"""Workbooks: values, dates and formulas as a person sees them; bombs and entities refused."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from django.utils import translation

from lms.core.spreadsheets import Limits, SpreadsheetError, guarded, read_table, xlsx_reader


@pytest.fixture(autouse=True)
def in_this_process(request, monkeypatch):
    """Starting a process for each of hundreds of files is slow; tests of that process ask for it."""
    if "own_process" not in request.fixturenames:
        monkeypatch.setattr(guarded, "read_workbook", xlsx_reader.read_workbook)


@pytest.fixture
def own_process():
    """Files are read as they are in production, in a process of its own."""


def workbook(*rows, extra=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Personas"
    for row in rows:
        sheet.append(row)
    for title, cells in extra:
        book.create_sheet(title).append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data, **parts):
    """The same archive with parts replaced or added: `name__xml` stands for its path."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry, old.read(entry))
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def read(data, name="lista.xlsx", **limits):
    return read_table(data, filename=name, limits=Limits(**limits))


def refused(data, **limits):
    with pytest.raises(SpreadsheetError) as refusal:
        read(data, **limits)
    assert len(str(refusal.value)) > 15
    return refusal.value.code


def test_values_keep_their_kind():
    table = read(
        workbook(["Nombre", "Año", 2024], ["Íñigo Muñoz", 1985, 3.5], [None, datetime(2026, 3, 1), True])
    )
    assert table.headers == ("Nombre", "Año", "2024")
    assert table.rows[0].cells == ("Íñigo Muñoz", 1985, 3.5)
    assert table.rows[1].cells == ("", datetime(2026, 3, 1), True)
    assert table.rows[1].text(1) == "2026-03-01"
    assert table.rows[0].text(1) == "1985"
    assert table.encoding == "xlsx"


def test_blank_rows_keep_the_numbers():
    assert [row.number for row in read(workbook(["a"], [None], ["x"], [None], ["y"])).rows] == [3, 5]


def test_a_formula_shows_its_saved_value():
    plain = workbook(["a", "b"], [2, 777])
    sheet = zipfile.ZipFile(io.BytesIO(plain)).read("xl/worksheets/sheet1.xml")
    saved = sheet.replace(b"<v>777</v>", b"<f>A2*2</f><v>4</v>").replace(b't="n"', b"")
    assert saved != sheet
    table = read(repacked(plain, **{"xl/worksheets/sheet1.xml": saved}))
    assert table.rows[0].cells == (2, 4)
    assert table.rows[0].formulas == {1}
    with translation.override("en"):
        assert "B2" in read(repacked(plain, **{"xl/worksheets/sheet1.xml": saved})).warnings[0]


def test_a_formula_without_a_saved_value_shows_itself_and_is_never_evaluated():
    table = read(workbook(["a", "b"], [2, "=A2*2"]))
    assert table.rows[0].cells == (2, "=A2*2")
    assert table.rows[0].formulas == {1}


def test_the_first_sheet_with_content_is_read_and_the_others_named():
    with translation.override("en"):
        table = read(workbook(["a"], [1], extra=[("Notas", ["x"]), ("Vacía", [])]))
    assert table.headers == ("a",)
    assert table.warnings == ["Only the sheet “Personas” was read; there are others with content: Notas."]


def formatted(*formats, value=0.6):
    """One number under several formats, a column each."""
    book = openpyxl.Workbook()
    book.active.append([f"c{n}" for n in range(len(formats))])
    book.active.append([value] * len(formats))
    for place, number_format in enumerate(formats, start=1):
        book.active.cell(2, place).number_format = number_format
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_percentages_are_read_as_they_are_shown():
    formats = ("0%", "0.00%", "0.0%;[Red]-0.0%", '0.0"%"', r"0\%", "General", '"a%b" 0 %')
    cells = read(formatted(*formats)).rows[0].cells
    assert cells == ("60%", "60%", "60%", 0.6, 0.6, 0.6, "60%")
    assert read(formatted("0%", value=0.625)).rows[0].cells == ("62.5%",)
    assert read(formatted("0%", value=0.07)).rows[0].cells == ("7%",)
    assert read(formatted("0%", value=1)).rows[0].cells == ("100%",)


def test_escapes_are_decoded_as_the_program_shows_them():
    table = read(workbook(["Pre_x000D_\n(20)", "b"], ["Paz_x000D_\nRuiz", "a_x005F_x000D_b"]))
    assert table.headers == ("Pre (20)", "b")
    assert table.rows[0].cells == ("Paz\r\nRuiz", "a_x000D_b")
    assert read(workbook(["a", "b"], ["_xD83D__xDE00_", "_xD83D_"])).rows[0].cells == ("😀", "\ufffd")


_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT = b"http://purl.oclc.org/ooxml/"


def strict(data):
    """The same workbook as Excel writes it in Strict Open XML."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("spreadsheetml/{}main", "officeDocument/{}relationships"):
        old, new = (_TRANSITIONAL + name.format("2006/").encode(), _STRICT + name.format("").encode())
        parts = {path: content.replace(old, new) for path, content in parts.items()}
    return repacked(data, **parts)


def test_strict_open_xml_is_read_like_any_other():
    data = workbook(["Nombre", "Pre"], ["Ana", 6.5], ["Eva", datetime(2026, 3, 1)])
    assert _STRICT in zipfile.ZipFile(io.BytesIO(strict(data))).read(SHEET)
    assert read(strict(data)).rows == read(data).rows
    assert read(strict(formatted("0%"))).rows[0].cells == ("60%",)


def test_the_sheet_with_the_columns_is_taken_and_the_others_named():
    data = workbook(["Lea antes de llenar"], extra=[("Datos", ["Pre", "Post"])])

    def fit(headers):
        return len({"Pre", "Post"} & set(headers))

    with translation.override("en"):
        table = read_table(data, filename="a.xlsx", fit=fit)
    assert (table.headers, table.sheet) == (("Pre", "Post"), "Datos")
    assert table.sheets == ("Personas", "Datos")
    assert table.warnings == ["Only the sheet “Datos” was read; there are others with content: Personas."]
    assert read_table(data, filename="a.xlsx", sheet="personas", fit=fit).headers == ("Lea antes de llenar",)
    with pytest.raises(SpreadsheetError) as refusal:
        read_table(data, filename="a.xlsx", sheet="Otra")
    assert refusal.value.code == "sheet_missing"


def test_hidden_sheets_and_rows_are_named():
    book = openpyxl.Workbook()
    for row in (["a", "b"], [1, 2], [3, 4]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Notas").append(["x"])
    book["Notas"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    with translation.override("en"):
        assert read(buffer.getvalue()).warnings == [
            "Hidden sheets were not read: Notas.",
            "Hidden rows were read too: 3. If a filter hides them on purpose, copy what it shows.",
        ]


def test_cells_beside_the_headings_are_refused_and_remarks_apart_left_out():
    assert refused(workbook(["a", "b"], [1, 2, 3])) == "row_longer"
    assert read(workbook(["a", "b"], [1, 2, None, "nota"])).rows[0].cells == (1, 2)


@pytest.mark.filterwarnings("error")
def test_what_the_library_thinks_of_a_file_is_not_printed(capsys):
    data = workbook(["a", "b"], [1, 2])
    archive = zipfile.ZipFile(io.BytesIO(data))
    styles = archive.read("xl/styles.xml")
    extension = b'</sheetData><extLst><ext uri="{x}"/></extLst>'
    bare = styles[: styles.index(b"<cellStyleXfs")] + b"</styleSheet>"
    read(
        repacked(
            data,
            **{SHEET: archive.read(SHEET).replace(b"</sheetData>", extension), "xl/styles.xml": bare},
        )
    )
    assert capsys.readouterr() == ("", "")


def test_a_workbook_without_content_is_empty():
    assert refused(workbook()) == "empty"


def test_limits():
    data = workbook(["a", "b"], [1, 2], [3, 4])
    assert refused(data, rows=1) == "rows"
    assert refused(data, columns=1) == "columns"
    assert refused(data, bytes=100) == "file_size"


def test_dimensions_that_lie_exhaust_nobody():
    data = workbook(["a"], [1])
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    assert lying != sheet
    assert len(read(repacked(data, **{"xl/worksheets/sheet1.xml": lying})).rows) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused(encoding):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    assert refused(repacked(workbook(["a"], [1]), **{"xl/sharedStrings.xml": bomb})) == "xml_declarations"


def test_a_bomb_is_refused_before_unpacking():
    data = workbook(["a"], [1])
    assert refused(repacked(data, **{"xl/media/zeros.bin": b"\0" * 2_000_000})) == "zip_ratio"
    assert refused(repacked(data, **{f"x{n}": b"" for n in range(201)})) == "zip_entries"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "C:/evil.xml", "a\\..\\..\\evil.xml"])
def test_names_that_lead_outside_are_refused(name):
    assert refused(repacked(workbook(["a"], [1]), **{name: b"x"})) == "zip_path"


def test_too_much_unpacked_is_refused():
    data = repacked(workbook(["a"], [1]), **{"big.bin": bytes(range(256)) * 4000})
    from lms.core.archives import ArchiveLimits, open_archive
    from lms.core.errors import UserError

    with pytest.raises(UserError) as refusal:
        open_archive(data, ArchiveLimits(unpacked=1_000_000))
    assert refusal.value.code == "zip_size"


@pytest.mark.parametrize("keep", [30, 400, 1500])
def test_a_truncated_workbook_is_refused_calmly(keep):
    assert refused(workbook(["a"], [1])[:keep]) == "zip_damaged"


def test_any_other_zip_is_no_workbook():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refused(buffer.getvalue()) == "workbook_damaged"


def test_damaged_parts_never_escape_as_another_error():
    data = workbook(["a", "b"], [1, "x"])
    for position in range(0, len(data), 97):
        damaged = bytearray(data)
        damaged[position] ^= 0xFF
        try:
            read(bytes(damaged))
        except SpreadsheetError:
            continue


def sheet(*rows: str) -> str:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}><sheetData>{''.join(rows)}</sheetData></worksheet>"


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.slow("a reader runs until its time, another until its memory is spent")
@pytest.mark.usefixtures("own_process")
def test_a_workbook_that_wants_too_much_time_or_memory_takes_only_its_own_process():
    """Few bytes, and a row at the far end of the sheet: the library fills the gap."""
    far = '<row r="{}"><c r="XFD{}"><v>1</v></c></row>'
    wide = repacked(workbook(["a"]), **{SHEET: sheet(*(far.format(n, n) for n in range(1, 3000)))})
    assert refused(wide) == "columns"
    endless = repacked(workbook(["a"]), **{SHEET: sheet(far.format(10**12, 10**12))})
    assert refused(endless, seconds=1) in ("time", "workbook_damaged")
    assert (
        refused(workbook(*([f"{n}-{m}" for m in range(20)] for n in range(3000))), memory=2 << 20) == "memory"
    )


def test_cells_and_texts_are_counted_before_anything_is_read():
    data = workbook(["a", "b", "c"], ["d", "e", "f"])
    assert refused(data, cells=5) == "cells"
    assert len(read(data, cells=6).rows) == 1
    texts = repacked(data, **{"xl/sharedStrings.xml": f"<sst>{'<si><t>x</t></si>' * 6}</sst>"})
    assert refused(texts, texts=5) == "texts"
    assert len(read(texts, texts=6).rows) == 1


@pytest.mark.usefixtures("own_process")
def test_what_is_wrong_is_said_in_the_readers_language():
    with translation.override("es-mx"), pytest.raises(SpreadsheetError) as refusal:
        read(workbook(["a", "b"], ["c", "d"]), cells=2)
    assert str(refusal.value).startswith("El archivo contiene demasiadas celdas.")
