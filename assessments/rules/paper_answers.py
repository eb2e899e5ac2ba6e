"""How an answer is written on paper, and read from there by whoever types it in.

What a question's paper looks like follows from what its type says of it, so no kind is named here:

| shape   | on paper                                   | typed      |
|---------|--------------------------------------------|------------|
| one     | one letter is filled                       | `B`        |
| several | several letters are filled                 | `AC`       |
| truth   | V or F in Spanish, T or F in English       | `V`        |
| scale   | one number is filled                       | `4`        |
| order   | letters in their order                     | `BADC`     |
| pairs   | a letter for each row, - for none          | `C-A`      |
| written | a number or words                          | as written |

A dash alone says that nothing was answered.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from assessments.item_types import REGISTRY, Answer, AnswerError, Content
from assessments.rules.key_checks import letter

TRUE, FALSE, NONE = "VT", "F", "-"


class Shape(StrEnum):
    """What is filled in on paper."""

    ONE = "one"
    SEVERAL = "several"
    TRUTH = "truth"
    SCALE = "scale"
    ORDER = "order"
    PAIRS = "pairs"
    WRITTEN = "written"


def shape_of(type: str, content: Content) -> Shape:
    """How a question is answered on paper."""
    right = REGISTRY[type].right_answer(content)
    if REGISTRY[type].is_scale:
        return Shape.SCALE
    if "rows" in content:
        return Shape.PAIRS
    if isinstance(right, bool):
        return Shape.TRUTH
    if "options" not in content:
        return Shape.WRITTEN
    if isinstance(right, Mapping):
        return Shape.ORDER
    return Shape.SEVERAL if isinstance(right, list) else Shape.ONE


def choices(content: Content) -> list[Mapping[str, Any]]:
    """What the letters stand for, A first: options, else columns."""
    return list(content.get("options") or content.get("columns") or ())


def raw_of(type: str, content: Content, typed: str) -> list[str]:
    """What was typed, as a form of the test would send it; empty for no answer. Raises AnswerError."""
    typed = typed.strip()
    shape = shape_of(type, content)
    if typed in ("", NONE):
        return []
    if shape in (Shape.WRITTEN, Shape.SCALE):
        return [typed]
    signs = [sign for sign in typed.upper() if sign not in " ,;."]
    if shape is Shape.TRUTH:
        if len(signs) != 1 or signs[0] not in TRUE + FALSE:
            raise AnswerError("neither true nor false")
        return ["true" if signs[0] in TRUE else "false"]
    keys = {letter(place): str(one["key"]) for place, one in enumerate(choices(content))}
    if unknown := [sign for sign in signs if sign not in keys and sign != NONE]:
        raise AnswerError(f"no option {unknown[0]}")
    if shape is Shape.PAIRS:
        rows = [str(row["key"]) for row in content["rows"]]
        if len(signs) != len(rows):
            raise AnswerError("not a letter for each row")
        return [f"{row}={keys[sign]}" for row, sign in zip(rows, signs, strict=True) if sign != NONE]
    signs = [sign for sign in signs if sign != NONE]
    if len(set(signs)) < len(signs):
        raise AnswerError("a letter twice")
    if shape is Shape.ORDER:
        return [f"{keys[sign]}={place}" for place, sign in enumerate(signs, start=1)]
    return [keys[sign] for sign in signs]


def answer_of(type: str, content: Content, typed: str) -> Answer:
    """What was typed as it is stored; None for no answer. Raises AnswerError."""
    return REGISTRY[type].clean(content, raw_of(type, content, typed))


def typed_of(type: str, content: Content, answer: Answer, *, truth: str = "VF") -> str:
    """An answer as it would be typed; `truth` are the letters for true and false."""
    if answer is None:
        return ""
    shape = shape_of(type, content)
    letters = {str(one["key"]): letter(place) for place, one in enumerate(choices(content))}
    if shape is Shape.TRUTH:
        return truth[0] if answer else truth[1]
    if shape is Shape.ORDER and isinstance(answer, Mapping):
        return "".join(letters[key] for key in sorted(answer, key=lambda key: int(answer[key])))
    if shape is Shape.PAIRS and isinstance(answer, Mapping):
        return "".join(letters.get(answer.get(str(row["key"]), ""), NONE) for row in content["rows"])
    if shape in (Shape.ONE, Shape.SEVERAL):
        return "".join(letters[str(key)] for key in ([answer] if isinstance(answer, str) else _list(answer)))
    return str(answer)


def _list(answer: Answer) -> Sequence[str]:
    return answer if isinstance(answer, list) else []
