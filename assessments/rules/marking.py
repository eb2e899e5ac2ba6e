"""The score of a sitting, from what was asked and what was answered."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum
from typing import Any, NamedTuple

from assessments.item_types import REGISTRY, Answer, is_graded

# Raised whenever the same answers may earn other points than before.
MARKING_VERSION = 1


class Treatment(StrEnum):
    """How a question counts: by its answer, for nobody, or as if everybody had answered it rightly."""

    ANSWER = ""
    OUT = "out"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Question:
    """One question as asked; `id` joins it to its answer.

    `points` is what a perfect answer earns here; None means what the type gives. `given` are the points
    of whoever marked by hand what no rule can mark, None as long as nobody has.
    """

    id: Hashable
    type: str
    content: Mapping[str, Any]
    topic: str = ""
    points: float | None = None
    treatment: Treatment = Treatment.ANSWER
    given: float | None = None

    @property
    def maximum(self) -> float:
        """What a perfect answer earns; 0 where nothing is marked."""
        if not self.is_graded:
            return 0.0
        return REGISTRY[self.type].max_mark(self.content) if self.points is None else self.points

    @property
    def is_graded(self) -> bool:
        """Whether something is right or wrong in it, and counts."""
        return self.treatment is not Treatment.OUT and is_graded(self.type, self.content)

    def mark(self, answer: Answer) -> float | None:
        """Points earned: the type's mark, scaled to what the question is worth here."""
        if self.treatment is not Treatment.ANSWER:
            return self.maximum if self.treatment is Treatment.CREDIT and self.is_graded else None
        kind = REGISTRY[self.type]
        if self.is_graded and not kind.graded:
            return 0.0 if answer is None else self.given
        mark = kind.mark(self.content, answer)
        return None if mark is None else self.maximum * (mark / kind.max_mark(self.content))


class Points(NamedTuple):
    """Points earned and the most that could be."""

    earned: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Marked:
    """Marks by question id (None where nothing is marked), their sum, and the sum by topic.

    There is no score where nothing is marked, as in an opinion form, or as long as words wait for
    whoever marks them by hand.
    """

    marks: Mapping[Hashable, float | None]
    total: Points | None
    topics: Mapping[str, Points] = field(default_factory=dict)

    @property
    def score(self) -> float | None:
        return self.total.earned if self.total else None

    @property
    def max_score(self) -> float | None:
        return self.total.maximum if self.total else None

    def by_scope(self) -> dict[str, Points]:
        """The total under "" and each topic under its name; empty where nothing is marked."""
        return {"": self.total, **self.topics} if self.total else {}


def mark_all(questions: Iterable[Question], answers: Mapping[Any, Answer]) -> Marked:
    """Mark every question; one without an answer earns zero."""
    asked = list(questions)
    marks = {one.id: one.mark(answers.get(one.id)) for one in asked}
    graded = [one for one in asked if one.is_graded]
    if any(marks[one.id] is None for one in graded):
        return Marked(marks, None)
    topics = sorted({one.topic for one in graded if one.topic})
    return Marked(
        marks,
        _sum(graded, marks) if graded else None,
        {topic: _sum([one for one in graded if one.topic == topic], marks) for topic in topics},
    )


def _sum(questions: list[Question], marks: Mapping[Hashable, float | None]) -> Points:
    return Points(fsum(marks[one.id] or 0.0 for one in questions), fsum(one.maximum for one in questions))
