"""Reads Moodle XML, as documented by Moodle ("Moodle XML format") and written by its exporter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.item_files import building, kept, markup
from assessments.item_files.model import FileItem, ItemFileError, Reading, Refused, Words
from assessments.item_files.pictures import Pictures, inner
from lms.core import xml
from lms.core.errors import UserError

KEPT = "acuerdo"


def read(data: bytes, *, language: str) -> Reading:
    """Every question; words without a mark of language are in `language`. Raises ItemFileError."""
    try:
        root = xml.parse(data)
    except UserError as error:
        raise ItemFileError(error.message, code=error.code) from error
    if root.tag != "quiz":
        raise ItemFileError(
            _("This is XML, but not a Moodle question file: it does not begin with <quiz>."),
            code="not_moodle",
        )
    reading = Reading("question")
    category, place = "", 0
    for element in root.iter("question"):
        kind = element.get("type", "")
        if kind == "category":
            category = inner(element, "category").rpartition("/")[2]
            continue
        place += 1
        try:
            reading.items.append(read_question(element, place=place, category=category, language=language))
        except Refused as error:
            reading.refuse(place, str(error))
    return reading


def read_question(element: Element, *, place: int, language: str, category: str = "") -> FileItem:
    """One question. Raises Refused."""
    kind = element.get("type", "")
    if kind not in _KINDS:
        name = inner(element, "name")[:60]
        raise Refused(
            _("“%(name)s” is of the kind “%(kind)s”, which is not read.") % {"name": name, "kind": kind[:40]}
        )
    reader = _Reader(element, language, Pictures(language))
    stem = reader.words(element.find("questiontext"))
    drawing = reader.picture(element.find("questiontext"))
    if not building.has_words(stem):
        raise Refused(_("It asks nothing: there is no text of the question."))
    type, content = _KINDS[kind](reader, stem)
    if drawing:
        content = {"stem": content["stem"], "picture": drawing} | content
    tags = tuple(
        ("other", inner(tag).strip()[:80]) for tag in element.findall("tags/tag") if inner(tag).strip()
    )
    item = FileItem(
        place,
        type,
        content,
        key=inner(element, "idnumber").strip()[:120],
        topic=category[:60],
        tags=tags,
        notes=(
            *reader.pictures.notes,
            *(
                _("“%(tag)s” is left out: only its words are read.") % {"tag": tag}
                for tag in markup.lost(reader.pictures.rest(element.find("questiontext")))
            ),
        ),
        pictures=reader.pictures.data,
    )
    line = element.findtext(KEPT)
    return kept.restored(item, line) if line else item


@dataclass(frozen=True, slots=True)
class _Reader:
    element: Element
    language: str
    pictures: Pictures

    def words(self, found: Element | None) -> dict[str, str]:
        """The words of a text; those of its picture where it says nothing else."""
        if found is None:
            return markup.words("", is_html=False, language=self.language)
        is_html = found.get("format", "html") in ("html", "moodle_auto_format")
        said = markup.words(self.pictures.rest(found), is_html=is_html, language=self.language)
        drawing = None if building.has_words(said) else self.picture(found)
        return dict(drawing["alt"]) if drawing else said

    def picture(self, found: Element | None) -> dict[str, Any] | None:
        return self.pictures.of(found)

    def drawn(self, things: list[dict[str, Any]], elements: Iterable[Element]) -> None:
        """Give each thing the picture of the text that it came from."""
        for thing, element in zip(things, elements, strict=True):
            if drawing := self.picture(element):
                thing["picture"] = drawing

    def said(self) -> list[building.Said]:
        return [self._answer(answer) for answer in self.element.findall("answer")]

    def _answer(self, answer: Element) -> building.Said:
        return building.Said(
            self.words(answer),
            building.number_of(answer.get("fraction", "0")),
            self.words(answer.find("feedback")),
            building.number_of(answer.findtext("tolerance") or "0"),
        )

    def is_set(self, name: str, *, default: bool) -> bool:
        value = (self.element.findtext(name) or "").strip().lower()
        return value in ("true", "1") if value else default

    def choice(self, stem: Words) -> tuple[str, dict]:
        type, content = building.choice(stem, self.said(), single=self.is_set("single", default=True))
        self.drawn(content["options"], self.element.findall("answer"))
        return type, content

    def true_false(self, stem: Words) -> tuple[str, dict]:
        right = [
            inner(answer).strip().lower()
            for answer in self.element.findall("answer")
            if building.number_of(answer.get("fraction", "0")) == 100
        ]
        if right not in (["true"], ["false"]):
            raise Refused(_("It does not say whether true or false is right."))
        return "true_false", {"stem": stem, "correct": right == ["true"]}

    def short_text(self, stem: Words) -> tuple[str, dict]:
        return building.short_text(stem, self.said(), ignore_case=not self.is_set("usecase", default=False))

    def number(self, stem: Words) -> tuple[str, dict]:
        # "*" answers everything, to give it some feedback.
        said = [one for one in self.said() if one.fraction > 0]
        type, content = building.number(stem, said)
        unit = self.element.findtext("units/unit/unit_name")
        return type, content | ({"unit": markup.same(unit.strip())} if unit and unit.strip() else {})

    def matching(self, stem: Words) -> tuple[str, dict]:
        pairs = [
            (self.words(one), self.words(one.find("answer"))) for one in self.element.findall("subquestion")
        ]
        type, content = building.matching(stem, pairs)
        asked = (one for one in self.element.findall("subquestion") if building.has_words(self.words(one)))
        self.drawn(content["rows"], asked)
        return type, content

    def ordering(self, stem: Words) -> tuple[str, dict]:
        said = self.said()
        if len(said) < 2:
            raise Refused(_("An order needs two things or more."))
        names = building.keys(len(said))
        things: list[dict[str, Any]] = [
            {"key": name, "text": one.text} for name, one in zip(names, said, strict=True)
        ]
        self.drawn(things, self.element.findall("answer"))
        return "ordering", {"stem": stem, "options": things, "correct": names, "credit": "positions"}

    def essay(self, stem: Words) -> tuple[str, dict]:
        return "open_text", {"stem": stem}


_KINDS: dict[str, Callable[[_Reader, Words], tuple[str, dict]]] = {
    "multichoice": _Reader.choice,
    "truefalse": _Reader.true_false,
    "shortanswer": _Reader.short_text,
    "numerical": _Reader.number,
    "matching": _Reader.matching,
    "match": _Reader.matching,
    "ordering": _Reader.ordering,
    "essay": _Reader.essay,
}
