"""Cells and sentences as people and as spreadsheets read them: one rounding for all formats."""

from collections.abc import Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analytics.render.dates import long_date
from analytics.render.numbers import fixed, percent, rounded, signed, span
from analytics.render.phrases import PHRASES
from analytics.reports.document import Cell, Measure, Number, Said, Sentence, Span, Symbol, Unit

SYMBOLS = {
    Symbol.PROTECTED: _("protected"),
    Symbol.ABSENT: _("no data"),
    Symbol.NOT_APPLICABLE: _("does not apply"),
    Symbol.NOT_YET: _("not due yet"),
}
UNITS = {
    Unit.COUNT: "",
    Unit.PERCENT: "%",
    Unit.CHANGE: _("percentage points"),
    Unit.DIFFERENCE: _("points"),
    Unit.SCALE: _("points of the scale"),
    Unit.SHIFT: _("points of the scale"),
    Unit.RATIO: "",
}
SIGNED = (Unit.DIFFERENCE, Unit.SHIFT)
"""Changes that are written as they are, with their sign."""


class Unprotected(TypeError):
    """A measure reached a renderer: the document was not run through the registry."""


class _Count(int):
    """A number of people that chooses between singular and plural, and is written as people write it."""

    def __str__(self) -> str:
        return fixed(int(self), 0)


def words(cell: Cell) -> str:
    """A cell as it is read."""
    return _words(cell)


@singledispatch
def _words(cell: Any) -> str:
    raise TypeError(f"no cell: {cell!r}")


@_words.register(str)
@_words.register(Promise)
def _text(cell: Any) -> str:
    return str(cell)


@_words.register(type(None))
def _nothing(cell: None) -> str:
    return ""


@_words.register(date)
def _day(cell: date) -> str:
    return long_date(cell)


@_words.register(Symbol)
def _symbol(cell: Symbol) -> str:
    return str(SYMBOLS[cell])


@_words.register(Measure)
def _raw(cell: Measure) -> str:
    raise Unprotected(cell)


@_words.register(Number)
def _number(cell: Number) -> str:
    if cell.unit is Unit.PERCENT:
        return percent(cell.value, cell.digits)
    if cell.unit is Unit.CHANGE:
        return signed(cell.value * 100, cell.digits)
    if cell.unit in SIGNED:
        return signed(cell.value, cell.digits)
    return fixed(cell.value, cell.digits)


@_words.register(Span)
def _span(cell: Span) -> str:
    return span(0, 1, lambda end: _end(cell.high if end else cell.low))


def _end(number: Number) -> str:
    """The end of an interval: a change without its plus sign, beside a value that has it."""
    if number.unit in SIGNED:
        return fixed(number.value, number.digits)
    return fixed(number.value * 100, number.digits) if number.unit is Unit.CHANGE else _number(number)


def value(number: Number) -> float:
    """What stands in a spreadsheet: the same digits as in `words`, shares as percentages."""
    factor = 100 if number.unit in (Unit.PERCENT, Unit.CHANGE) else 1
    exact = float(rounded(number.value * factor, number.digits))
    return int(exact) if number.digits == 0 else exact


def say(said: Said | None) -> str:
    """A sentence with its values in it."""
    if said is None:
        return ""
    if not isinstance(said, Sentence):
        return str(said)
    pattern = said.say if isinstance(said.say, Promise) else PHRASES[said.say]
    if not said.values:
        return str(pattern)
    return str(pattern % {name: _within(cell) for name, cell in said.values.items()})


def _within(cell: Cell) -> Any:
    if isinstance(cell, Number) and cell.unit is Unit.COUNT and cell.digits == 0:
        return _Count(cell.value)
    return words(cell)


def all_said(parts: Any) -> list[str]:
    """Sentences, without those that say nothing."""
    return [text for part in parts if (text := say(part))]


def symbols_in(cells: Any) -> Mapping[str, str]:
    """What the symbols among these cells mean, by their sign in files."""
    found = {cell for cell in cells if isinstance(cell, Symbol)}
    return {sign(one): str(SYMBOLS[one]) for one in Symbol if one in found}


def sign(symbol: Symbol) -> str:
    """A symbol in files, where a column holds numbers."""
    return f"[{symbol.value}]"
