"""The pictures of reports, as Vega-Lite specifications. Texts come in words, numbers as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from analytics.render.charts import ACCENT, INK, WIDTH

ROW, LINE = 44, 14
# How many letters of a name fit on one line beside its value.
LETTERS = 40


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A value with its interval under a label; `text` is the value in words."""

    label: str
    text: str
    value: float
    low: float | None
    high: float | None


def intervals(rows: Sequence[IntervalRow], *, axis: str, mark: float | None = None) -> dict[str, Any]:
    """Values with intervals, one under the other; `mark` is a dotted line, such as the overall mean."""
    names = [wrap(row.label, LETTERS) or [""] for row in rows]
    data = [
        {"label": row.label, "name": name, "text": row.text, "value": row.value, "low": row.low,
         "high": row.high}
        for row, name in zip(rows, names, strict=True)
    ]  # fmt: skip
    ends = [end for row in rows for end in (row.value, row.low, row.high, 0.0) if end is not None]
    low, high = min(ends), max(ends)
    room = (high - low or 1) * 0.05
    x = {"type": "quantitative", "scale": {"domain": [low - room, high + room]}, "title": axis}
    below = {"axis": {"grid": True, "tickCount": 5, "zindex": 0}}
    y = {"field": "label", "type": "nominal", "sort": None, "axis": None}
    known = [{"filter": "isValid(datum.low)"}]
    layers = [
        {
            "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2, "yOffset": 10},
            "transform": known,
            "encoding": {"y": y, "x": {**x, "field": "low", **below}, "x2": {"field": "high"}},
        },
        *(
            {
                "mark": {"type": "tick", "color": ACCENT, "thickness": 2, "size": 9, "yOffset": 10},
                "transform": known,
                "encoding": {"y": y, "x": {**x, "field": end, **below}},
            }
            for end in ("low", "high")
        ),
        {
            "mark": {
                "type": "point",
                "filled": True,
                "color": ACCENT,
                "size": 80,
                "opacity": 1,
                "yOffset": 10,
            },
            "encoding": {"y": y, "x": {**x, "field": "value", **below}},
        },
    ]
    if mark is not None:
        layers.append(_dotted({"x": {"datum": mark, "type": "quantitative"}}))
    # Names come last, so that no line runs through them.
    for lines in sorted({len(name) for name in names}):
        layers.append(
            {
                **_text("name", 0, "left", y, lines),
                "transform": [{"filter": f"length(datum.name) == {lines}"}],
            }
        )
    layers.append(_text("text", WIDTH, "right", y))
    step = ROW + LINE * (max(map(len, names), default=1) - 1)
    return {"data": {"values": data}, "width": WIDTH, "height": {"step": step}, "layer": layers}


def _text(column: str, x: int, align: str, y: dict[str, Any], lines: int = 1) -> dict[str, Any]:
    """Words above the middle of a row; of several lines the last stands there."""
    return {
        "mark": {
            "type": "text",
            "align": align,
            "baseline": "bottom",
            "lineHeight": LINE,
            "dy": -1 - LINE * (lines - 1),
            "color": INK,
            "fontWeight": 600,
        },
        "encoding": {"y": y, "x": {"value": x}, "text": {"field": column, "type": "nominal"}},
    }


def _dotted(encoding: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": INK, "strokeDash": [2, 3]},
        "encoding": encoding,
    }
