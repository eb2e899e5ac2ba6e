"""What one would do: every option is worth something, the best one the whole point.

Content: `{"stem": {es, en}, "options": [{"key", "text": {es, en}, "weight": number}]}`, weights from 0
to 1, at least one of them 1. Weights come from experts (see Weekley and Ployhart, Situational Judgment
Tests, 2006); they are not what most people choose.
"""

from collections.abc import Sequence

from assessments.item_types import options
from assessments.item_types.base import Answer, AnswerError, Content, ItemType, Templates, single
from assessments.item_types.writing import FEEDBACK, Lines, Setting, Writing, gettext_noop


class SituationalJudgement(ItemType):
    key = "situational_judgement"
    name = gettext_noop("What one would do")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("single_choice", "choice_answer", "weighted_review")
    writing = Writing(
        lines=(Lines("options", 2, settings=(FEEDBACK, Setting("weight", "number")), pictured=True),)
    )

    def problems(self, content: Content) -> list[str]:
        if problems := options.option_problems(content):
            return problems
        weights = [option.get("weight") for option in content["options"]]
        if not all(type(one) in (int, float) and 0 <= one <= 1 for one in weights):
            return ["options: each needs a weight from 0 to 1"]
        return [] if 1 in weights else ["options: the best one needs the weight 1"]

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        value = single(raw)
        if value is not None and value not in options.keys(content):
            raise AnswerError("no such option")
        return value

    def mark(self, content: Content, answer: Answer) -> float | None:
        weights = {option["key"]: float(option["weight"]) for option in content["options"]}
        return weights.get(answer, 0.0) if isinstance(answer, str) else 0.0

    def right_answer(self, content: Content) -> Answer:
        return next(str(option["key"]) for option in content["options"] if option["weight"] == 1)

    def option_keys(self, content: Content) -> tuple[str, ...]:
        return options.keys(content)
