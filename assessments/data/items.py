"""Questions: where they were used, and how judges see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class UseRow(NamedTuple):
    """One first sitting that asked the question: what it earned there, and in all."""

    delivery_id: int
    version_id: int
    number: int
    user_id: int
    mark: float | None
    points: float
    total: float
    maximum: float


class UsedIn(NamedTuple):
    """A delivery that asked the question."""

    id: int
    opens_at: datetime
    label: Any
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ItemUses:
    """A question's uses: `rows` of sittings, the deliveries and the labels of forms.

    `recent_forms` of `of_forms` opened in the last year hold it.
    """

    uuid: UUID
    key: str
    content: Mapping[str, Any]
    rows: tuple[UseRow, ...]
    deliveries: Mapping[int, UsedIn]
    labels: Mapping[tuple[int, int], str]
    recent_forms: int
    of_forms: int


@dataclass(frozen=True, slots=True)
class JudgedTest:
    """A version of a test whose pass mark a panel can set."""

    id: int
    uuid: UUID
    key: str
    number: int
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question as a panel reads it: `options` are (letter, words), `right` is what is typed for it."""

    position: int
    key: str
    stem: Mapping[str, str]
    options: tuple[tuple[str, Mapping[str, str]], ...]
    right: str
    points: float
