"""A number between two bounds, for people to type.

Content: `{"stem": {es, en}, "low": number, "high": number, "decimals": int, "correct": number,
"tolerance": number, "required": bool}`. Without `decimals` only whole numbers are answers. With `correct`
the answer is marked: right when it is no farther off than `tolerance`; without it nothing is.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeGuard

from assessments.item_types.base import (
    Answer,
    AnswerError,
    Content,
    ItemType,
    Templates,
    single,
    text_problems,
)

# Longer than any number that somebody means, and short enough to be read exactly.
_TYPED = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
MAX_DECIMALS = 6


class Number(ItemType):
    key = "number"
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("number", "number_answer", "review")

    def problems(self, content: Content) -> list[str]:
        problems = text_problems("stem", content.get("stem"))
        low, high = content.get("low"), content.get("high")
        if not _is_number(low) or not _is_number(high) or low >= high:
            return [*problems, "low and high: must be numbers, the second more than the first"]
        decimals = content.get("decimals", 0)
        if type(decimals) is not int or not 0 <= decimals <= MAX_DECIMALS:
            problems.append(f"decimals: must be a whole number from 0 to {MAX_DECIMALS}")
        correct, tolerance = content.get("correct"), content.get("tolerance", 0)
        if "correct" in content and not (_is_number(correct) and low <= correct <= high):
            problems.append("correct: must be a number from low to high")
        if not _is_number(tolerance) or tolerance < 0:
            problems.append("tolerance: must be zero or more")
        return problems

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        typed = single([value.strip() for value in raw])
        if typed is None:
            return None
        if not _TYPED.fullmatch(typed):
            raise AnswerError("not a number")
        value = Decimal(typed)
        if not Decimal(str(content["low"])) <= value <= Decimal(str(content["high"])):
            raise AnswerError("out of bounds")
        if value == value.to_integral_value():
            return int(value)
        if value != round(value, content.get("decimals", 0)):
            raise AnswerError("too many decimals")
        return float(value)

    def mark(self, content: Content, answer: Answer) -> float | None:
        if "correct" not in content:
            return None
        if not _is_number(answer):
            return 0.0
        # In decimals: 0.1 + 0.2 is 0.3 to whoever set the tolerance.
        off = abs(Decimal(str(answer)) - Decimal(str(content["correct"])))
        return 1.0 if off <= Decimal(str(content.get("tolerance", 0))) else 0.0

    def max_mark(self, content: Content) -> float:
        return 1.0 if "correct" in content else 0.0


def _is_number(value: object) -> TypeGuard[float]:
    return type(value) in (int, float)
