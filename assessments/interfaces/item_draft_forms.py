"""The words of a draft as fields, both languages side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.models import ItemDraft
from assessments.rules.item_texts import LANGUAGES, texts_of
from lms.core.text import visible

LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: its name, its words, and what is stored where somebody else changed it."""

    name: str
    language: str
    words: str
    stored: str = ""

    @property
    def is_missing(self) -> bool:
        return not self.words.strip()


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the question in both languages."""

    label: str
    cells: Sequence[Cell]


def lines(draft: ItemDraft, typed: Mapping[str, Mapping[str, str]] | None = None) -> list[Line]:
    """The fields of a draft, with what was typed instead of what is stored where there is any."""
    found = []
    for path, words in texts_of(draft.content):
        said = (typed or {}).get(path, words)
        cells = []
        for code in LANGUAGES:
            stored = words.get(code, "")
            shown = said.get(code, "")
            cells.append(Cell(f"{code}.{path}", code, shown, stored if shown != stored else ""))
        found.append(Line(label(path), cells))
    return found


def read(draft: ItemDraft, data: QueryDict) -> dict[str, dict[str, str]]:
    """{path: {language: words}} of what was sent for the draft's texts."""
    return {
        path: {
            code: visible(data.get(f"{code}.{path}", "")).replace("\r\n", "\n").strip()[:LONGEST]
            for code in LANGUAGES
        }
        for path, _words in texts_of(draft.content)
    }


def label(path: str) -> str:
    """What a text is, in words: "Option B"."""
    first, *rest = path.split(".")
    number = int(rest[0]) if rest and rest[0].isdecimal() else 0
    letter = chr(ord("A") + number) if number < 26 else str(number + 1)
    words = {
        "stem": _("Question"),
        "group": _("Heading"),
        "unit": _("Unit"),
        "rows": _("Line %(n)d") % {"n": number + 1},
        "columns": _("Column %(n)d") % {"n": number + 1},
        "scale": _("Point %(n)d of the scale") % {"n": number + 1},
        "accepted": _("Accepted answer %(n)d") % {"n": number + 1},
    }
    if first == "options":
        told = _("Feedback on option %(letter)s") if rest[-1] == "feedback" else _("Option %(letter)s")
        return told % {"letter": letter}
    return words.get(first, path)
