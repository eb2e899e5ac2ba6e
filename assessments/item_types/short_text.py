"""A word or a few, typed, and compared with what is accepted.

Content: `{"stem": {es, en}, "accepted": [{"text": {es, en}, "mark": number}], "ignore_case": bool,
"ignore_accents": bool, "max_length": int}`. Blanks at the ends and doubled ones never matter; case and
accents do not unless the rule says `false`. An asterisk stands for anything, `\\*` for itself. Whatever
language the page had, an answer in either is compared; the best mark of those that fit counts.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from assessments.item_types.base import (
    LANGUAGES,
    Answer,
    AnswerError,
    Content,
    ItemType,
    Templates,
    single,
    stem_problems,
    text_problems,
)
from assessments.item_types.writing import Lines, Setting, Writing, gettext_noop

DEFAULT_MAX_LENGTH = 100


class ShortText(ItemType):
    key = "short_text"
    name = gettext_noop("Short text")
    graded = True
    holds_words = True
    is_scale = False
    templates = Templates("short_text", "short_text_answer", "short_text_review")
    writing = Writing(
        lines=(Lines("accepted", 1, settings=(Setting("mark", "number", 1),), keyed=False),),
        settings=(
            Setting("ignore_case", "flag", True),
            Setting("ignore_accents", "flag", True),
            Setting("max_length", "whole", DEFAULT_MAX_LENGTH),
        ),
    )

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        accepted = content.get("accepted")
        if not isinstance(accepted, list) or not all(isinstance(one, Mapping) for one in accepted):
            return [*problems, "accepted: a list of answers is needed"]
        for number, one in enumerate(accepted, start=1):
            problems += text_problems(f"accepted {number}", one.get("text"))
        marks = [one.get("mark", 1) for one in accepted]
        if not all(type(mark) in (int, float) and 0 <= mark <= 1 for mark in marks):
            problems.append("accepted: a mark is a number from 0 to 1")
        elif 1 not in marks:
            problems.append("accepted: one answer must earn the whole point")
        limit = content.get("max_length", DEFAULT_MAX_LENGTH)
        if type(limit) is not int or limit < 1:
            problems.append("max_length: must be a whole number above zero")
        return problems

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        text = single(raw)
        if text is None:
            return None
        text = _spaced(unicodedata.normalize("NFC", text.replace("\x00", "")))
        if len(text) > content.get("max_length", DEFAULT_MAX_LENGTH):
            raise AnswerError("too long")
        return text or None

    def mark(self, content: Content, answer: Answer) -> float | None:
        if not isinstance(answer, str):
            return 0.0
        given = self._folded(content, answer)
        return max(
            (
                float(one.get("mark", 1))
                for one in content["accepted"]
                for text in one["text"].values()
                if self._fits(content, text, given)
            ),
            default=0.0,
        )

    def right_answer(self, content: Content) -> Answer:
        best = next(one for one in content["accepted"] if one.get("mark", 1) == 1)
        return str(best["text"][LANGUAGES[0]]).replace(r"\*", "*")

    def _fits(self, content: Content, pattern: str, given: str) -> bool:
        """Piece by piece from the left, so that no pattern takes long."""
        pieces = [
            self._folded(content, piece.replace(r"\*", "*"), ends=False)
            for piece in re.split(r"(?<!\\)\*", _spaced(pattern))
        ]
        if len(pieces) == 1:
            return given == pieces[0].strip()
        first, *middle, last = pieces
        if not given.startswith(first):
            return False
        at = len(first)
        for piece in middle:
            found = given.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return len(given) - len(last) >= at and given.endswith(last)

    def _folded(self, content: Content, text: str, *, ends: bool = True) -> str:
        text = _spaced(text) if ends else text
        if content.get("ignore_case", True):
            text = text.casefold()
        if content.get("ignore_accents", True):
            text = _without_accents(text)
        return unicodedata.normalize("NFC", text)


def _without_accents(text: str) -> str:
    """Letters without their marks; ñ is a letter of its own."""
    kept = text.replace("ñ", "\0n").replace("Ñ", "\0N")
    apart = unicodedata.normalize("NFD", kept)
    return "".join(one for one in apart if not unicodedata.combining(one))


def _spaced(text: str) -> str:
    return " ".join(text.split())
