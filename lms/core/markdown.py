"""A small, safe part of Markdown as HTML: nothing that was typed comes out as a tag."""

from markdown_it import MarkdownIt

_PLAIN = MarkdownIt("zero").enable(["list", "emphasis", "escape"])
_WITH_LINKS = MarkdownIt("zero").enable(["list", "emphasis", "escape", "link"])


def render(markdown: str, *, links: bool = False) -> str:
    """Paragraphs, lists, strong and em (with `links`, links too) as HTML; everything else as text."""
    engine = _WITH_LINKS if links else _PLAIN
    return engine.render(markdown).strip()
