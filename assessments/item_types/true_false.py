"""A statement that holds or does not.

Content: `{"stem": {es, en}, "correct": true|false}`.
"""

from collections.abc import Sequence

from assessments.item_types.base import (
    Answer,
    AnswerError,
    Content,
    ItemType,
    Templates,
    single,
    stem_problems,
)
from assessments.item_types.writing import Right, Writing, gettext_noop

VALUES = {"true": True, "false": False}


class TrueFalse(ItemType):
    key = "true_false"
    name = gettext_noop("True or false")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("true_false", "true_false_answer", "review")
    writing = Writing(right=Right("truth"))

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        if not isinstance(content.get("correct"), bool):
            problems.append("correct: must be true or false")
        return problems

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        value = single(raw)
        if value is None:
            return None
        if value not in VALUES:
            raise AnswerError("neither true nor false")
        return VALUES[value]

    def echo(self, raw: Sequence[str]) -> Answer:
        return VALUES.get(raw[0], raw[0]) if raw else None

    def mark(self, content: Content, answer: Answer) -> float | None:
        return 1.0 if answer is content["correct"] else 0.0
