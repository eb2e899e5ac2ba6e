"""Free words.

Content: `{"stem": {es, en}, "max_length": int, "required": bool, "levels": [{"points": number,
"text": {es, en}}]}`. With `levels`, from nothing upward, a person marks the answer by them: `text` says
what an answer of a level is like. Without any, as in opinions, nothing is marked.
"""

import unicodedata
from collections.abc import Mapping, Sequence

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
from assessments.item_types.writing import GROUP, REQUIRED, Lines, Setting, Writing, gettext_noop

DEFAULT_MAX_LENGTH = 2000


class OpenText(ItemType):
    key = "open_text"
    name = gettext_noop("Free text")
    graded = False
    holds_words = True
    is_scale = False
    templates = Templates("open_text", "open_text_answer", "open_text_answer")
    writing = Writing(
        lines=(Lines("levels", 0, settings=(Setting("points", "number"),), keyed=False),),
        settings=(Setting("max_length", "whole", DEFAULT_MAX_LENGTH), GROUP, REQUIRED),
    )

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        limit = content.get("max_length", DEFAULT_MAX_LENGTH)
        if type(limit) is not int or limit < 1:
            problems.append("max_length: must be a whole number above zero")
        return [*problems, *_level_problems(content.get("levels", []))]

    def max_mark(self, content: Content) -> float:
        return max((float(level["points"]) for level in content.get("levels", ())), default=0.0)

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        text = single(raw)
        if text is None:
            return None
        # PostgreSQL cannot store NUL; browsers send CR LF where people see one line break.
        text = unicodedata.normalize("NFC", text.replace("\x00", "").replace("\r\n", "\n")).strip()
        if len(text) > content.get("max_length", DEFAULT_MAX_LENGTH):
            raise AnswerError("too long")
        return text or None


def _level_problems(levels: object) -> list[str]:
    if not isinstance(levels, list) or not all(isinstance(one, Mapping) for one in levels):
        return ["levels: a list is needed"]
    if not levels:
        return []
    problems = [
        problem
        for number, one in enumerate(levels, start=1)
        for problem in text_problems(f"level {number}", one.get("text"))
    ]
    points = [one.get("points") for one in levels]
    if not all(type(one) in (int, float) and one >= 0 for one in points):
        return [*problems, "levels: each needs points from 0 up"]
    if len(levels) < 2 or points[0] != 0 or points != sorted(set(points)):
        problems.append("levels: at least two, the first worth 0 and each worth more than the one before")
    return problems
