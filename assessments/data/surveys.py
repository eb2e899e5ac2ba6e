"""What people, supervisors and clients say, as far as anybody may know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import add, sub
from typing import Any, NamedTuple
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AskedSupervisor:
    """How far the request to one person's supervisor is, without what was answered.

    `state` is one of `RequestState`, `said` the same in words; `address` is empty once there is an end.
    `lost` says why the letter did not arrive, in the mail server's words.
    """

    state: str
    said: Any
    address: str
    asked_at: datetime | None
    reminded_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime | None
    lost: str = ""

    @property
    def may_change(self) -> bool:
        """Whether another address may still be named: there is no answer yet."""
        return self.state != "answered"


@dataclass(frozen=True, slots=True)
class ClientBox:
    """A period of a center's survey of clients that is over, with how many sheets it holds."""

    uuid: UUID
    delivery_id: int
    center_id: int
    first: date
    last: date
    sheets: int
    paper: int


class ClientSums(NamedTuple):
    """So many sheets as sums: none of them can be told from it.

    `satisfied` of `answered` chose one of the two best answers to the question on the whole; of `rated`
    sheets with an answer to the statements, `total` adds up the means over them, `squares` their squares.
    """

    sheets: int = 0
    satisfied: int = 0
    answered: int = 0
    rated: int = 0
    total: float = 0.0
    squares: float = 0.0

    def plus(self, other: "ClientSums") -> "ClientSums":
        """Both together."""
        return ClientSums(*map(add, self, other))  # type: ignore[arg-type]

    def minus(self, other: "ClientSums") -> "ClientSums":
        """These without the others, which are a part of them."""
        return ClientSums(*map(sub, self, other))  # type: ignore[arg-type]

    def enough(self, least: int) -> bool:
        """Whether every figure of these sheets rests on so many."""
        return min(self.sheets, self.answered, self.rated) >= least


class ToldBox(NamedTuple):
    """What is told of a box: of all sheets in it, and of each side that is told apart.

    Where sides are told apart the sheets of the others are in nothing, if they are fewer than `least`: all
    less the sides would be theirs.
    """

    whole: ClientSums
    sides: Mapping[str, ClientSums]


@dataclass(frozen=True, slots=True)
class LikertSummary:
    """Answers to one statement: how many chose each point, how many left it empty."""

    key: str
    stem: Mapping[str, str]
    labels: Mapping[int, Mapping[str, str]]
    counts: Mapping[int, int]
    n: int
    missing: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """The texts written under one open question, in alphabetical order: no row joins them."""

    key: str
    stem: Mapping[str, str]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleAnswer:
    """One answer on a scale, with the words of its point, of a form whose author is known."""

    delivery_id: int
    key: str
    stem: Mapping[str, str]
    value: int
    words: Mapping[str, str]
    sent_at: datetime
