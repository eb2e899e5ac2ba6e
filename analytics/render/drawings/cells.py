"""Reading numbers for pictures out of protected tables."""

from analytics.render.documents.written import value
from analytics.reports.document import Cell, Number, Row, Span


def number(row: Row, place: int) -> float | None:
    """The number in that cell as it is written; None where something else stands."""
    cell = row.cells[place]
    return value(cell) if isinstance(cell, Number) else None


def span(row: Row, place: int) -> tuple[float, float] | None:
    """Both ends of the interval in that cell."""
    cell: Cell = row.cells[place]
    return (value(cell.low), value(cell.high)) if isinstance(cell, Span) else None
