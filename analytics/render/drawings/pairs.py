"""Two scores of everybody: a circle for each pair, as large as its people; above the diagonal they rose."""

from math import sqrt

from analytics.render.documents.written import words
from analytics.render.drawings.cells import number
from analytics.render.drawings.shapes import WIDTH, Axis, Dot, Drawing, Rule, Words
from analytics.reports.document import Picture, Table

LEFT, SIDE = 30, WIDTH - 44
LARGEST = 11.0


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`columns` are those of before, after and people; `ends` those of both axes."""
    before, after, people = picture.columns
    read = [(number(row, before), number(row, after), number(row, people)) for row in table.rows]
    found = [(x, y, n) for x, y, n in read if x is not None and y is not None and n is not None]
    if not found or picture.ends is None:
        return None
    low, high = picture.ends
    across = Axis(low, high, left=LEFT, right=LEFT + SIDE)
    up = Axis(high, low, left=8, right=8 + SIDE)
    drawing = Drawing()
    for tick in (low, (low + high) / 2, high):
        x, y, text = across.at(tick), up.at(tick), f"{tick:g}"
        drawing.add(Rule(x, 8, x, 8 + SIDE, "rule"), Rule(LEFT, y, LEFT + SIDE, y, "rule"))
        anchor = "start" if tick == low else "end" if tick == high else "middle"
        drawing.add(
            Words(x, 8 + SIDE + 16, text, anchor, paint="soft"),
            Words(LEFT - 6, y + 4, text, "end", paint="soft"),
        )
    drawing.add(Rule(across.at(low), up.at(low), across.at(high), up.at(high), "ink", 1, dotted=True))
    most = max(n for _x, _y, n in found)
    for first, second, n in sorted(found, key=lambda one: -one[2]):
        radius = max(2.5, LARGEST * sqrt(n / most)) if most > 1 else 4
        drawing.add(Dot(across.at(first), up.at(second), round(radius, 1), "middle", "accent"))
    drawing.add(Words(LEFT + SIDE, 8 + SIDE + 32, words(picture.axis), "end", paint="soft"))
    drawing.add(Words(LEFT + 4, 20, words(table.columns[after].title), paint="soft"))
    drawing.height = 8 + SIDE + 38
    return drawing
