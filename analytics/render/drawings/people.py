"""How many people: a square for each of them, grouped; a bar from a hundred on."""

from analytics.render.documents.written import words
from analytics.render.drawings.cells import number
from analytics.render.drawings.shapes import WIDTH, Box, Drawing
from analytics.reports.document import Picture, Table

SQUARES = 100
IN_ROW = 25
STEP = WIDTH / IN_ROW
# Best class first; the last one stays empty within its frame.
SHADES = (("accent", "accent"), ("middle", "edge"), ("wash", "edge"), ("paper", "ink"))


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`columns` has the column with the number of people."""
    (place,) = picture.columns
    counted = [(row, int(found)) for row in table.rows if (found := number(row, place)) is not None]
    total = sum(count for _row, count in counted)
    if not total:
        return None
    drawing, y = Drawing(), 12.0
    for order, (row, count) in enumerate(counted):
        last = order == len(counted) - 1 and len(counted) > 1
        fill, stroke = SHADES[-1] if last else SHADES[min(order, 2)]
        y = drawing.heading(words(row.name), words(row.cells[place]), y=y) + 7
        if total <= SQUARES:
            for person in range(count):
                line, column = divmod(person, IN_ROW)
                drawing.add(Box(column * STEP + 0.5, y + line * STEP + 0.5, STEP - 3, STEP - 3, fill, stroke))
            y += max((count + IN_ROW - 1) // IN_ROW, 1) * STEP + 20
        else:
            wide = max(count / max(n for _row, n in counted) * WIDTH - 1, 1)
            drawing.add(Box(0.5, y + 0.5, wide, 13, fill, stroke))
            y += 34
    drawing.height = y - 12
    return drawing
