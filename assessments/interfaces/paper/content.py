"""A published test as what is printed of it, in one language."""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.interfaces.paper.sheet import (
    PaperPicture,
    PaperQuestion,
    PaperSection,
    PaperTest,
    PaperWords,
)
from assessments.item_types import REGISTRY
from assessments.models import InstrumentVersion
from assessments.rules.key_checks import letter
from assessments.rules.paper_answers import Shape, choices, shape_of, typed_of
from assessments.selectors.sittings import Place

CODES = {"es": "es-mx", "en": "en"}
# Letters and digits that no hand and no eye confuses.
_ALPHABET = "ACDEFHJKLMNPQRTUVWXY3479"
TRUTH = {"es": "VF", "en": "TF"}
WRITTEN_LINES, FREE_LINES = 1, 8


def paper_code(version: InstrumentVersion, edition: int) -> str:
    """The code of one edition of a version: the same on its booklet, its answer sheet and its key."""
    digest = hashlib.sha256(f"paper:{version.uuid}:{edition}".encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:6])


def paper_test(
    version: InstrumentVersion,
    places: Sequence[Place],
    *,
    language: str,
    edition: int,
    label: str = "",
    headings: Mapping[int, Mapping[str, str]] | None = None,
    pictures: Mapping[str, PaperPicture] | None = None,
) -> PaperTest:
    """What is printed. `headings` are titles of sections by item version, `pictures` by their digest."""
    with translation.override(CODES[language]):
        sections: list[PaperSection] = []
        title = ""
        marked: list[tuple[str, PaperQuestion]] = []
        for place in places:
            heading = (headings or {}).get(place.item.pk)
            title = heading.get(language, "") if heading is not None else title
            marked.append((title, _question(place, language, pictures or {})))
        for name, run in groupby(marked, key=lambda one: one[0]):
            sections.append(PaperSection(name, [question for _title, question in run]))
        return PaperTest(
            language={"es": "es-MX", "en": "en"}[language],
            title=_said(version.title, language),
            form=_("Form %(label)s") % {"label": label} if label else "",
            code=paper_code(version, edition),
            intro=[one for one in _said(version.intro, language).split("\n") if one.strip()],
            rules=_rules(version, len(places)),
            fields=[_("Name"), _("Code word, the same on all your papers"), _("Date")],
            words=PaperWords(
                answer_sheet=_("Answer sheet"),
                fill_in=_("Fill in the circle of your answer, or write it on the line."),
                key=_("Key for whoever marks"),
                key_note=_("Not for whoever takes the test."),
                number=_("No."),
                right=_("Right answer"),
                points=_("Points"),
                total=_("Total"),
                page=_("Page %s"),
            ),
            sections=sections,
        )


def _rules(version: InstrumentVersion, number: int) -> list[str]:
    return [
        ngettext(
            "It has %(n)d question; it usually takes %(minutes)d minutes.",
            "It has %(n)d questions; it usually takes %(minutes)d minutes.",
            number,
        )
        % {"n": number, "minutes": version.minutes},
        _("Write your answers on the answer sheet at the end: only what stands there counts."),
        _("To change an answer, cross it out and fill in the other one."),
    ]


def _question(place: Place, language: str, pictures: Mapping[str, PaperPicture]) -> PaperQuestion:
    item, content = place.item, place.item.content
    shape = shape_of(item.type, content)
    options = [
        (letter(number), _said(one.get("text", {}), language)) for number, one in enumerate(choices(content))
    ]
    truth = TRUTH[language]
    signs = [name for name, _words in options] if shape in (Shape.ONE, Shape.SEVERAL) else []
    if shape is Shape.TRUTH:
        signs = list(truth)
        options = [(truth[0], _("True")), (truth[1], _("False"))]
    if shape is Shape.SCALE:
        options = [(str(one["value"]), _said(one["label"], language)) for one in content["scale"]]
        signs = [name for name, _words in options]
    is_free = shape is Shape.WRITTEN and not REGISTRY[item.type].graded
    return PaperQuestion(
        number=place.position,
        stem=_said(content["stem"], language),
        points=f"{place.asked.points:g}" if place.asked.points else "",
        group=_said(content.get("group", {}), language),
        options=options,
        rows=[
            (str(number), _said(one["text"], language))
            for number, one in enumerate(content.get("rows", ()), start=1)
        ],
        pictures=_pictures(content, pictures),
        signs=signs,
        hint=_hint(shape),
        lines=(FREE_LINES if is_free else WRITTEN_LINES) if not signs else 0,
        key=_key(item.type, content, truth),
    )


def _pictures(content: Mapping[str, Any], known: Mapping[str, PaperPicture]) -> dict[str, PaperPicture]:
    """The pictures of the question, its options (by letter) and its rows (by number)."""
    shown: list[tuple[str, Any]] = [("", content.get("picture"))]
    shown += [(letter(place), one.get("picture")) for place, one in enumerate(choices(content))]
    shown += [(str(place), one.get("picture")) for place, one in enumerate(content.get("rows", ()), start=1)]
    return {name: known[said["digest"]] for name, said in shown if said and said["digest"] in known}


def _hint(shape: Shape) -> str:
    hints: dict[Shape, str] = {
        Shape.SEVERAL: _("More than one may be right."),
        Shape.ORDER: _("Write the letters in their order, the first one first."),
        Shape.PAIRS: _("Write a letter for each line, in their order; a dash for none."),
    }
    return hints.get(shape, "")


def _key(type: str, content: Mapping[str, Any], truth: str) -> str:
    kind = REGISTRY[type]
    if not kind.max_mark(content):
        return ""
    return typed_of(type, content, kind.right_answer(content), truth=truth)


def _said(text: Mapping[str, str], language: str) -> str:
    """The words in the language, else in the other one: nothing is left out of a paper in silence."""
    return text.get(language) or next((words for words in text.values() if words), "")
