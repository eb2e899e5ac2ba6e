"""The body of a lesson: a small dialect of Markdown turned into blocks (docs/authors.md describes it)."""

import re
from html import unescape
from typing import Any

from courses.content_model import Block
from courses.content_source import Source
from lms.core import markdown as core_markdown

_DIRECTIVE = re.compile(r'^::: (\w+)((?:\s+[a-z]+="[^"]*")*)\s*$')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_TERM = re.compile(r"\[\[([a-z0-9-]+)\|([^\]|]+)\]\]")
_TAG = re.compile(r"<[^>]+>")
_FIGURE = re.compile(r"\d(?:[\d.,:]*\d)?")
_WORD = re.compile(r"\w[\w'’.,/-]*")

ATTRIBUTES = {"law": {"article", "title", "law"}, "note": {"title"}, "check": set()}

_FORBIDDEN = (
    (re.compile(r"<[A-Za-z/!]"), "HTML is not allowed"),
    (re.compile(r"!\["), "images are not allowed in the text of a lesson"),
    (re.compile(r"`"), "code marks (`) are not allowed"),
    (re.compile(r"^\s*(#(?!# )|###)"), "only headings of the second level (## ) are allowed"),
    (re.compile(r"^\s*>"), "block quotes are not allowed"),
    (re.compile(r"^\s*\|"), "tables are not allowed"),
)
_LINK = re.compile(r"\]\(([^)]*)\)|(https?:\S+)")


def render(markdown: str, links: bool = False) -> str:
    """Paragraphs, lists, strong, em and glossary references as HTML; everything else comes out as text."""
    html = core_markdown.render(markdown, links=links)
    return _TERM.sub(r'<a href="#term-\1" class="term">\2</a>', html)


def check_markup(
    lines: list[str], first_line: int, source: Source, links: bool = False, at: str = ""
) -> None:
    for number, line in enumerate(lines, start=first_line):
        where = at or f"line {number}"
        for pattern, message in _FORBIDDEN:
            if pattern.search(line):
                source.report(where, message)
        for target, bare in _LINK.findall(line):
            if not links:
                source.report(where, "links are only allowed in law blocks")
            elif bare or not target.startswith("https://"):
                source.report(where, "a link is written [words](https://…)")
        if "[[" in _TERM.sub("", line):
            source.report(where, "a glossary reference is written [[key|words shown]]")


def parse_body(text: str, first_line: int, source: Source) -> tuple[Block, ...]:
    lines = text.split("\n")
    blocks: list[Block] = []
    pending: list[str] = []

    def close_text(end: int) -> None:
        start = end - len(pending)
        if any(line.strip() for line in pending):
            check_markup(pending, first_line + start, source)
            blocks.append(Block("text", {"html": render("\n".join(pending))}, first_line + start))
        pending.clear()

    position = 0
    while position < len(lines):
        line = lines[position]
        if line.startswith("## "):
            close_text(position)
            check_markup([line], first_line + position, source)
            blocks.append(Block("heading", {"text": line[3:].strip()}, first_line + position))
        elif line.startswith(":::"):
            close_text(position)
            position = _directive(lines, position, first_line, source, blocks)
        else:
            pending.append(line)
        position += 1
    close_text(len(lines))
    return tuple(blocks)


def _directive(lines: list[str], start: int, first_line: int, source: Source, blocks: list[Block]) -> int:
    """Read one ::: block that begins at `start`; return the position of its last line."""
    where = f"line {first_line + start}"
    opening = _DIRECTIVE.match(lines[start])
    if opening is None or opening[1] not in ATTRIBUTES:
        source.report(where, 'a block opens with ::: law article="…", ::: note title="…" or ::: check')
        return start
    try:
        end = lines.index(":::", start + 1)
    except ValueError:
        source.report(where, "the block is never closed with :::")
        return len(lines)
    kind, attributes = opening[1], dict(_ATTRIBUTE.findall(opening[2]))
    for name in attributes.keys() - ATTRIBUTES[kind]:
        source.report(where, f'a {kind} block has no "{name}"')
    inner = lines[start + 1 : end]
    if kind == "check":
        data = _check(inner, first_line + start + 1, source)
    else:
        check_markup(inner, first_line + start + 1, source, links=kind == "law")
        data = {"title": attributes.get("title", ""), "html": render("\n".join(inner), links=kind == "law")}
        if not data["html"]:
            source.report(where, "the block is empty")
        if kind == "law":
            data |= {"law": attributes.get("law", "LFT"), "article": attributes.get("article", "")}
            if not data["article"]:
                source.report(where, "a law block names its article")
    blocks.append(Block(kind, data, first_line + start))
    return end


def _check(lines: list[str], first_line: int, source: Source) -> dict[str, Any]:
    where = f"line {first_line}"
    fields = source.fields(source.parse_yaml("\n".join(lines), first_line), f"{where}, check")
    options = []
    for option in fields.sections("options"):
        options.append(
            {
                "text": option.text("text"),
                "correct": option.flag("correct"),
                "feedback": option.text("feedback"),
            }
        )
        option.finish()
    data = {"stem": fields.text("stem"), "options": options, "explanation": fields.text("explanation")}
    fields.finish()
    if sum(option["correct"] for option in options) != 1:
        source.report(where, "a check question has exactly one correct option")
    if not 3 <= len(options) <= 4:
        source.report(where, "a check question has three or four options")
    for text in check_texts(data):
        check_markup([text], first_line, source)
        if "**" in text or "[[" in text:
            source.report(where, "a check question is plain text: no bold, no glossary references")
    return data


def check_texts(data: dict[str, Any]) -> list[str]:
    options = [part for option in data["options"] for part in (option["text"], option["feedback"])]
    return [data["stem"], *options, data["explanation"]]


def block_text(block: Block) -> str:
    """The words a person reads in a block, without markup."""
    if block.kind == "check":
        return " ".join(check_texts(dict(block.data)))
    shown = " ".join(str(block.data.get(name, "")) for name in ("title", "text", "html"))
    return unescape(_TAG.sub(" ", shown))


def count_words(blocks: tuple[Block, ...]) -> int:
    return sum(len(_WORD.findall(block_text(block))) for block in blocks)


def terms_used(blocks: tuple[Block, ...]) -> set[str]:
    return {
        key
        for block in blocks
        for key in re.findall(r'href="#term-([a-z0-9-]+)"', block.data.get("html", ""))
    }


def figures(text: str) -> list[str]:
    """The numbers in a text: a translation that changes one of them changes the law."""
    return sorted(_FIGURE.findall(text))


def skeleton(block: Block) -> tuple[Any, ...]:
    """What two languages of one block must share: its kind, its article, its lists, its correct option."""
    if block.kind == "check":
        return ("check", tuple(option["correct"] for option in block.data["options"]))
    tags = re.findall(r"<(p|ul|ol|li)>", block.data.get("html", ""))
    return (block.kind, block.data.get("article", ""), *tags)
