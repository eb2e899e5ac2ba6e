"""Numbers that rest on people, as reports put them into documents."""

from analytics.reports.document import Measure, Number, Span, Text, Unit
from analytics.reports.shares import Range


def share(count: int, n: int, digits: int = 0) -> Measure:
    """`count` of `n` people as a percentage; nothing where nobody is counted."""
    return Measure(Number(count / n, Unit.PERCENT, digits) if n else None, n, count)


def level(value: float | None, n: int, digits: int = 0) -> Measure:
    """A mean share of right answers."""
    return Measure(None if value is None else Number(value, Unit.PERCENT, digits), n)


def change(value: float | None, n: int, digits: int = 0) -> Measure:
    """A mean change in percentage points."""
    return Measure(None if value is None else Number(value, Unit.CHANGE, digits), n)


def scale(value: float | None, n: int, digits: int = 1) -> Measure:
    """A mean on the scale of a rating or a questionnaire."""
    return Measure(None if value is None else Number(value, Unit.SCALE, digits), n)


def span(value: Range, n: int, unit: Unit, digits: int = 0, count: int | None = None) -> Measure:
    """The interval of a value."""
    if value.low is None or value.high is None:
        return Measure(None, n, count)
    return Measure(Span(Number(value.low, unit, digits), Number(value.high, unit, digits)), n, count)


def said(words: Text, n: int, count: int | None = None) -> Measure:
    """Words that would tell what the number does."""
    return Measure(words, n, count)


def group(count: int) -> Measure:
    """How many people form a group that results made."""
    return Measure(Number(count), count)


def took_part(count: int) -> Measure:
    """How many people did something, or have not: known to their own center."""
    return Measure(Number(count), count, participation=True)
