"""The text of a lesson as HTML, kept until something is published.

It is the same for every reader; only an answer to a practice question changes it, and that is drawn
for its reader alone.
"""

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from courses.models import LessonPage
from courses.selectors.outlines import LessonLink, Outline

TEMPLATE = "courses/parts/lesson_body.html"

# By page and language of the words around it: the edition of the course, and the HTML.
_kept: dict[tuple[int, str], tuple[UUID, SafeString]] = {}


def lesson_body(request: HttpRequest, lesson: LessonLink, course: Outline) -> SafeString:
    """The body and the words of a lesson."""
    if "check" in request.GET:
        return render_to_string(TEMPLATE, _context(lesson, course), request)
    place = (lesson.page_id, get_language() or "")
    kept = _kept.get(place)
    if kept is not None and kept[0] == course.edition:
        return kept[1]
    html = render_to_string(TEMPLATE, _context(lesson, course))
    _kept[place] = (course.edition, html)
    return html


def _context(lesson: LessonLink, course: Outline) -> dict[str, object]:
    return {"page": LessonPage.objects.get(pk=lesson.page_id), "course": course}
