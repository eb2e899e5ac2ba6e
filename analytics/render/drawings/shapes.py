"""What pictures are made of: a few shapes on a plane `WIDTH` wide, for pages and for paper alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from textwrap import wrap

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH = 320
LINE = 15
SIZE = 12
# How wide a letter is on average, for breaking lines.
LETTER = 6.3
BOLD_LETTER = 7.2
# Colors are those of the design, so that one picture serves both themes and print.
PAINTS = {
    "ink": "var(--ink)",
    "soft": "var(--soft)",
    "rule": "var(--rule)",
    "edge": "var(--edge)",
    "accent": "var(--accent)",
    "paper": "var(--paper)",
    "wash": "var(--d2)",
    "middle": "var(--d3)",
    "due": "var(--due)",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "accent"
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; a dotted one is a mark to compare with."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = "rule"
    width: float = 1
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle; hollow with `fill` "paper"."""

    x: float
    y: float
    radius: float = 5
    fill: str = "accent"
    stroke: str = "accent"


@dataclass(frozen=True, slots=True)
class Tip:
    """The head of an arrow that points to the right (`turn` 1) or to the left (-1)."""

    x: float
    y: float
    turn: int = 1
    fill: str = "accent"


@dataclass(frozen=True, slots=True)
class Words:
    """Text at its baseline; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    bold: bool = False
    paint: str = "ink"


Shape = Box | Rule | Dot | Tip | Words


@dataclass(slots=True)
class Drawing:
    """Shapes in the order of drawing, and how high they reach."""

    shapes: list[Shape] = field(default_factory=list)
    height: float = 0

    def add(self, *shapes: Shape) -> None:
        """Draw these on top."""
        self.shapes.extend(shapes)

    def heading(self, text: str, value: str = "", *, y: float, bold: bool = True) -> float:
        """A name on the left, broken where it is long, its value on the right; returns the last baseline."""
        room = int((WIDTH - (len(value) + 2) * BOLD_LETTER) / BOLD_LETTER)
        lines = wrap(text, max(room, 12)) or [""]
        for number, line in enumerate(lines):
            self.add(Words(0, y + number * LINE, line, bold=bold))
        if value:
            self.add(Words(WIDTH, y, value, "end", bold=True))
        return y + (len(lines) - 1) * LINE

    def legend(self, entries: Iterable[tuple[str, str, str]], *, y: float) -> float:
        """(fill, outline, words) beside one another, in as many lines as they need; returns their end."""
        x = 0.0
        for fill, stroke, text in entries:
            wide = 18 + len(text) * LETTER + 12
            if x and x + wide > WIDTH + 12:
                x, y = 0.0, y + 18
            self.add(Box(x, y - 10, 12, 12, fill, stroke), Words(x + 18, y, text, paint="soft"))
            x += wide
        return y + 8


@dataclass(frozen=True, slots=True)
class Axis:
    """Values along the plane from `low` to `high`, between two places."""

    low: float
    high: float
    left: float = 6
    right: float = WIDTH - 6

    def at(self, value: float) -> float:
        """Where a value stands, kept within the axis."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.left + min(max(share, 0), 1) * (self.right - self.left), 1)


def svg(drawing: Drawing, *, key: str, title: str, description: str) -> SafeString:
    """The drawing as an element of a page: everything is a presentation attribute, nothing inline style."""
    body = "".join(_svg(shape) for shape in drawing.shapes)
    return mark_safe(  # noqa: S308 - shapes write their own numbers and escape their words
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" '
        f'viewBox="0 0 {WIDTH} {_n(drawing.height)}" '
        f'role="img" aria-labelledby="{key}-t" aria-describedby="{key}-d">'
        f'<title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(description)}</desc>{body}</svg>'
    )


def _svg(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height, fill, stroke):
            outline = f' stroke="{PAINTS[stroke]}"' if stroke else ""
            return (
                f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" '
                f'fill="{PAINTS[fill]}"{outline}/>'
            )
        case Rule(x1, y1, x2, y2, stroke, width, dotted):
            dots = ' stroke-dasharray="2 3"' if dotted else ""
            return (
                f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" stroke="{PAINTS[stroke]}" '
                f'stroke-width="{_n(width)}"{dots}/>'
            )
        case Dot(x, y, radius, fill, stroke):
            return (
                f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{PAINTS[fill]}" '
                f'stroke="{PAINTS[stroke]}" stroke-width="1.5"/>'
            )
        case Tip(x, y, turn, fill):
            return f'<path d="M{_n(x)} {_n(y)}l{-9 * turn} -5v10z" fill="{PAINTS[fill]}"/>'
        case Words(x, y, text, anchor, bold, paint):
            place = f' text-anchor="{anchor}"' if anchor != "start" else ""
            weight = ' font-weight="600"' if bold else ""
            return (
                f'<text x="{_n(x)}" y="{_n(y)}" font-size="{SIZE}" fill="{PAINTS[paint]}"{place}{weight}>'
                f"{escape(text)}</text>"
            )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
