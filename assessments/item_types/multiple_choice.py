"""Several right options.

Content: `{"stem", "options", "correct": [keys], "partial": bool}`. With `partial`, each right
option chosen earns its share and each wrong one loses a share, never below zero; without it,
only the exact set earns the point.
"""

from collections.abc import Sequence

from assessments.item_types import options
from assessments.item_types.base import Answer, AnswerError, Content, ItemType, Templates


class MultipleChoice(ItemType):
    key = "multiple_choice"
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("multiple_choice", "choice_answer", "multiple_choice_review")

    def problems(self, content: Content) -> list[str]:
        problems = options.option_problems(content)
        correct = content.get("correct")
        if problems:
            return problems
        if not isinstance(correct, list) or not correct:
            return ["correct: at least one key is needed"]
        if len(set(correct)) < len(correct) or not set(correct) <= set(options.keys(content)):
            return ["correct: must be keys of options, each once"]
        return []

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        chosen = {value for value in raw if value != ""}
        known = options.keys(content)
        if not chosen <= set(known):
            raise AnswerError("no such option")
        return [key for key in known if key in chosen] or None

    def echo(self, raw: Sequence[str]) -> Answer:
        return list(raw)

    def mark(self, content: Content, answer: Answer) -> float | None:
        right = set(content["correct"])
        chosen = set(answer) if isinstance(answer, list) else set()
        if not content.get("partial"):
            return 1.0 if chosen == right else 0.0
        return max(0, len(chosen & right) - len(chosen - right)) / len(right)

    def option_keys(self, content: Content) -> tuple[str, ...]:
        return options.keys(content)
