"""Before and after by topic: two dots joined by a line on the full axis; the gain is written at the right."""

from analytics.render.documents.written import words
from analytics.render.drawings.cells import number
from analytics.render.drawings.shapes import WIDTH, Axis, Dot, Drawing, Rule, Words
from analytics.reports.document import Picture, Table

AXIS = Axis(0, 100, right=WIDTH - 8)
TICKS = (0, 25, 50, 75, 100)


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`columns` are those of before, after and the gain, which is written as the row's value.

    The axis is that of percentages, or of a scale with `ends`.
    """
    before, after, gain = picture.columns
    axis, ticks = AXIS, TICKS
    if picture.ends is not None:
        low, high = picture.ends
        axis, ticks = Axis(low, high, right=WIDTH - 8), tuple(range(round(low), round(high) + 1))
    drawing, y = Drawing(), 12.0
    rows = [row for row in table.rows if number(row, before) is not None and number(row, after) is not None]
    if not rows:
        return None
    lines = []
    for row in rows:
        y = drawing.heading(words(row.name), words(row.cells[gain]), y=y) + 14
        lines.append((row, y))
        y += 24
    bottom = y - 12
    grid = [Rule(axis.at(tick), 0, axis.at(tick), bottom, "rule") for tick in ticks]
    drawing.shapes[:0] = grid
    for row, at in lines:
        start, end = axis.at(number(row, before) or 0), axis.at(number(row, after) or 0)
        drawing.add(
            Rule(start, at, end, at, "accent", 3),
            Dot(start, at, 5, "paper"),
            Dot(end, at, 5.5, "accent"),
        )
    anchors = {ticks[0]: "start", ticks[-1]: "end"}
    drawing.add(
        *(
            Words(axis.at(tick), bottom + 16, str(tick), anchors.get(tick, "middle"), paint="soft")
            for tick in ticks
        )
    )
    y = bottom + 38
    x = 5.0
    for fill, (_key, name) in zip(("paper", "accent"), picture.legend, strict=True):
        drawing.add(Dot(x, y - 4, 5, fill), Words(x + 11, y, words(name), paint="soft"))
        x += 30 + len(words(name)) * 6.3
    drawing.add(Words(WIDTH, y, words(picture.axis), "end", paint="soft"))
    drawing.height = y + 6
    return drawing
