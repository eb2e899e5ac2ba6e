"""Who moved on: an arrow for each band of starting levels, from the mean before to the mean after."""

from analytics.render.documents.written import words
from analytics.render.drawings.cells import number
from analytics.render.drawings.levels import AXIS, TICKS
from analytics.render.drawings.shapes import WIDTH, Dot, Drawing, Rule, Tip, Words
from analytics.reports.document import Picture, Table


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`columns` are those of people, before and after."""
    people, before, after = picture.columns
    drawing, y = Drawing(), 12.0
    lines = []
    for row in table.rows:
        ends = number(row, before), number(row, after)
        if ends[0] is None or ends[1] is None:
            continue
        y = drawing.heading(words(row.name), f"n = {words(row.cells[people])}", y=y) + 14
        lines.append((y, *ends))
        y += 24
    if not lines:
        return None
    bottom = y - 12
    drawing.shapes[:0] = [Rule(AXIS.at(tick), 0, AXIS.at(tick), bottom, "rule") for tick in TICKS]
    for at, low, high in lines:
        start, end = AXIS.at(low), AXIS.at(high)
        turn = 1 if end >= start else -1
        drawing.add(
            Rule(start, at, end - 6 * turn, at, "accent", 3),
            Dot(start, at, 3.5, "paper"),
            Tip(end, at, turn),
        )
    drawing.add(
        *(
            Words(
                AXIS.at(tick),
                bottom + 16,
                str(tick),
                {0: "start", 100: "end"}.get(tick, "middle"),
                paint="soft",
            )
            for tick in TICKS
        )
    )
    drawing.add(Words(WIDTH, bottom + 34, words(picture.axis), "end", paint="soft"))
    drawing.height = bottom + 40
    return drawing
