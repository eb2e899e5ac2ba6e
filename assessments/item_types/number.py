"""A number, for people to type.

Content: `{"stem": {es, en}, "low": number, "high": number, "decimals": int, "correct": number,
"tolerance": number, "unit": {es, en}, "required": bool}`. Without `low` and `high` any number of up to
twelve digits is an answer; without `decimals` only whole numbers are. With `correct` the answer is
marked: right when it is no farther off than `tolerance`; without it nothing is.

The unit stands after the field; whoever types it too, or a sign of money or percent, is understood. A
comma before one or two last digits is decimal, before three it groups thousands, as in Mexico; where
three decimals may be asked for, "1,500" says two things and is refused.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeGuard

from assessments.item_types.base import (
    Answer,
    AnswerError,
    Content,
    ItemType,
    Templates,
    single,
    stem_problems,
    text_problems,
)
from assessments.item_types.writing import GROUP, REQUIRED, Setting, Writing, gettext_noop

# Longer than any number that somebody means, and short enough to be read exactly.
_TYPED = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?")
_COMMA = re.compile(r"-?[0-9]{1,12},[0-9]{1,6}")
_SIGNS = "$%€"
FARTHEST = 10**12 - 1
MAX_DECIMALS = 6


class Number(ItemType):
    key = "number"
    name = gettext_noop("Number")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("number", "number_answer", "review")
    writing = Writing(
        settings=(
            Setting("correct", "number"),
            Setting("tolerance", "number", 0),
            Setting("unit", "words"),
            Setting("decimals", "whole", 0),
            Setting("low", "number"),
            Setting("high", "number"),
            GROUP,
            REQUIRED,
        )
    )

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        low, high = _bounds(content)
        if "unit" in content:
            problems += text_problems("unit", content["unit"])
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
        value = Decimal(_with_point(content, _without_unit(content, typed)))
        low, high = _bounds(content)
        if not Decimal(str(low)) <= value <= Decimal(str(high)):
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


def _bounds(content: Content) -> tuple[Any, Any]:
    return content.get("low", -FARTHEST), content.get("high", FARTHEST)


def _without_unit(content: Content, typed: str) -> str:
    bare = typed.strip(_SIGNS + " \u00a0")
    for unit in content.get("unit", {}).values():
        if bare.casefold().endswith(unit.casefold()):
            return bare[: -len(unit)].strip()
    return bare


def _with_point(content: Content, typed: str) -> str:
    """The number with a decimal point and no groups. Raises AnswerError."""
    if _TYPED.fullmatch(typed):
        return typed
    digits_after = len(typed) - typed.rfind(",") - 1
    if _GROUPED.fullmatch(typed):
        if typed.count(",") == 1 and "." not in typed and content.get("decimals", 0) >= digits_after:
            raise AnswerError("a comma that may mean two things")
        return typed.replace(",", "")
    if _COMMA.fullmatch(typed):
        return typed.replace(",", ".")
    raise AnswerError("not a number")


def _is_number(value: object) -> TypeGuard[float]:
    return type(value) in (int, float)
