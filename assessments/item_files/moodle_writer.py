"""Writes Moodle XML; see `kept` for what it cannot say."""

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import gettext as _

from assessments.item_files import building, kept, markup
from assessments.item_files.model import LANGUAGES, FileItem, Refused, Words, Written
from assessments.item_files.moodle_reader import KEPT, read_question
from assessments.item_files.pictures import show


def write(items: Iterable[FileItem]) -> Written:
    """A `<quiz>` with a category for each topic, in the order of the questions."""
    quiz, left_out, topic = Element("quiz"), [], ""
    for item in items:
        kind = _KINDS.get(item.type)
        if kind is None or (item.type in _MARKED and "correct" not in item.content):
            left_out.append((item.key, _("Moodle XML has no such kind of question.")))
            continue
        if item.topic != topic:
            topic = item.topic
            _text(
                SubElement(SubElement(quiz, "question", type="category"), "category"), f"$course$/top/{topic}"
            )
        question = SubElement(quiz, "question", type=kind[0])
        _text(SubElement(question, "name"), item.key or item.title)
        show(_html(question, "questiontext", item.content["stem"]), item.content, item.pictures)
        SubElement(question, "defaultgrade").text = "1"
        if item.key:
            SubElement(question, "idnumber").text = item.key
        kind[1](question, item)
        if item.tags:
            tags = SubElement(question, "tags")
            for _kind, value in item.tags:
                _text(SubElement(tags, "tag"), value)
        try:
            read_back = read_question(question, place=1, language=LANGUAGES[0])
        except Refused:
            read_back = None
        SubElement(question, KEPT).text = kept.as_json(item, read_back=read_back)
    indent(quiz)
    return Written(tostring(quiz, encoding="utf-8", xml_declaration=True), left_out)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text


def _html(parent: Element, tag: str, texts: Words, **attributes: str) -> Element:
    element = SubElement(parent, tag, {"format": "html", **attributes})
    _text(element, markup.marked(texts))
    return element


def _choice(question: Element, item: FileItem) -> None:
    content = item.content
    SubElement(question, "single").text = "false" if item.type == "multiple_choice" else "true"
    SubElement(question, "shuffleanswers").text = "true"
    for option, share in zip(content["options"], building.fractions(item.type, content), strict=True):
        answer = _html(question, "answer", option["text"], fraction=building.written(share))
        show(answer, option, item.pictures)
        if option.get("feedback"):
            _html(answer, "feedback", option["feedback"])


def _true_false(question: Element, item: FileItem) -> None:
    content = item.content
    for word in ("true", "false"):
        share = 100 * (content["correct"] is (word == "true"))
        _text(SubElement(question, "answer", fraction=str(share), format="moodle_auto_format"), word)


def _short_text(question: Element, item: FileItem) -> None:
    content = item.content
    SubElement(question, "usecase").text = "0" if content.get("ignore_case", True) else "1"
    for one in content["accepted"]:
        for text in dict.fromkeys(text for text in one["text"].values() if text):
            share = building.written(100 * one.get("mark", 1))
            _text(SubElement(question, "answer", fraction=share, format="plain_text"), text)


def _number(question: Element, item: FileItem) -> None:
    content = item.content
    answer = SubElement(question, "answer", fraction="100", format="moodle_auto_format")
    _text(answer, str(content["correct"]))
    SubElement(answer, "tolerance").text = str(content.get("tolerance", 0))
    if "unit" in content:
        unit = SubElement(SubElement(question, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = content["unit"][LANGUAGES[0]]


def _matching(question: Element, item: FileItem) -> None:
    content = item.content
    SubElement(question, "shuffleanswers").text = "true"
    partners = {option["key"]: option["text"] for option in content["options"]}
    used = [content["correct"][row["key"]] for row in content["rows"]]
    for row, partner in zip(content["rows"], used, strict=True):
        asked = _html(question, "subquestion", row["text"])
        show(asked, row, item.pictures)
        _html(asked, "answer", partners[partner])
    for key, text in partners.items():
        if key not in used:
            _html(_html(question, "subquestion", {}), "answer", text)


def _ordering(question: Element, item: FileItem) -> None:
    content = item.content
    SubElement(question, "layouttype").text = "VERTICAL"
    SubElement(question, "selecttype").text = "ALL"
    options = {option["key"]: option for option in content["options"]}
    for place, key in enumerate(content["correct"], start=1):
        answer = _html(question, "answer", options[key]["text"], fraction=str(place))
        show(answer, options[key], item.pictures)


def _essay(question: Element, item: FileItem) -> None:
    SubElement(question, "responseformat").text = "editor"
    SubElement(question, "responserequired").text = "1"


_MARKED = frozenset({"single_choice", "number"})
_KINDS: dict[str, tuple[str, Callable[[Element, FileItem], None]]] = {
    **dict.fromkeys(("single_choice", "multiple_choice", "situational_judgement"), ("multichoice", _choice)),
    "true_false": ("truefalse", _true_false),
    "short_text": ("shortanswer", _short_text),
    "number": ("numerical", _number),
    "matching": ("matching", _matching),
    "ordering": ("ordering", _ordering),
    "open_text": ("essay", _essay),
}
