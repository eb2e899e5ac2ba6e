"""What the templates of lessons need."""

import re
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses.pictures import SIZES, renditions
from courses.selectors.outlines import LessonLink
from lms.core.typed_numbers import whole

register = template.Library()

_TERM = re.compile(r'<a href="#term-([a-z0-9-]+)"(?: class="term")?>')


@register.filter
def reading(value: Any) -> SafeString:
    """Rich text, with the references to the words of the lesson dressed as such.

    Wagtail cleaned the HTML when it was saved; an editor's own link to #term-… has no class yet.
    """
    return mark_safe(_TERM.sub(r'<a class="term" href="#term-\1">', str(value)))  # noqa: S308


@register.simple_tag
def lesson_head(lesson: LessonLink, lock: object) -> SafeString:
    """Of a row of a lesson what is the same for everybody: its title, and the way to it unless locked."""
    return _lesson_head(lesson, bool(lock), get_language())


@lru_cache(maxsize=2_000)
def _lesson_head(lesson: LessonLink, lock: bool, _language: str | None) -> SafeString:
    html = render_to_string("courses/parts/lesson_head.html", {"lesson": lesson, "lock": lock})
    return mark_safe(html.strip())  # noqa: S308 - a rendered template


@register.simple_tag(takes_context=True)
def chosen_option(context: Context, block_id: str) -> int | None:
    """Which answer the reader chose for a practice question; it travels in the address, nothing is kept."""
    request = context.get("request")
    if request is None:
        return None
    # A preview is a made-up request; what the editor's own asked travels beside it.
    query = getattr(request, "preview_query", request.GET)
    if query.get("check") != str(block_id):
        return None
    return whole(query.get("answer"), most=99)


@register.filter
def points(scene: Any) -> list[dict[str, Any]]:
    """The points of a scene, each of whose choices knows the title of the point that it leads to."""
    titles = {step["key"]: step["title"] for step in scene["steps"]}
    return [
        {
            "key": step["key"],
            "title": step["title"],
            "text": step["text"],
            "choices": [
                {"text": choice["text"], "goes": choice["goes"], "title": titles.get(choice["goes"], "")}
                for choice in step["choices"]
            ],
        }
        for step in scene["steps"]
    ]


@register.simple_tag
def picture(value: Any) -> SafeString:
    """The image of a block in the size that fits, with its alternative text; loaded when it is near."""
    drawn = renditions(value["image"])
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        drawn[0].url,
        ", ".join(f"{one.url} {one.width}w" for one in drawn),
        SIZES,
        drawn[-1].width,
        drawn[-1].height,
        value["alt"],
    )
