"""What sittings came to, and what was asked in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class AttemptScore(NamedTuple):
    """The score of one finished, marked sitting of a known person."""

    delivery_id: int
    user_id: int
    number: int
    score: float
    max_score: float
    submitted_at: datetime


class TopicScore(NamedTuple):
    """The part of one sitting's score that belongs to one topic; a tuple, since there are many."""

    delivery_id: int
    user_id: int
    number: int
    topic: str
    score: float
    max_score: float


@dataclass(frozen=True, slots=True)
class OwnSitting:
    """One finished, marked sitting of a known person: its score, the same by topic, and its form."""

    score: AttemptScore
    topics: tuple[TopicScore, ...]
    instrument_version_id: int

    @property
    def delivery_id(self) -> int:
        return self.score.delivery_id


class Discrepancy(NamedTuple):
    """A closed sitting whose stored marks or scores are not what its stored answers earn.

    `what` is "scores" (by topic, "" being the total: points and maximum) or "marks" (by item version).
    """

    attempt_id: int
    uuid: UUID
    what: str
    stored: Mapping[Any, Any]
    earned: Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A marked question of a form, by its place there.

    `id` and `number` are of its version. `options` are key and words where one of them is chosen (no
    words for true and false), `right` is the key of the best one; both are empty for other kinds.
    `annulled`: it counts for nobody, or for everybody alike.
    """

    id: int
    uuid: UUID
    item_id: int
    item_uuid: UUID
    key: str
    number: int
    position: int
    type: str
    content: Mapping[str, Any]
    topic: str
    points: float
    options: tuple[tuple[str, Mapping[str, str]], ...] = ()
    right: str | None = None
    annulled: bool = False


@dataclass(frozen=True, slots=True)
class FormMarks:
    """Marks and answers of one form: `cells` are (sitting, question, mark, answer as text), in no order.

    `sittings` are (sitting, person). `asked` are (sitting, question) where questions are drawn.
    """

    questions: tuple[AskedQuestion, ...]
    sittings: tuple[tuple[int, int], ...]
    cells: list[tuple[int, int, float | None, Any]]
    asked: list[tuple[int, int]] | None = None


class Consequence(NamedTuple):
    """What rests on a result that changed: whose, in words (lazy text), and where to decide."""

    user_id: int
    words: Any
    url: str
