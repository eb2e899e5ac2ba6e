"""A dot for each row, with its interval where it has one and the target as a dotted line; never sorted.

A row that is not due yet is a hollow mark without a value.
"""

from math import ceil, floor

from analytics.render.documents.written import value, words
from analytics.render.drawings.cells import number, span
from analytics.render.drawings.shapes import WIDTH, Axis, Dot, Drawing, Rule, Words
from analytics.reports.document import Picture, Symbol, Table


def draw(table: Table, picture: Picture) -> Drawing | None:
    """`columns` are those of the value and, if there is a second, of the interval. `legend` may hold the
    words for the target; `axis` says what is counted.
    """
    place, *ends = picture.columns
    target = None if picture.target is None else value(picture.target)
    drawing, y = Drawing(), 12.0
    lines = []
    for row in table.rows:
        shown = number(row, place)
        waits = row.cells[place] is Symbol.NOT_YET
        if shown is None and not waits:
            continue
        star = "★ " if row.mark == "critical" else ""
        y = drawing.heading(star + words(row.name), words(row.cells[place]), y=y) + 13
        lines.append((y, shown, span(row, ends[0]) if ends else None))
        y += 23
    known = [one for _y, shown, ends_ in lines for one in (shown, *(ends_ or ())) if one is not None]
    if not known:
        return None
    axis, ticks = _axis([*known, *(() if target is None else (target,)), *(picture.ends or ())])
    bottom = y - 12
    drawing.shapes[:0] = [Rule(axis.at(tick), 0, axis.at(tick), bottom, "rule") for tick in ticks]
    if target is not None:
        drawing.add(Rule(axis.at(target), 0, axis.at(target), bottom, "ink", 1, dotted=True))
    for at, shown, reach in lines:
        if reach is not None:
            low, high = axis.at(reach[0]), axis.at(reach[1])
            drawing.add(Rule(low, at, high, at, "accent", 2))
            drawing.add(*(Rule(end, at - 4, end, at + 4, "accent", 2) for end in (low, high)))
        if shown is None:
            drawing.add(Dot(axis.at(axis.low), at, 4.5, "paper", "edge"))
        else:
            drawing.add(Dot(axis.at(shown), at, 5))
    for tick in ticks:
        anchor = {ticks[0]: "start", ticks[-1]: "end"}.get(tick, "middle")
        drawing.add(Words(axis.at(tick), bottom + 16, _tick(tick), anchor, paint="soft"))
    said = " · ".join(filter(None, [words(picture.axis), *(words(name) for _key, name in picture.legend)]))
    drawing.add(Words(0, bottom + 34, said, paint="soft"))
    drawing.height = bottom + 40
    return drawing


def _axis(values: list[float]) -> tuple[Axis, list[float]]:
    """An axis with round ticks around all values."""
    low, high = min(values), max(values)
    step = next((one for one in (0.5, 1, 5, 10, 20, 25) if (high - low) / one <= 5), 50)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    ticks = [number * step for number in range(first, last + 1)]
    return Axis(ticks[0], ticks[-1], right=WIDTH - 8), ticks


def _tick(value_: float) -> str:
    return f"{value_:g}".replace("-", "−")
