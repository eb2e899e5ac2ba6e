"""Lessons as Markdown: a front matter and blocks, read with their lines and written back."""

import re
from typing import Any

from courses.course_files import yaml_lines
from courses.course_files.markup import faults
from courses.course_files.problems import Place, Problem, Problems
from courses.course_files.schema.lessons import (
    Block,
    CheckBlock,
    HeadingBlock,
    LawBlock,
    LessonFront,
    LessonText,
    NoteBlock,
    SceneBlock,
    TextBlock,
)
from courses.course_files.schema.words import suggestion
from courses.course_files.yaml_lines import Fields
from courses.course_files.yaml_text import dump

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DIRECTIVE = re.compile(r'^::: (\w+)((?:\s+[a-z]+="[^"]*")*)\s*$')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')

ATTRIBUTES = {"law": ("law", "article", "title"), "note": ("title",), "check": (), "scene": ()}
_IN_YAML: dict[str, type[CheckBlock] | type[SceneBlock]] = {"check": CheckBlock, "scene": SceneBlock}
_OPENING = 'a block opens with ::: law article="…", ::: note title="…", ::: check, ::: scene'


def read_lesson(raw: str, file: str, problems: Problems) -> tuple[LessonFront, LessonText]:
    """The front matter and the text of one language."""
    front = _FRONT_MATTER.match(raw)
    fields = Fields(Place(file, "", 1))
    blocks: tuple[Block, ...] = ()
    if front is None:
        message = "a lesson opens with its front matter between two lines of ---"
        problems.add(Problem(file, 1, "", message))
        sheet = LessonFront.model_validate(fields, context={"problems": Problems()})
    else:
        fields = yaml_lines.parse(front[1], file, problems, first_line=2) or fields
        sheet = LessonFront.model_validate(fields, context={"problems": problems})
        blocks = read_blocks(raw[front.end() :], raw.count("\n", 0, front.end()) + 1, file, problems)
    text = LessonText(title=sheet.title, summary=sheet.summary, blocks=blocks)
    return sheet, text.at(Place(file, "", 1, {**fields.place.lines, "body": fields.place.line}))


def write_lesson(front: LessonFront, text: LessonText) -> str:
    """The file of one language."""
    return f"---\n{dump(front)}---\n" + "\n\n".join(_written(block) for block in text.blocks) + "\n"


def read_blocks(text: str, first_line: int, file: str, problems: Problems) -> tuple[Block, ...]:
    """The blocks of a body whose first line is `first_line` of its file."""
    return _BlockReader(text.split("\n"), first_line, file, problems).read()


class _BlockReader:
    def __init__(self, lines: list[str], first_line: int, file: str, problems: Problems) -> None:
        self.lines, self.first_line, self.file, self.problems = lines, first_line, file, problems
        self.blocks: list[Block] = []

    def read(self) -> tuple[Block, ...]:
        position = start = 0
        while position < len(self.lines):
            line = self.lines[position]
            if not line.startswith(("## ", ":::")):
                position += 1
                continue
            self._text(start, position)
            if line.startswith("## "):
                self._check_markup(position, position + 1)
                self._add(HeadingBlock, position, text=line[3:].strip())
            else:
                position = self._directive(position)
            position += 1
            start = position
        self._text(start, len(self.lines))
        return tuple(self.blocks)

    def _report(self, position: int, message: str) -> None:
        self.problems.add(Problem(self.file, self.first_line + position, "", message))

    def _add(self, kind: Any, position: int, **values: Any) -> None:
        fields = Fields(Place(self.file, "", self.first_line + position))
        fields.update(values)
        self.blocks.append(kind.model_validate(fields, context={"problems": self.problems}))

    def _check_markup(self, start: int, end: int, links: bool = False) -> None:
        for position in range(start, end):
            for message in faults(self.lines[position], links):
                self._report(position, message)

    def _text(self, start: int, end: int) -> None:
        words = "\n".join(self.lines[start:end]).strip("\n")
        if words.strip():
            while not self.lines[start].strip():
                start += 1
            self._check_markup(start, end)
            self._add(TextBlock, start, text=words)

    def _directive(self, start: int) -> int:
        """Read one ::: block that begins at `start`; return the position of its last line."""
        opening = _DIRECTIVE.match(self.lines[start])
        if opening is None or opening[1] not in ATTRIBUTES:
            self._report(start, _OPENING)
            return start
        try:
            end = self.lines.index(":::", start + 1)
        except ValueError:
            self._report(start, "the block is never closed with :::")
            return len(self.lines)
        kind, pairs = opening[1], _ATTRIBUTE.findall(opening[2])
        attributes = {name: value for name, value in pairs if name in ATTRIBUTES[kind]}
        for name, _value in pairs:
            if name not in ATTRIBUTES[kind]:
                hint = f": {suggestion(name, ATTRIBUTES[kind])}" if ATTRIBUTES[kind] else ""
                self._report(start, f'a {kind} block has no "{name}"{hint}')
        if len({name for name, _value in pairs}) < len(pairs):
            self._report(start, "an attribute is written twice: keep one of them")
        if kind in _IN_YAML:
            self._fields(start, end, kind)
            return end
        self._check_markup(start + 1, end, links=kind == "law")
        words = "\n".join(self.lines[start + 1 : end]).strip("\n")
        if not words.strip():
            self._report(start, "the block is empty")
        if kind == "law" and not attributes.get("article"):
            self._report(start, "a law block names its article")
            attributes["article"] = ""
        self._add(LawBlock if kind == "law" else NoteBlock, start, text=words, **attributes)
        return end

    def _fields(self, start: int, end: int, kind: str) -> None:
        inner, line = "\n".join(self.lines[start + 1 : end]), self.first_line + start + 1
        fields = yaml_lines.parse(inner, self.file, self.problems, first_line=line, path=kind)
        if fields is None:
            return
        fields.place.line = self.first_line + start
        self.blocks.append(_IN_YAML[kind].model_validate(fields, context={"problems": self.problems}))


def _written(block: Block) -> str:
    match block:
        case TextBlock():
            return block.text
        case HeadingBlock():
            return f"## {block.text}"
        case CheckBlock() | SceneBlock():
            return f"::: {block.kind}\n{dump(block)}:::"
        case LawBlock():
            law = f'law="{block.law}" ' if block.law != "LFT" else ""
            opening = f'law {law}article="{block.article}"'
        case NoteBlock():
            opening = "note"
    title = f' title="{block.title}"' if block.title else ""
    return f"::: {opening}{title}\n{block.text}\n:::"
