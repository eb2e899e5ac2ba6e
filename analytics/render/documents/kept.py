"""A page as it was drawn, kept in the memory of this process around what is drawn each time anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from courses.api import Behind

# The part with names and forms: it is never kept as drawn. No text can hold the mark, since "<" is escaped.
EACH_TIME, PLACE, MARK = "behind", "analytics/document/_place.html", "<!--each time-->"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A drawn page before and after its list of who is behind, and that list without names."""

    title: str
    before: SafeString
    after: SafeString
    behind: Sequence[Behind]


def find(mark: str) -> KeptPage | None:
    """What was kept under the mark; None for an empty one."""
    found: KeptPage | None = caches["reports"].get(mark) if mark else None
    return found


def keep(mark: str, page: KeptPage) -> None:
    """Keep the page for as long as the cache says; under an empty mark nothing is kept."""
    if mark:
        caches["reports"].set(mark, page)


def drawn(context: dict[str, Any], behind: Sequence[Behind] = ()) -> KeptPage:
    """The page of a document's context (`analytics.render.documents.html.context` and its addresses)."""
    for section in context["sections"]:
        for block in section["blocks"]:
            if block["kind"] == "live" and block["key"] == EACH_TIME:
                block["template"] = PLACE
    whole = render_to_string("analytics/document/_document.html", context)
    before, _mark, after = whole.partition(MARK)
    # Both are halves of what a template has just drawn and escaped.
    return KeptPage(str(context["title"]), mark_safe(before), mark_safe(after), behind)  # noqa: S308
