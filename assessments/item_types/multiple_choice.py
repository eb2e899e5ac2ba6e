"""Several right options.

Content: `{"stem", "options", "correct": [keys], "credit": "exact"|"shares"|"each"|"weights"}`.
- "exact", the default: only the whole set earns the point.
- "shares" (older questions say `"partial": true`): each right option chosen earns its share and each
  wrong one loses as much, never below zero.
- "each": every option is a statement to judge; chosen if right, left if not, each earns its share.
- "weights": each option has a `weight` from -1 to 1, and those chosen are added, never below zero nor
  above one; `correct` are those with a weight above zero, which add up to one.
"""

from collections.abc import Sequence

from assessments.item_types import options
from assessments.item_types.base import Answer, AnswerError, Content, ItemType, Templates
from assessments.item_types.writing import FEEDBACK, Lines, Right, Setting, Writing, gettext_noop

CREDITS = ("exact", "shares", "each", "weights")


class MultipleChoice(ItemType):
    key = "multiple_choice"
    name = gettext_noop("Several right options")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("multiple_choice", "choice_answer", "multiple_choice_review")
    writing = Writing(
        lines=(Lines("options", 2, settings=(FEEDBACK, Setting("weight", "number", 0)), pictured=True),),
        settings=(Setting("credit", "choice", "exact", CREDITS),),
        right=Right("many", "options"),
    )

    def problems(self, content: Content) -> list[str]:
        problems = options.option_problems(content)
        correct = content.get("correct")
        if problems:
            return problems
        if not isinstance(correct, list) or not correct:
            return ["correct: at least one key is needed"]
        if len(set(correct)) < len(correct) or not set(correct) <= set(options.keys(content)):
            return ["correct: must be keys of options, each once"]
        credit = _credit(content)
        if credit not in CREDITS:
            return ["credit: must be exact, shares, each or weights"]
        return self._weight_problems(content) if credit == "weights" else []

    def _weight_problems(self, content: Content) -> list[str]:
        weights = {option["key"]: option.get("weight", 0) for option in content["options"]}
        if not all(type(one) in (int, float) and -1 <= one <= 1 for one in weights.values()):
            return ["options: a weight is a number from -1 to 1"]
        if {key for key, one in weights.items() if one > 0} != set(content["correct"]):
            return ["correct: must be the options with a weight above zero"]
        # Thirds are written with five digits or so.
        if abs(sum(one for one in weights.values() if one > 0) - 1) > 0.001:
            return ["options: weights above zero must add up to 1"]
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
        match _credit(content):
            case "exact":
                return 1.0 if chosen == right else 0.0
            case "shares":
                return max(0, len(chosen & right) - len(chosen - right)) / len(right)
            case "each":
                if not chosen:
                    return 0.0  # nobody is paid for what they did not look at
                known = options.keys(content)
                return sum((key in chosen) == (key in right) for key in known) / len(known)
        if chosen == right:
            return 1.0
        weights = {option["key"]: option.get("weight", 0) for option in content["options"]}
        return min(1.0, max(0.0, float(sum(weights[key] for key in chosen))))

    def written(self, content: Content) -> Content:
        said = {name: value for name, value in content.items() if name != "partial"}
        if (credit := _credit(content)) != "exact" or "credit" in content:
            said["credit"] = credit
        if credit == "weights":
            said["correct"] = [one["key"] for one in content["options"] if _is_above_zero(one.get("weight"))]
        return said

    def option_keys(self, content: Content) -> tuple[str, ...]:
        return options.keys(content)


def _is_above_zero(weight: object) -> bool:
    return isinstance(weight, int | float) and weight > 0


def _credit(content: Content) -> str:
    return str(content.get("credit", "shares" if content.get("partial") else "exact"))
