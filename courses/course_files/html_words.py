"""From the HTML that pages keep back to the Markdown of course files: the way back of `markup.render`."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from courses.course_files.markup import render

_SAME = {"b": "strong", "i": "em"}
_BLOCKS = ("p", "ul", "ol", "li")
_INLINE = ("strong", "em", "a")
_MARKS = re.compile(r"([\\*_])")
# What would open a list at the start of a paragraph.
_OPENING = re.compile(r"^(\d*)([-+.)])")
_TERM = "#term-"


class NotSayable(ValueError):
    """The text holds something that the Markdown of course files has no way to say."""


@dataclass(slots=True)
class _Node:
    tag: str
    href: str = ""
    parts: list["_Node | str"] = field(default_factory=list)


def to_markdown(html: str, links: bool = False) -> str:
    """Markdown that `render` turns into the same paragraphs, lists, emphasis, terms and links.

    What an editor writes (`<b>`, `data-block-key`) comes out as what files write. Raises NotSayable, in
    words, for anything else: a heading, an image, a line break inside a paragraph.
    """
    tree = _Reader(html).root
    wanted = _html(tree)
    for escaped in (False, True):
        markdown = _blocks(tree, "", escaped)
        if render(markdown, links=links) == wanted:
            return markdown
    raise NotSayable(f"the words “{re.sub('<[^>]+>', ' ', html).strip()[:60]}” cannot be written as Markdown")


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("")
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _SAME.get(tag, tag)
        if tag not in (*_BLOCKS, *_INLINE):
            raise NotSayable(f"course files have no <{tag}>")
        node = _Node(tag, href=dict(attrs).get("href") or "")
        self.open[-1].parts.append(node)
        self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != _SAME.get(tag, tag):
            raise NotSayable(f"a </{tag}> closes nothing")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() or self.open[-1].tag in ("p", "li", *_INLINE):
            self.open[-1].parts.append(data)


def _is_block(part: _Node | str) -> bool:
    return isinstance(part, _Node) and part.tag in _BLOCKS


def _html(node: _Node) -> str:
    """The tree as `render` would write it."""
    if node.tag in ("", "ul", "ol"):
        inner = "\n".join(_html(part) for part in node.parts if isinstance(part, _Node))
        return f"<{node.tag}>\n{inner}\n</{node.tag}>" if node.tag else inner
    if node.tag == "li":
        inline = "".join(_inline_html(part) for part in node.parts if not _is_block(part)).strip()
        blocks = [_html(part) for part in node.parts if isinstance(part, _Node) and _is_block(part)]
        lines = "\n".join([inline, *blocks, ""] if blocks else [inline])
        return f"<li>{lines}</li>"
    return f"<p>{''.join(_inline_html(part) for part in node.parts).strip()}</p>"


def _inline_html(part: _Node | str) -> str:
    if isinstance(part, str):
        return escape(part, quote=False).replace('"', "&quot;")
    inner = "".join(_inline_html(each) for each in part.parts)
    if part.tag != "a":
        return f"<{part.tag}>{inner}</{part.tag}>"
    kind = ' class="term"' if part.href.startswith(_TERM) else ""
    return f'<a href="{escape(part.href)}"{kind}>{inner}</a>'


def _blocks(node: _Node, indent: str, escaped: bool) -> str:
    found = []
    for part in node.parts:
        if isinstance(part, str):
            raise NotSayable("text outside of a paragraph")
        if part.tag in ("ul", "ol"):
            found.append(_list(part, indent, escaped))
        else:
            words = "".join(_words(each, escaped) for each in part.parts).strip()
            found.append(indent + (_OPENING.sub(r"\1\\\2", words) if escaped else words))
    return "\n\n".join(found)


def _list(node: _Node, indent: str, escaped: bool) -> str:
    lines = []
    for number, item in enumerate(node.parts, start=1):
        if isinstance(item, str):
            continue
        mark = "- " if node.tag == "ul" else f"{number}. "
        words = "".join(_words(part, escaped) for part in item.parts if not _is_block(part)).strip()
        lines.append(f"{indent}{mark}{words}")
        inner = indent + " " * len(mark)
        for part in item.parts:
            if isinstance(part, _Node) and _is_block(part):
                if part.tag not in ("ul", "ol"):
                    raise NotSayable("a paragraph inside a list")
                lines.append(_list(part, inner, escaped))
    return "\n".join(lines)


def _words(part: _Node | str, escaped: bool) -> str:
    if isinstance(part, str):
        return _MARKS.sub(r"\\\1", part) if escaped else part
    inner = "".join(_words(each, escaped) for each in part.parts)
    match part.tag:
        case "strong":
            return f"**{inner}**"
        case "em":
            return f"*{inner}*"
        case "a" if part.href.startswith(_TERM):
            return f"[[{part.href.removeprefix(_TERM)}|{inner}]]"
        case "a":
            return f"[{inner}]({part.href})"
    raise NotSayable(f"a <{part.tag}> inside a line")
