"""One right option among several.

Content: `{"stem": {es, en}, "options": [{"key", "text": {es, en}, "feedback": {es, en}}], "correct": key,
"required": bool}`. `feedback`, what is told of an option once answers may be known, can be left
out. Without `correct` it asks for a fact or an opinion, and nothing is marked.
"""

from collections.abc import Sequence

from assessments.item_types import options
from assessments.item_types.base import Answer, AnswerError, Content, ItemType, Templates, single
from assessments.item_types.writing import FEEDBACK, GROUP, REQUIRED, Lines, Right, Writing, gettext_noop


class SingleChoice(ItemType):
    key = "single_choice"
    name = gettext_noop("One right option")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("single_choice", "choice_answer", "single_choice_review")
    writing = Writing(
        lines=(Lines("options", 2, settings=(FEEDBACK,), pictured=True),),
        settings=(GROUP, REQUIRED),
        right=Right("one", "options", may_lack=True),
    )

    def problems(self, content: Content) -> list[str]:
        problems = options.option_problems(content)
        if not problems and "correct" in content and content["correct"] not in options.keys(content):
            problems.append("correct: must be the key of an option")
        return problems

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        value = single(raw)
        if value is not None and value not in options.keys(content):
            raise AnswerError("no such option")
        return value

    def mark(self, content: Content, answer: Answer) -> float | None:
        if "correct" not in content:
            return None
        return 1.0 if answer is not None and answer == content["correct"] else 0.0

    def max_mark(self, content: Content) -> float:
        return 1.0 if "correct" in content else 0.0

    def option_keys(self, content: Content) -> tuple[str, ...]:
        return options.keys(content)
