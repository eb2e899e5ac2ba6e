"""Back-to-back bars: how many people had which score before (left) and after (right), in the same classes."""

from analytics.render.documents.written import words
from analytics.render.drawings.cells import number
from analytics.render.drawings.shapes import WIDTH, Box, Drawing, Words
from analytics.reports.document import Picture, Table

MIDDLE = 84.0
REACH = (WIDTH - MIDDLE) / 2 - 26


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`columns` are those of people before and after; `legend` names both."""
    before, after = picture.columns
    rows = [(row, number(row, before), number(row, after)) for row in table.rows]
    most = max((count or 0 for _row, *both in rows for count in both), default=0)
    if not most:
        return None
    left, right = (WIDTH - MIDDLE) / 2, (WIDTH + MIDDLE) / 2
    drawing, y = Drawing(), 12.0
    (_one, start), (_two, end) = picture.legend
    drawing.add(
        Words(left, y, words(start), "end", bold=True),
        Words(right, y, words(end), bold=True),
        Words(WIDTH / 2, y, words(picture.axis), "middle", paint="soft"),
    )
    for row, low, high in rows:
        y += 26
        drawing.add(Words(WIDTH / 2, y, words(row.name), "middle"))
        for count, edge, turn, fill, stroke in (
            (low, left, -1, "wash", "edge"),
            (high, right, 1, "accent", "accent"),
        ):
            if count is None:
                continue
            wide = count / most * REACH
            drawing.add(Box(edge - wide if turn < 0 else edge, y - 12, wide, 15, fill, stroke))
            drawing.add(
                Words(
                    edge + turn * (wide + 5),
                    y,
                    words(row.cells[before if turn < 0 else after]),
                    "start" if turn > 0 else "end",
                    bold=True,
                )
            )
    drawing.height = y + 10
    return drawing
