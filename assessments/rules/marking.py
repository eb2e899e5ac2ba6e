"""The score of a sitting, from what was asked and what was answered."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Any

from assessments.item_types import REGISTRY, Answer, is_graded


@dataclass(frozen=True, slots=True)
class Question:
    """One question as asked; `id` joins it to its answer."""

    id: Hashable
    type: str
    content: Mapping[str, Any]
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Marks by question id (None where nothing is marked) and their sum; no score for an opinion form."""

    marks: Mapping[Hashable, float | None]
    score: float | None
    max_score: float | None


def mark_all(questions: Iterable[Question], answers: Mapping[Hashable, Answer]) -> Marked:
    """Mark every question; one without an answer earns zero."""
    marks: dict[Hashable, float | None] = {}
    possible: list[float] = []
    for question in questions:
        kind = REGISTRY[question.type]
        marks[question.id] = kind.mark(question.content, answers.get(question.id))
        if is_graded(question.type, question.content):
            possible.append(kind.max_mark(question.content))
    if not possible:
        return Marked(marks, None, None)
    return Marked(marks, fsum(mark for mark in marks.values() if mark is not None), fsum(possible))
