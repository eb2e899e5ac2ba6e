"""What every format of question files is read into, and written from. No database here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lms.core.errors import UserError

LANGUAGES = ("es", "en")
# Words in each language; "" where a file has none.
Words = Mapping[str, str]


class ItemFileError(UserError):
    """The whole file cannot be read; the message says why and what to do."""


class Refused(Exception):
    """One question cannot be read; the message says why, in the person's language."""


@dataclass(frozen=True, slots=True)
class FileItem:
    """A question as a file says it.

    `place` counts lines of a text file, rows of a table, questions of XML, from 1. `content` is what the
    item type stores; a language that the file lacks is "". `key` is "" where the file names none. `pictures`
    are the bytes (Base64) of those that came with it, by the digest that the content names.
    """

    place: int
    type: str
    content: dict[str, Any]
    key: str = ""
    topic: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """How the question begins, in the first language that it has."""
        stem = self.content.get("stem", {})
        return next((stem[code] for code in LANGUAGES if stem.get(code)), self.key)[:80]

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "FileItem":
        """What `dataclasses.asdict` made, after a trip through JSON."""
        tags = tuple((kind, value) for kind, value in facts["tags"])
        return cls(**{**facts, "tags": tags, "notes": tuple(facts["notes"])})


@dataclass(frozen=True, slots=True)
class Message:
    """Something about one place of a file, in words. `refused`: the question there is not read."""

    place: int
    text: str
    refused: bool = False


@dataclass(slots=True)
class Reading:
    """What a file holds. `unit` is "line", "row" or "question"."""

    unit: str
    items: list[FileItem] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return sum(message.refused for message in self.messages)

    def say(self, place: int, text: str) -> None:
        self.messages.append(Message(place, text))

    def refuse(self, place: int, text: str) -> None:
        self.messages.append(Message(place, text, refused=True))

    def where(self, message: Message) -> str:
        """The place in words: "line 12"."""
        return place_in_words(self.unit, message.place)


def place_in_words(unit: str, place: int) -> str:
    """ "line 12", as the format counts."""
    names = {"line": _("line %(n)d"), "row": _("row %(n)d"), "question": _("question %(n)d")}
    return names[unit] % {"n": place}


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and the questions that its format cannot say: (key, why).

    `bare` are the keys of those that are in it without their pictures.
    """

    data: bytes
    left_out: Sequence[tuple[str, str]] = ()
    bare: Sequence[str] = ()
