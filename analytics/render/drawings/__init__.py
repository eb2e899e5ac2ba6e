"""Pictures of reports, drawn from the table behind them: what the table hides, no picture can show."""

from collections.abc import Callable

from analytics.render.drawings import arrows, levels, marks, pairs, people, sides, states, steps
from analytics.render.drawings.shapes import Drawing
from analytics.reports.document import Figure, Picture, Table

KINDS: dict[str, Callable[[Table, Picture], Drawing | None]] = {
    "states": states.draw,
    "levels": levels.draw,
    "people": people.draw,
    "arrows": arrows.draw,
    "marks": marks.draw,
    "pairs": pairs.draw,
    "sides": sides.draw,
    "steps": steps.draw,
}


def draw(figure: Figure) -> Drawing | None:
    """The picture of a figure; None where it has none, or its table holds nothing that can be drawn."""
    if figure.picture is None or not figure.table.rows:
        return None
    return KINDS[figure.picture.kind](figure.table, figure.picture)
