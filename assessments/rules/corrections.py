"""What a correction does to a question that was asked: another key, or no part in anybody's score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from assessments.item_types import REGISTRY, AnswerError
from assessments.rules.marking import Question, Treatment


class CorrectionKind(StrEnum):
    """`KEY`: another answer is right. `OUT`: it leaves everybody's maximum. `CREDIT`: everybody gets the
    points."""

    KEY = "key"
    OUT = "out"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Correction:
    """`content` is the question's content with the right key; empty where the question is annulled."""

    kind: CorrectionKind
    content: Mapping[str, Any] = field(default_factory=dict)


def corrected(question: Question, correction: Correction | None) -> Question:
    """The question as it is marked now."""
    if correction is None:
        return question
    if correction.kind is CorrectionKind.KEY:
        return replace(question, content=correction.content)
    out = correction.kind is CorrectionKind.OUT
    return replace(question, treatment=Treatment.OUT if out else Treatment.CREDIT)


def rekeyed(type: str, content: Mapping[str, Any], raw: Sequence[str]) -> dict[str, Any] | None:
    """The content with what was sent as its right answer; None where the kind has no key of that form.

    Raises AnswerError for what cannot be an answer, or no answer at all.
    """
    kind = REGISTRY[type]
    if "correct" not in content:
        return None
    value = kind.clean(content, raw)
    if value is None:
        raise AnswerError("no answer")
    changed = {**content, "correct": value}
    if kind.problems(changed):
        raise AnswerError("not a key of this question")
    return changed


def can_be_rekeyed(type: str, content: Mapping[str, Any]) -> bool:
    """Whether one answer is the key, so that a person can name another one."""
    answer = REGISTRY[type].right_answer(content)
    return "correct" in content and answer is not None and answer == content["correct"]
