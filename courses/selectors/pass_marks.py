"""Courses with the pass mark that their next cohort gets."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from courses.models import Course, CoursePage


@dataclass(frozen=True, slots=True)
class CourseMark:
    """A course and the share of the post-test that passes."""

    uuid: UUID
    key: str
    title: dict[str, Any]
    pass_mark: float


def course_marks() -> list[CourseMark]:
    """Every course that has pages, by key. Two queries."""
    pages = CoursePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    marks = dict(pages.order_by("pk").values_list("translation_key", "pass_mark"))
    rows = Course.objects.filter(uuid__in=marks).order_by("key", "id")
    return [CourseMark(one.uuid, one.key, one.title, marks[one.uuid]) for one in rows]
