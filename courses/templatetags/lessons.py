"""What the templates of lessons need."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Any, Literal

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from courses.data import StepState
from courses.pictures import SIZES, renditions
from courses.selectors.outlines import LessonLink
from lms.core.drawing import drawn_each
from lms.core.templatetags.acuerdo import localized
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
def lesson_rows(
    lessons: Iterable[LessonLink],
    read: Collection[int] | Literal[""],
    coming: LessonLink | Literal[""] | None,
    lock: object,
) -> SafeString:
    """The lessons of a module, with the way to them unless locked; which were read, and which comes next.

    A preview has nobody who reads.
    """
    rows: Iterator[dict[str, Hashable]] = (
        {
            "lesson": lesson,
            "is_read": bool(read) and lesson.id in read,
            "is_next": lesson == coming,
            "is_locked": bool(lock),
        }
        for lesson in lessons
    )
    return drawn_each("courses/parts/lesson_row.html", rows)


@register.simple_tag
def path_rows(steps: Iterable[StepState], coming: StepState | None) -> SafeString:
    """The steps of somebody's path, as far as others stand with theirs as they do."""
    rows: Iterator[dict[str, Hashable]] = (
        {
            "title": localized(step.title),
            "url": step.url,
            "status": step.status,
            "is_next": step == coming,
            "is_short": step.short,
            "is_live": step.live,
            "is_required": step.required,
            "lessons": step.detail,
            "note": str(step.note),
            "unlocked_by": localized(step.unlocked_by),
            "is_supervised": step.supervised,
        }
        for step in steps
    )
    return drawn_each("courses/parts/path_row.html", rows)


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
