"""Reads GIFT, as documented by Moodle ("GIFT format") and read by its importer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from assessments.item_files import building, kept, markup
from assessments.item_files.gift_text import hide, show
from assessments.item_files.model import FileItem, Reading, Refused

KEPT = "acuerdo:"
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TITLE = re.compile(r"^\s*::(.*?)::", re.DOTALL)
_TRUE = frozenset({"T", "TRUE", "F", "FALSE"})
_RANGE = re.compile(r"^(-?[0-9.,]+)\s*\.\.\s*(-?[0-9.,]+)$")
_WEIGHT = re.compile(r"^\s*%(-?[0-9.,]+)%")
LONGEST = 20_000
# A gap in the middle of a sentence, as the question is read.
GAP = " _____ "


@dataclass(slots=True)
class Block:
    """One question's lines, with the comments above it."""

    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def read(text: str, *, language: str) -> Reading:
    """Every question of `text`; words without a mark of language are in `language`."""
    reading = Reading("line")
    category = ""
    for block in _blocks(text):
        said = hide("\n".join(block.lines)).strip()
        if said.upper().startswith("$CATEGORY:"):
            category = show(said[len("$CATEGORY:") :]).strip().rpartition("/")[2]
            continue
        try:
            item = question(said, place=block.line, language=language)
        except Refused as error:
            reading.refuse(block.line, str(error))
            continue
        reading.items.append(_with_comments(item, block.comments, category))
    return reading


def _blocks(text: str) -> Iterator[Block]:
    """Questions are parted by empty lines, a category by the end of its own."""
    comments: list[str] = []
    block: Block | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            (block.comments if block else comments).append(stripped[2:].strip())
        elif not stripped:
            if block:
                yield block
                block = None
        elif stripped.upper().startswith("$CATEGORY:") and block is None:
            yield Block(number, [line])
        else:
            if block is None:
                block, comments = Block(number, comments=comments), []
            block.lines.append(line)
    if block:
        yield block


def question(said: str, *, place: int, language: str) -> FileItem:
    """One question from its hidden text. Raises Refused."""
    if len(said) > LONGEST:
        raise Refused(_("It is longer than any question; is an empty line missing?"))
    title = _TITLE.match(said)
    body = said[title.end() :] if title else said
    is_html, body = _format(body)
    opened, closed = body.find("{"), body.rfind("}")
    if opened < 0:
        raise Refused(_("It has no answers in braces { }: text between questions is not read."))
    if closed < opened or body.count("{") != body.count("}"):
        raise Refused(_("A brace { } is not closed before the empty line that ends the question."))
    if body.count("{") > 1 and "{" in body[opened + 1 : closed]:
        raise Refused(_("It has answers in two places; such questions are not read."))
    before, answers, after = body[:opened], body[opened + 1 : closed], body[closed + 1 :]
    stem_text = before.strip() + (GAP + after.strip() if after.strip() else "")
    reader = _Answers(is_html=is_html, language=language)
    stem = reader.words(stem_text)
    if not building.has_words(stem):
        raise Refused(_("It asks nothing: there is no text before the answers."))
    type, content = reader.read(stem, answers.strip())
    notes = tuple(
        _("“%(tag)s” is left out: only its words are read.") % {"tag": tag} for tag in markup.lost(show(body))
    )
    return FileItem(place, type, content, notes=notes)


def _format(body: str) -> tuple[bool, str]:
    found = _FORMAT.match(body)
    if not found:
        return False, body
    return found[1].lower() == "html", body[found.end() :]


def _with_comments(item: FileItem, comments: list[str], category: str) -> FileItem:
    tags = [
        ("other", show(tag).strip()[:80])
        for line in comments
        for tag in re.findall(r"\[tag:([^\]]+)\]", line)
    ]
    ids = [found for line in comments for found in re.findall(r"\[id:([^\]]+)\]", line)]
    found = replace(item, topic=category[:60], tags=tuple(tags), key=ids[-1].strip()[:120] if ids else "")
    for line in comments:
        if line.startswith(KEPT):
            return kept.restored(found, line[len(KEPT) :].strip())
    return found


@dataclass(frozen=True, slots=True)
class _Answers:
    """What stands in the braces."""

    is_html: bool
    language: str

    def words(self, hidden: str) -> dict[str, str]:
        is_html, hidden = _format(hidden) if _FORMAT.match(hidden) else (self.is_html, hidden)
        return markup.words(show(hidden), is_html=is_html, language=self.language)

    def read(self, stem: dict[str, str], answers: str) -> tuple[str, dict]:
        """(type, content). Raises Refused."""
        answers = answers.split("####")[0].strip()
        if not answers:
            return "open_text", {"stem": stem}
        head = answers.split("#")[0].strip().upper()
        if head in _TRUE:
            return "true_false", {"stem": stem, "correct": head.startswith("T")}
        if answers.startswith("#"):
            return building.number(stem, [self._number(one) for one in self._numbers(answers[1:])])
        parts = re.findall(r"([=~])([^=~]*)", answers)
        if not parts or not answers.startswith(("=", "~")):
            raise Refused(_("What stands in the braces cannot be read: an answer begins with = or ~."))
        if all(sign == "=" and "->" in part for sign, part in parts):
            pairs = [part.split("#")[0].partition("->") for _sign, part in parts]
            return building.matching(stem, [(self.words(a), self.words(b)) for a, _arrow, b in pairs])
        if all(sign == "=" for sign, _part in parts):
            said = [self._said(sign, part) for sign, part in parts]
            return building.short_text(stem, said)
        return building.choice(
            stem,
            [self._said(sign, part) for sign, part in parts],
            single=any(sign == "=" for sign, _part in parts),
        )

    def _said(self, sign: str, part: str) -> building.Said:
        fraction = 100.0 if sign == "=" else 0.0
        if weight := _WEIGHT.match(part):
            fraction, part = building.number_of(weight[1]), part[weight.end() :]
        text, _hash, feedback = part.partition("#")
        return building.Said(self.words(text), fraction, self.words(feedback))

    def _numbers(self, answers: str) -> list[str]:
        return [one for one in answers.split("=") if one.strip()]

    def _number(self, part: str) -> building.Said:
        fraction = 100.0
        if weight := _WEIGHT.match(part):
            fraction, part = building.number_of(weight[1]), part[weight.end() :]
        value = part.split("#")[0].strip()
        if span := _RANGE.match(value):
            low, high = building.number_of(span[1]), building.number_of(span[2])
            middle = round((low + high) / 2, 6)
            return building.Said(markup.same(repr(middle)), fraction, tolerance=round(abs(high - low) / 2, 6))
        number, _colon, tolerance = value.partition(":")
        return building.Said(
            markup.same(number.strip()),
            fraction,
            tolerance=building.number_of(tolerance) if tolerance.strip() else 0.0,
        )
