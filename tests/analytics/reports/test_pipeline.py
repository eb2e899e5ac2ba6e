"""One way from a report to its formats: what a reader may not see is in none of them, and numbers agree."""

import io
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pikepdf
import pytest
from django.utils.functional import lazystr

from analytics.render.documents import csv, html, pdf, xlsx
from analytics.render.documents.written import Unprotected, words
from analytics.reports import registry
from analytics.reports.document import (
    Column,
    Document,
    Figure,
    Head,
    Measure,
    Method,
    Note,
    Number,
    Picture,
    Row,
    Section,
    Sentence,
    Span,
    Symbol,
    Table,
    Unit,
)
from analytics.reports.registry import Asked, Report, UnknownChoice, run

SMALL = Measure(Number(0.4321, Unit.PERCENT, 2), 4, 2)
LARGE = Measure(Number(0.6789, Unit.PERCENT, 2), 40, 27)


def text(words_: str) -> str:
    """A lazy text of a report's own."""
    return lazystr(words_)


def draft(*rows: Row, **fields) -> Document:
    columns = (Column("Value"),)
    method = Method("What", Sentence(text("on %(n)s"), {"n": SMALL}), "Nobody", "a/b", "None", "1")
    figure = Figure(
        fields.pop("finding", Sentence("path.plain")),
        Table("t", "Values", "Group", columns, rows, partition=fields.pop("partition", False)),
        Picture("marks", columns=(0,)),
        said=(Sentence(text("a hidden %(value)s"), {"value": SMALL}),),
        method=method,
    )
    notes = (Note(Sentence(text("noted %(value)s"), {"value": SMALL})),)
    return Document(
        "sample", "Sample", Head(("Valles",), date(2026, 12, 1)), Sentence("headline.rose"),
        (Sentence(text("lead %(value)s"), {"value": SMALL}),), (Section("one", (figure, *notes)),),
    )  # fmt: skip


def ran(document: Document, audience: str = "own_center") -> Document:
    report = Report("sample", "Sample", lambda user: True, audience, lambda asked: document, ("cohort",))
    found = run(report, Asked())
    assert found is not None
    return found


def all_formats(document: Document) -> str:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return f"{html.context(document)} {csv.render(document).decode()} {cells}"


def test_a_small_cell_is_in_no_format():
    """Whatever a report forgets: its table, picture, sentences, notes, method and lead go by one door."""
    document = ran(draft(Row("few", (SMALL,)), Row("many", (LARGE,))))
    shown = all_formats(document)
    assert "67.89" in shown
    assert "43.21" not in shown
    assert "protected" in shown
    for gone in ("a hidden", "noted", "lead "):
        assert gone not in shown
    assert document.figures[0].method.people == ""


def test_a_document_that_was_not_protected_cannot_be_written():
    raw = draft(Row("few", (SMALL,)))
    for render in (html.context, csv.render, xlsx.render, pdf.render):
        with pytest.raises(Unprotected):
            render(raw)


def test_words_that_rest_on_few_people_fall_away_or_give_way():
    finding = Sentence("headline.fell", people=4, otherwise=Sentence("path.plain"))
    assert ran(draft(Row("many", (LARGE,)), finding=finding)).figures[0].finding == Sentence("path.plain")
    alone = draft(Row("many", (LARGE,)), finding=Sentence("headline.fell", people=4))
    assert ran(alone).figures == ()


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ((20, 9, 8), "xxx"),
        ((20, 9, 8, 4), "xx.."),  # one hidden row alone would be the rest of the whole
        ((20, 9, 8, 2, 3), "xxx.."),  # two hidden rows with enough people together
        ((20, 9, 8, 2, 2), "xx..."),
        ((20, 9, 4), "withheld"),  # fewer than two rows are left
        ((20, 0, 9), "x0x"),  # an empty row tells nothing and stays
    ],
)
def test_rows_that_are_parts_of_a_whole_hide_together(people, shown):
    rows = [Row(str(n), (Measure(text("x" if n else "0"), n),), people=n) for n in people]
    table = ran(draft(*rows, partition=True)).figures[0].table
    cells = [row.cells[0] for row in table.rows]
    assert ("".join("." if one is Symbol.PROTECTED else str(one) for one in cells) or "withheld") == shown
    assert table.withheld == (shown == "withheld")


def test_what_is_not_offered_is_refused():
    report = Report("sample", "Sample", lambda user: True, "own_center", lambda asked: draft(), ("cohort",))
    with pytest.raises(UnknownChoice):
        run(report, Asked(filters={"period": "2026-1"}))
    assert run(report, Asked(filters={"cohort": "", "period": ""})) is not None


def test_every_report_is_found_by_the_name_of_its_module():
    assert registry.report("no_such_report") is None
    assert registry.report("__init__") is None
    for key in registry.keys():  # noqa: SIM118 - a function of the module
        found = registry.report(key)
        assert found is not None
        assert found.key == key
        assert str(found.title)


NUMBERS = (
    Number(0.815, Unit.PERCENT),
    Number(0.8149999999, Unit.PERCENT, 1),
    Number(0.2349, Unit.CHANGE, 1),
    Number(-0.004, Unit.CHANGE, 1),
    Number(4.25, Unit.SCALE, 1),
    Number(1143),
)


def test_all_formats_write_a_number_to_the_same_digit():
    rows = [Row(f"row {place}", (Measure(number, 50),)) for place, number in enumerate(NUMBERS)]
    ends = Span(Number(0.1951, Unit.CHANGE, 1), Number(0.2749, Unit.CHANGE, 1))
    document = ran(draft(*rows, Row("interval", (Measure(ends, 50),))))
    page = [cell.text for row in _figure_of(document)["table"].rows for cell in row.cells]
    assert page == ["82%", "81.5%", "+23.5", "−0.4", "4.3", "1,143", "19.5 to 27.5"]
    exact = [82, 81.5, 23.5, -0.4, 4.3, 1143]
    assert [float(t.rstrip("%").replace("−", "-").replace(",", "")) for t in page[:-1]] == exact
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))
    sheet = book["3 Values"]
    assert [sheet.cell(line, 2).value for line in range(2, 8)] == exact
    assert [sheet.cell(8, column).value for column in (2, 3)] == [19.5, 27.5]
    lines = csv.render(document).decode("utf-8-sig").splitlines()
    assert [float(line.split(",")[4]) for line in lines[1:7]] == exact
    assert lines[7].split(",")[5:7] == ["19.5", "27.5"]
    printed = _printed(pdf.render(document))
    for written in page:
        pattern = "".join(letter if letter.isascii() else "." for letter in re.escape(written))
        assert re.search(pattern, printed), written


def _figure_of(document: Document) -> dict:
    return html.context(document)["sections"][0]["blocks"][0]


def _printed(content: bytes) -> str:
    """The words of a PDF; letters beyond ASCII have codes of the font's own."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as book:
        for page in book.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tj":
                    found.append(bytes(operands[0]).decode("latin-1"))
    return " ".join(found)


def test_symbols_have_four_words():
    assert [words(one) for one in Symbol] == ["protected", "no data", "does not apply", "not due yet"]


def test_what_is_withheld_one_after_the_other_says_so_once():
    def section(key: str, *, withheld: bool) -> Section:
        rows = () if withheld else (Row("One", (Number(1),)),)
        table = Table(key, key, "Group", (Column("Value"),), rows, partition=True, withheld=withheld)
        return Section(key, (Figure(Sentence(text(key)), table),))

    own = [section("By office", withheld=False), section("By sex", withheld=True)]
    parts = (*own, section("By age", withheld=True), section("By function", withheld=False))
    document = replace(draft(), sections=parts, lead=())
    found = [one["blocks"][0]["finding"] for one in html.context(document)["sections"]]
    assert found == ["By office", "By sex · By age", "By function"]
