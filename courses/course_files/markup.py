"""The words of a lesson or a scenario: a small part of Markdown (docs/authors.md describes it)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from courses.course_files.schema.lessons import (
    Block,
    CheckBlock,
    HeadingBlock,
    LawBlock,
    NoteBlock,
    SceneBlock,
    SceneStep,
)
from lms.core import markdown as core_markdown

TERM = re.compile(r"\[\[([a-z0-9-]+)\|([^\]|]+)\]\]")
_TAG = re.compile(r"<[^>]+>")
_FIGURE = re.compile(r"\d(?:[\d.,:]*\d)?")
_WORD = re.compile(r"\w[\w'’.,/-]*")
_LINK = re.compile(r"\]\(([^)]*)\)|(https?:\S+)")

_FORBIDDEN = (
    (re.compile(r"<[A-Za-z/!]"), "HTML is not allowed: use **bold**, *emphasis* or a list"),
    (re.compile(r"!\["), "images are not allowed in the text of a lesson: say it in words"),
    (re.compile(r"`"), "code marks (`) are not allowed: take them away"),
    (re.compile(r"^\s*(#(?!# )|###)"), "only headings of the second level (## ) are allowed"),
    (re.compile(r"^\s*>"), "block quotes are not allowed: say it in your own words"),
    (re.compile(r"^\s*\|"), "tables are not allowed: use a list"),
)


@lru_cache(maxsize=4096)
def render(markdown: str, links: bool = False) -> str:
    """Paragraphs, lists, strong, em and glossary references as HTML; everything else comes out as text."""
    html = core_markdown.render(markdown, links=links)
    return TERM.sub(r'<a href="#term-\1" class="term">\2</a>', html)


def html_of(block: Block) -> str:
    """The text of a block as HTML; only law blocks may hold links."""
    if isinstance(block, CheckBlock | HeadingBlock | SceneBlock):
        return ""
    return render(block.text, links=isinstance(block, LawBlock))


def faults(line: str, links: bool = False) -> Iterator[str]:
    """What the dialect refuses in one line, in words."""
    for pattern, message in _FORBIDDEN:
        if pattern.search(line):
            yield message
    for target, bare in _LINK.findall(line):
        if not links:
            yield "links are only allowed in law blocks"
        elif bare or not target.startswith("https://"):
            yield "a link is written [words](https://…)"
    if "[[" in TERM.sub("", line):
        yield "a glossary reference is written [[key|words shown]]"


def check_texts(check: CheckBlock) -> list[str]:
    """Everything that a practice question says."""
    options = [part for option in check.options for part in (option.text, option.feedback)]
    return [check.stem, *options, check.explanation]


def block_text(block: Block) -> str:
    """The words a person reads in a block, without markup."""
    if isinstance(block, CheckBlock):
        return " ".join(check_texts(block))
    if isinstance(block, HeadingBlock):
        return block.text
    if isinstance(block, SceneBlock):
        return " ".join([block.title, *map(step_text, block.steps)])
    title = block.title if isinstance(block, LawBlock | NoteBlock) else ""
    return unescape(_TAG.sub(" ", f"{title} {html_of(block)}"))


def step_text(step: SceneStep) -> str:
    """The words of one point of a scene, with its choices."""
    return " ".join([step.title, _plain(step.text), *(choice.text for choice in step.choices)])


def _plain(markdown: str) -> str:
    return unescape(_TAG.sub(" ", render(markdown)))


def count_words(blocks: Iterable[Block]) -> int:
    """The words that a reader reads: of a scene, those of the longest way through it."""
    return sum(
        _longest_way(block) if isinstance(block, SceneBlock) else _count(block_text(block))
        for block in blocks
    )


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _longest_way(scene: SceneBlock) -> int:
    steps = {step.key: step for step in scene.steps}

    def way(key: str, passed: frozenset[str]) -> int:
        if key not in steps or key in passed:
            return 0
        onward = [way(choice.goes, passed | {key}) for choice in steps[key].choices]
        return _count(step_text(steps[key])) + max(onward, default=0)

    return _count(scene.title) + way(scene.steps[0].key, frozenset()) if scene.steps else 0


def terms_used(blocks: Iterable[Block]) -> set[str]:
    """Keys of the glossary that the text refers to."""
    return {
        key
        for block in blocks
        if not isinstance(block, CheckBlock | SceneBlock)
        for key, _shown in TERM.findall(block.text)
    }


def figures(text: str) -> list[str]:
    """The numbers in a text: a translation that changes one of them changes the law."""
    return sorted(_FIGURE.findall(text))


def skeleton(block: Block) -> tuple[Any, ...]:
    """What two languages of one block must share: its kind, its article, its lists, its correct option."""
    if isinstance(block, CheckBlock):
        return ("check", tuple(option.correct for option in block.options))
    if isinstance(block, SceneBlock):
        ways = ((step.key, *(choice.goes for choice in step.choices)) for step in block.steps)
        return ("scene", *ways)
    article = block.article if isinstance(block, LawBlock) else ""
    return (block.kind, article, *re.findall(r"<(p|ul|ol|li)>", html_of(block)))
