"""A waterfall: a share before, what each cause moved it by, and the share now."""

from analytics.render.documents.written import words
from analytics.render.drawings.cells import number
from analytics.render.drawings.shapes import WIDTH, Axis, Box, Drawing, Rule, Words
from analytics.reports.document import Picture, Table

AXIS = Axis(0, 100, 6, WIDTH - 6)
ANCHORS = {0: "start", 50: "middle", 100: "end"}
LEAST = 1.5  # narrower than this nobody sees it


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`columns` has that of the shares: of the first and the last row whole, of those between as changes."""
    (place,) = picture.columns
    shares = [number(row, place) for row in table.rows]
    if len(shares) < 2 or any(one is None for one in shares):
        return None
    drawing, y, level = Drawing(), 12.0, 0.0
    bars = []
    for at, (row, share) in enumerate(zip(table.rows, shares, strict=True)):
        assert share is not None
        whole = at in (0, len(shares) - 1)
        low, level = (0.0, share) if whole else (level, level + share)
        y = drawing.heading(words(row.name), words(row.cells[place]), y=y, bold=whole) + 8
        ends = sorted((AXIS.at(low), AXIS.at(level)))
        wide = max(ends[1] - ends[0], LEAST)
        bars.append((Box(ends[0], y, wide, 12, "accent" if whole else "middle"), AXIS.at(level), y))
        y += 34
    bottom = y - 22
    drawing.shapes[:0] = [Rule(AXIS.at(tick), 0, AXIS.at(tick), bottom, "rule") for tick in ANCHORS]
    for (bar, end, top), (_bar, _end, below) in zip(bars, [*bars[1:], bars[-1]], strict=True):
        drawing.add(bar)
        if below > top:
            drawing.add(Rule(end, top + 12, end, below, "edge", dotted=True))
    drawing.add(
        *(Words(AXIS.at(tick), bottom + 16, str(tick), ANCHORS[tick], paint="soft") for tick in ANCHORS),
        Words(WIDTH, bottom + 34, words(picture.axis), "end", paint="soft"),
    )
    drawing.height = bottom + 40
    return drawing
