"""The step between building a report and showing it: what an audience may not see is not in the document."""

from dataclasses import replace
from typing import assert_never

from analytics import disclosure
from analytics.reports.document import (
    Block,
    Cell,
    Document,
    Figure,
    Live,
    Measure,
    Method,
    Note,
    Row,
    Said,
    Section,
    Sentence,
    Symbol,
    Table,
)


def protect(draft: Document, audience: str) -> Document:
    """The document without a `Measure`: each is a number now, or a symbol, and what told of it is gone."""
    headline = _sentence(draft.headline, audience)
    if headline is None:
        raise ValueError("a headline needs something to say to everybody")
    return replace(
        draft,
        audience=audience,
        headline=headline,
        lead=_all_said(draft.lead, audience),
        sections=tuple(
            section for one in draft.sections if (section := _section(one, audience)).blocks or section.title
        ),
    )


def _section(section: Section, audience: str) -> Section:
    kept = [_block(block, audience) for block in section.blocks]
    return replace(section, blocks=tuple(block for block in kept if block is not None))


def _block(block: Block, audience: str) -> Block | None:
    if isinstance(block, Live):
        return block
    if isinstance(block, Sentence):
        return _sentence(block, audience)
    if isinstance(block, Note):
        said = _said(block.said, audience)
        return None if said is None else replace(block, said=said)
    if isinstance(block, Figure):
        return _figure(block, audience)
    assert_never(block)


def _figure(figure: Figure, audience: str) -> Figure | None:
    finding = _sentence(figure.finding, audience)
    if finding is None:
        return None
    return replace(
        figure,
        finding=finding,
        table=_table(figure.table, audience),
        said=_all_said(figure.said, audience),
        limits=_all_said(figure.limits, audience),
        method=None if figure.method is None else _method(figure.method, audience),
    )


def _method(method: Method, audience: str) -> Method:
    return Method(
        what=_said(method.what, audience) or "",
        people=_said(method.people, audience) or "",
        left_out=_said(method.left_out, audience) or "",
        formula=_said(method.formula, audience) or "",
        limits=_said(method.limits, audience) or "",
        version=method.version,
    )


def _table(table: Table, audience: str) -> Table:
    if not table.partition:
        return replace(table, rows=tuple(_row(row, audience) for row in table.rows))
    groups = [disclosure.Group(place, row.people or 0, _shares(row)) for place, row in enumerate(table.rows)]
    hidden = disclosure.hidden_rows(groups, audience)
    if hidden is None:
        return replace(table, rows=(), withheld=True)
    rows = tuple(
        _hidden(row) if place in hidden else _row(row, audience) for place, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _shares(row: Row) -> tuple[tuple[int | None, int], ...]:
    return tuple(
        (one.count, one.n) for one in row.cells if isinstance(one, Measure) and not one.participation
    )


def _hidden(row: Row) -> Row:
    cells = tuple(Symbol.PROTECTED if isinstance(cell, Measure) else cell for cell in row.cells)
    return replace(row, cells=cells, note=None, mark="")


def _row(row: Row, audience: str) -> Row:
    return replace(
        row,
        cells=tuple(_cell(cell, audience) for cell in row.cells),
        note=None if row.note is None else _said(row.note, audience),
    )


def _cell(cell: Cell, audience: str) -> Cell:
    if not isinstance(cell, Measure):
        return cell
    if not _may_be_shown(cell, audience):
        return Symbol.PROTECTED
    return Symbol.ABSENT if cell.shown is None else cell.shown


def _may_be_shown(measure: Measure, audience: str) -> bool:
    if measure.n == 0 or (measure.participation and audience == "own_center"):
        return True
    if measure.count is None or measure.participation:
        return disclosure.is_shown(measure.n, audience)
    return disclosure.share_is_shown(measure.count, measure.n, audience)


def _all_said(said: tuple[Said, ...], audience: str) -> tuple[Said, ...]:
    return tuple(kept for one in said if (kept := _said(one, audience)) is not None)


def _said(said: Said, audience: str) -> Said | None:
    return _sentence(said, audience) if isinstance(said, Sentence) else said


def _sentence(sentence: Sentence, audience: str) -> Sentence | None:
    values = {name: _cell(value, audience) for name, value in sentence.values.items()}
    few = sentence.people is not None and not disclosure.is_shown(sentence.people, audience)
    if not few and not any(isinstance(value, Symbol) for value in values.values()):
        return replace(sentence, values=values, otherwise=None, people=None)
    return None if sentence.otherwise is None else _sentence(sentence.otherwise, audience)
