"""What the form of a question is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Words = str | Promise
Choices = Sequence[tuple[str, Words]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One text in one language: its name, its words, and what is stored where somebody else changed it."""

    name: str
    language: str
    words: str
    stored: str = ""
    may_lack: bool = False

    @property
    def is_missing(self) -> bool:
        return not self.may_lack and not self.words.strip()


@dataclass(frozen=True, slots=True)
class Input:
    """One fact: `kind` is text, flag, choice, radio or check. `stored` as with cells."""

    name: str
    kind: str
    label: Words
    value: str = ""
    choices: Choices = ()
    is_on: bool = False
    error: str = ""
    stored: str = ""

    @property
    def id(self) -> str:
        """Radios and checks of one name have an id each."""
        return f"{self.name}-{self.value}" if self.kind in ("radio", "check") else self.name


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the question in both languages."""

    label: Words
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture of a question or of a line, or the place for one: `facts` are those of the content."""

    path: str
    label: Words
    facts: Mapping[str, Any] | None
    alt: Text
    error: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, and the buttons that move it and take it away."""

    label: str
    path: str
    hidden: tuple[str, str]
    texts: Sequence[Text]
    inputs: Sequence[Input]
    may_go_up: bool
    up: str
    drop: str
    picture: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of lines with what is wrong with it; `none_right` is the choice that no line is."""

    name: str
    title: Words
    lines: Sequence[Line]
    add: Words
    problems: Sequence[str]
    none_right: Input | None = None


@dataclass(frozen=True, slots=True)
class ItemForm:
    """Everything that an author fills in."""

    stem: Text
    picture: Drawing
    listings: Sequence[Listing]
    texts: Sequence[Text]
    inputs: Sequence[Input]
    correct_problems: Sequence[str] = ()
    problems: Sequence[str] = field(default_factory=list)
