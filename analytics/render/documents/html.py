"""A document as a page: everything in words, pictures drawn, ready for `analytics/document.html`."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from analytics.render.documents.written import all_said, say, words
from analytics.render.drawings import draw
from analytics.render.drawings.shapes import svg
from analytics.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Live,
    Method,
    Note,
    Sentence,
    Symbol,
    Table,
)


@dataclass(frozen=True, slots=True)
class CellView:
    """A written cell under its column's heading; dull ones hold no number, words stand on the left."""

    heading: str
    text: str
    css: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table."""

    name: str
    note: str
    mark: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table, with the heading of its first column and how its other columns stand."""

    key: str
    title: str
    first: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[RowView, ...]
    withheld: bool


def context(document: Document) -> dict[str, Any]:
    """What the template needs."""
    head = document.head
    return {
        "document": document,
        "title": words(document.title),
        "about": ", ".join(map(words, head.about)),
        "headline": say(document.headline),
        "lead": all_said(document.lead),
        "options": [
            {"label": words(one.label), "value": _value(one.asked), "chosen": one.chosen}
            for one in head.options
        ],
        "sections": _joined(
            {
                "key": part.key,
                "title": words(part.title),
                "blocks": [_block(f"{part.key}-{place}", one) for place, one in enumerate(part.blocks)],
            }
            for part in document.sections
        ),
    }


def _joined(sections: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Figures that are withheld one after the other say so once, under one heading."""
    found: list[dict[str, Any]] = []
    for one in sections:
        if found and _is_withheld(one) and _is_withheld(found[-1]):
            found[-1]["blocks"][0]["finding"] += f" · {one['blocks'][0]['finding']}"
        else:
            found.append(one)
    return found


def _is_withheld(section: dict[str, Any]) -> bool:
    blocks = section["blocks"]
    alone = len(blocks) == 1 and not section["title"]
    return alone and blocks[0]["kind"] == "figure" and blocks[0]["table"].withheld


def _value(asked: Any) -> str:
    return "&".join(f"{name}={value}" for name, value in asked.items())


def _block(key: str, block: Block) -> dict[str, Any]:
    if isinstance(block, Figure):
        return {"kind": "figure", **_figure(key, block)}
    if isinstance(block, Live):
        return {
            "kind": "live",
            "key": block.key,
            "template": f"analytics/live/{block.key}.html",
            "data": block.data,
        }
    if isinstance(block, Note):
        return {"kind": "note", "text": say(block.said), "tone": block.tone}
    assert isinstance(block, Sentence)
    return {"kind": "sentence", "text": say(block)}


def _figure(key: str, figure: Figure) -> dict[str, Any]:
    finding, table = say(figure.finding), _table(figure.table)
    return {
        "key": key,
        "finding": finding,
        "said": all_said(figure.said),
        "limits": all_said(figure.limits),
        "table": table,
        "plain": figure.plain,
        "picture": _picture(figure, finding, table),
        "method": None if figure.method is None else _method(figure.method),
    }


def _picture(figure: Figure, finding: str, table: TableView) -> SafeString | None:
    drawing = draw(figure)
    if drawing is None:
        return None
    told = "; ".join(
        f"{row.name}: " + ", ".join(f"{cell.heading} {cell.text}" for cell in row.cells if cell.text)
        for row in table.rows
    )
    mark = hashlib.sha256(f"{figure.table.key}|{finding}".encode()).hexdigest()[:10]
    return svg(drawing, key=f"p-{mark}", title=finding, description=told)


def _method(method: Method) -> dict[str, str]:
    parts = ("what", "people", "left_out", "formula", "limits", "version")
    return {name: say(getattr(method, name)) for name in parts}


def _table(table: Table) -> TableView:
    headings = [words(column.title) for column in table.columns]
    return TableView(
        key=table.key,
        title=words(table.title),
        first=words(table.first),
        columns=tuple(zip(headings, (column.wide for column in table.columns), strict=True)),
        rows=tuple(
            RowView(
                words(row.name),
                say(row.note),
                row.mark,
                tuple(
                    CellView(heading, words(cell), _css(cell, column))
                    for heading, column, cell in zip(headings, table.columns, row.cells, strict=True)
                ),
            )
            for row in table.rows
        ),
        withheld=table.withheld,
    )


def _css(cell: Cell, column: Column) -> str:
    dull = "dull" if cell is None or isinstance(cell, Symbol) else ""
    return " ".join(filter(None, (dull, "" if column.wide else "r")))
