"""Free words.

Content: `{"stem": {es, en}, "max_length": int, "required": bool}`.
"""

import unicodedata
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
from assessments.item_types.writing import GROUP, REQUIRED, Setting, Writing, gettext_noop

DEFAULT_MAX_LENGTH = 2000


class OpenText(ItemType):
    key = "open_text"
    name = gettext_noop("Free text")
    graded = False
    holds_words = True
    is_scale = False
    templates = Templates("open_text", "open_text_answer", "open_text_answer")
    writing = Writing(settings=(Setting("max_length", "whole", DEFAULT_MAX_LENGTH), GROUP, REQUIRED))

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        limit = content.get("max_length", DEFAULT_MAX_LENGTH)
        if type(limit) is not int or limit < 1:
            problems.append("max_length: must be a whole number above zero")
        return problems

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        text = single(raw)
        if text is None:
            return None
        # PostgreSQL cannot store NUL; browsers send CR LF where people see one line break.
        text = unicodedata.normalize("NFC", text.replace("\x00", "").replace("\r\n", "\n")).strip()
        if len(text) > content.get("max_length", DEFAULT_MAX_LENGTH):
            raise AnswerError("too long")
        return text or None
