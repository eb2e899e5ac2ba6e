"""Tables of documents as rows of a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from analytics.render.documents.written import UNITS, say, sign, value, words
from analytics.reports.document import Cell, Document, Number, Span, Symbol, Table

Line = tuple[Any, ...]


def spread(table: Table) -> Iterator[Line]:
    """The table as it stands: headings first; an interval takes two columns."""
    places = range(len(table.columns))
    double = {place for place in places if any(isinstance(row.cells[place], Span) for row in table.rows)}
    heads: list[str] = [words(table.first)]
    for place in places:
        title = words(table.columns[place].title)
        heads += (
            [_("%s, from") % title, _("%s, to") % title] if place in double else [_with_unit(table, place)]
        )
    yield tuple(heads)
    for row in table.rows:
        cells: list[Any] = [words(row.name)]
        for place in places:
            cells += _pair(row.cells[place]) if place in double else [_single(row.cells[place])]
        yield tuple(cells)


def _with_unit(table: Table, place: int) -> str:
    """A heading with the unit that all numbers under it have."""
    title = words(table.columns[place].title)
    units = {row.cells[place].unit for row in table.rows if isinstance(row.cells[place], Number)}  # type: ignore[union-attr]
    unit = words(UNITS[units.pop()]) if len(units) == 1 else ""
    return f"{title} ({unit})" if unit and unit not in title else title


def _single(cell: Cell) -> Any:
    if isinstance(cell, Number):
        return value(cell)
    return sign(cell) if isinstance(cell, Symbol) else words(cell)


def _pair(cell: Cell) -> list[Any]:
    return [value(cell.low), value(cell.high)] if isinstance(cell, Span) else [_single(cell)] * 2


def long(document: Document) -> Iterator[Line]:
    """Every cell of every table on a line of its own."""
    yield _("Table"), _("Row"), _("Column"), _("Unit"), _("Value"), _("From"), _("To"), _("Text")
    for table in (figure.table for figure in document.figures):
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                named = (words(table.title), words(row.name), words(column.title))
                yield (*named, *_facts(cell))


def _facts(cell: Cell) -> Line:
    if isinstance(cell, Number):
        return words(UNITS[cell.unit]), value(cell), "", "", ""
    if isinstance(cell, Span):
        return words(UNITS[cell.low.unit]), "", value(cell.low), value(cell.high), ""
    return "", "", "", "", sign(cell) if isinstance(cell, Symbol) else words(cell)


def cover(document: Document) -> Iterator[Line]:
    """What the report is about, of when, and what it says first."""
    head = document.head
    yield _("Report"), words(document.title)
    yield _("About"), ", ".join(map(words, head.about))
    yield _("Data of"), words(head.as_of)
    if head.release:
        yield _("Publication"), head.release
    if head.next_release:
        yield _("Next publication"), words(head.next_release)
    if head.simulated:
        yield _("Simulated data"), _("People, centers and results are invented.")
    yield _("Finding"), say(document.headline)
    for said in document.lead:
        yield "", say(said)
    for symbol in Symbol:
        if symbol in _symbols(document):
            yield sign(symbol), words(symbol)


def _symbols(document: Document) -> set[Any]:
    return {
        cell
        for figure in document.figures
        for row in figure.table.rows
        for cell in row.cells
        if isinstance(cell, Symbol)
    }
