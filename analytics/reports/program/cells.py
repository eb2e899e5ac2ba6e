"""An indicator's values as cells: what is known, on whom it rests, what is not due."""

from django.utils.translation import get_language

from analytics.program.measures import Value
from analytics.program.table import Line
from analytics.reports.document import Cell, Measure, Number, Span, Symbol, Text, Unit

UNITS = {
    "percent": (Unit.PERCENT, 0),
    "points": (Unit.CHANGE, 0),
    "scale": (Unit.SCALE, 1),
    "scale_gap": (Unit.SCALE, 2),
    "people": (Unit.COUNT, 0),
    "hours": (Unit.COUNT, 0),
}


def name_of(line: Line) -> Text:
    """The code with the name in the reader's language."""
    names = line.known.sheet.get("name", {})
    language = (get_language() or "es").split("-")[0]
    return f"{line.known.code} · {names.get(language) or names.get('es') or line.known.code}"


def number(line: Line, value: float | None) -> Number | None:
    """A value of the indicator, as its unit is written."""
    if value is None:
        return None
    unit, digits = UNITS.get(str(line.known.sheet.get("unit")), (Unit.COUNT, 0))
    return Number(value, unit, digits)


def cell(line: Line, value: Value | None) -> Cell:
    """A value that knows on whom it rests."""
    if value is None:
        return Symbol.NOT_APPLICABLE if line.period is None and line.so_far is None else Symbol.ABSENT
    if not value.known:
        return Symbol.NOT_YET if value.waiting else Symbol.ABSENT
    return Measure(number(line, value.value.value), value.n, value.count, value.participation)


def baseline(line: Line) -> Cell:
    """Where people began: as the same people said, else the value that officers gave the indicator."""
    if line.baseline.known:
        return cell(line, line.baseline)
    return number(line, line.known.sheet.get("baseline", {}).get("value")) or Symbol.NOT_APPLICABLE


def measured(value: Value | None, shown: Number | Span | Text) -> Cell:
    if value is None:
        return Symbol.ABSENT
    return Measure(shown, value.n, value.count, value.participation)  # type: ignore[arg-type]


def base(value: Value | None) -> Cell:
    if value is None or not value.known:
        return Symbol.NOT_APPLICABLE
    if value.count is None:
        return Measure(Number(value.n), value.n, None, value.participation)
    return Measure(f"{value.count}/{value.n}", value.n, value.count, value.participation)  # type: ignore[arg-type]


def interval(one: Line) -> Cell:
    value = one.so_far
    if value is None or value.participation or value.value.low is None or value.value.high is None:
        return Symbol.NOT_APPLICABLE
    low, high = number(one, value.value.low), number(one, value.value.high)
    assert low is not None
    assert high is not None
    return Measure(Span(low, high), value.n, value.count)
