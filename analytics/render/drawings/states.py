"""A bar of one length for each step: who did it, misses it, has time left, or owes it no more."""

from analytics.render.documents.written import words
from analytics.render.drawings.cells import number
from analytics.render.drawings.shapes import WIDTH, Box, Drawing
from analytics.reports.document import Picture, Table

# Fill and outline by state: told apart without color too. What is missing stays empty, framed in amber.
SHADES = {
    "done": ("accent", "accent"),
    "ready": ("middle", "middle"),
    "missing": ("paper", "due"),
    "not_yet": ("wash", "wash"),
    "out": ("paper", "rule"),
}
BAR = 14


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`legend` names the states of `columns`, in order; the row's note is written beside its name."""
    drawing, y = Drawing(), 12.0
    for row in table.rows:
        counts = [number(row, place) or 0 for place in picture.columns]
        whole = sum(counts)
        if not whole:
            continue
        done = words(row.cells[picture.columns[0]])
        y = drawing.heading(words(row.name), done, y=y) + 7
        x = 0.0
        for (state, _name), count in zip(picture.legend, counts, strict=True):
            if count:
                fill, stroke = SHADES[state]
                wide = count / whole * WIDTH
                drawing.add(Box(x + 0.5, y + 0.5, max(wide - 1, 1), BAR - 1, fill, stroke))
                x += wide
        y += BAR + 20
    if not drawing.shapes:
        return None
    drawing.height = drawing.legend(
        ((*SHADES[state], words(name)) for state, name in picture.legend), y=y + 2
    )
    return drawing
