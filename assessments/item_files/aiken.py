"""Aiken: one question with one right answer, its options by letter, `ANSWER: B` at the end.

The format knows no keys and no comments. Both languages are written with marks of language, as in the
other formats; questions of other kinds cannot be written.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessments.item_files import building, markup
from assessments.item_files.model import LANGUAGES, FileItem, Reading, Refused, Written

_OPTION = re.compile(r"^\s*([A-Z])[.)]\s*(.*)$")
_ANSWER = re.compile(r"^\s*(?:ANSWER|RESPUESTA)\s*:\s*(.*?)\s*$", re.IGNORECASE)
MOST = 26


def read(text: str, *, language: str) -> Reading:
    """Every question; an empty line between question and answers does not matter."""
    reading = Reading("line")
    start, stem, options = 0, list[str](), list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        start = start or number
        if answer := _ANSWER.match(line):
            try:
                reading.items.append(_item(start, stem, options, answer[1].upper(), language))
            except Refused as error:
                reading.refuse(start, str(error))
            start, stem, options = 0, [], []
        elif (option := _OPTION.match(line)) and (stem and option[1] == chr(ord("A") + len(options))):
            options.append(option[2])
        elif options:
            reading.refuse(start, _("After its options a line “ANSWER: A” is missing."))
            start, stem, options = number, [line], []
        else:
            stem.append(line)
    if start:
        reading.refuse(start, _("After its options a line “ANSWER: A” is missing."))
    return reading


def _item(place: int, stem: list[str], options: list[str], right: str, language: str) -> FileItem:
    if not re.fullmatch("[A-Z]", right):
        raise Refused(_("After “ANSWER:” stands one letter."))
    said = [
        building.Said(
            markup.words(option, is_html=False, language=language),
            100.0 * (position == ord(right) - ord("A")),
        )
        for position, option in enumerate(options)
    ]
    if not stem:
        raise Refused(_("It asks nothing: there is no text before the answers."))
    if len(said) >= 2 and not any(one.fraction for one in said):
        raise Refused(_("There is no option “%(letter)s”.") % {"letter": right})
    type, content = building.choice(
        markup.words("\n".join(stem), is_html=False, language=language), said, single=True
    )
    return FileItem(place, type, content)


def write(items: Iterable[FileItem]) -> Written:
    """Questions with one right answer; all others are left out."""
    blocks, left_out = [], []
    for item in items:
        options = item.content.get("options", [])
        if item.type != "single_choice" or "correct" not in item.content or len(options) > MOST:
            left_out.append((item.key, _("Aiken knows only questions with one right answer.")))
            continue
        lines = [_line(item.content["stem"])]
        for position, option in enumerate(options):
            lines.append(f"{chr(ord('A') + position)}. {_line(option['text'])}")
        right = next(n for n, option in enumerate(options) if option["key"] == item.content["correct"])
        blocks.append("\n".join([*lines, f"ANSWER: {chr(ord('A') + right)}"]) + "\n")
    return Written("\n".join(blocks).encode(), left_out)


def _line(texts: dict[str, str]) -> str:
    said = markup.marked(texts)
    plain = " ".join(texts[LANGUAGES[0]].split())
    if said.startswith("<span"):
        return said
    # Without marks it is read as it stands; what looks like HTML would lose its tags.
    return markup.spans({LANGUAGES[0]: plain}) if markup.looks_like_html(plain) else plain
