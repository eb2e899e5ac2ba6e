"""What every report is made of: sentences, figures, tables and notes, in no format and no language.

A report is built from `Measure`s, which know on how many people they rest. `protection.protect` turns them
into what an audience may see; no renderer writes a `Measure`, so what was not protected cannot leave.
Words are lazy: a document can be written in any language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


class Symbol(Enum):
    """What stands in a cell in place of a number: hidden, without a datum, meaningless here, not due yet."""

    PROTECTED = "c"
    ABSENT = "x"
    NOT_APPLICABLE = "z"
    NOT_YET = "t"


class Unit(StrEnum):
    """How a number is written: shares as percentages, changes of shares as percentage points with a sign.

    A shift is a change on a scale, a difference one in points of a file, both with a sign.
    """

    COUNT = "count"
    PERCENT = "percent"
    CHANGE = "change"
    DIFFERENCE = "difference"
    SCALE = "scale"
    SHIFT = "shift"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that tells of nobody, or may be shown. All formats round it to the same `digits`."""

    value: float
    unit: Unit = Unit.COUNT
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends of an interval."""

    low: Number
    high: Number


@dataclass(frozen=True, slots=True)
class Measure:
    """What rests on `n` people: a number, an interval or words. Of a share, `count` says about whom it is.

    None is "nothing measured". `participation` counts who did what: the people's own center knows it anyway.
    """

    shown: Number | Span | Text | None
    n: int
    count: int | None = None
    participation: bool = False


Cell = Text | Number | Span | Symbol | Measure | date | None
Values = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with values in them: a key of the catalog of phrases, or a lazy text of the report's own.

    `people` is on how many the words themselves rest: fewer than may be shown and the sentence falls away
    like one with a protected value. `otherwise` is then said in its place, if there is one.
    """

    say: Text
    values: Values = field(default_factory=dict)
    people: int | None = None
    otherwise: Sentence | None = None


Said = Sentence | Text


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure comes about, on demand beside it."""

    what: Said
    people: Said
    left_out: Said
    formula: Said
    limits: Said
    version: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `wide` ones hold words; intervals take two columns in spreadsheets."""

    title: Text
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, its cells, on how many people it rests, and a word for pictures and style (`mark`)."""

    name: Text
    cells: tuple[Cell, ...]
    people: int | None = None
    note: Said | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. In a `partition` the rows are parts of a known whole: they are hidden as rows, and so many
    of them that the whole gives none away; `withheld` says that too few were left.
    """

    key: str
    title: Text
    first: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    partition: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Which picture is drawn of the table's rows, and what it needs beside them; `ends` of a fixed axis."""

    kind: str
    columns: tuple[int, ...] = ()
    target: Number | None = None
    legend: tuple[tuple[str, Text], ...] = ()
    axis: Text = ""
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A finding, its picture, what is said beside it, and the table behind. `method` is on demand."""

    finding: Sentence
    table: Table
    picture: Picture | None = None
    said: tuple[Said, ...] = ()
    limits: tuple[Said, ...] = ()
    method: Method | None = None
    plain: bool = False
    """`plain` tables are read, not unfolded."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of its own, such as a limit or a warning."""

    said: Said
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """A part with names or with things to do, drawn by the page alone; files go without it."""

    key: str
    data: Sequence[Any] = ()


Block = Sentence | Figure | Note | Live


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading; without one each block has its own finding."""

    key: str
    blocks: tuple[Block, ...]
    title: Text = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A page of the same report over other people: `asked` is its part of the address."""

    label: Text
    asked: Mapping[str, str]
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What a report is about and of when: `release` is None for live figures, which have no number."""

    about: tuple[Text, ...]
    as_of: date
    first: date | None = None
    last: date | None = None
    release: str | None = None
    next_release: date | None = None
    simulated: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report. The headline and the lead stand first in every format."""

    key: str
    title: Text
    head: Head
    headline: Sentence
    lead: tuple[Said, ...]
    sections: tuple[Section, ...]
    audience: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in order."""
        return tuple(block for part in self.sections for block in part.blocks if isinstance(block, Figure))
