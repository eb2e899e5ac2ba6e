"""Keeping the rows of courses and lessons in step with what is published."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from courses.models import Course, CoursePage, Lesson, LessonPage, ModulePage

Titles = dict[str, str]


@dataclass(slots=True)
class Tree:
    """One published course: its slug, titles by language, and its lessons in order."""

    key: str
    title: Titles
    lessons: dict[UUID, dict[str, Any]] = field(default_factory=dict)


def sync_courses() -> None:
    """Make the rows say what the pages say, and tell everybody who kept something of them.

    A lesson counts when it and its module are published in the site's first language. Rows are never
    deleted. The number of queries does not grow with courses or lessons.
    """
    trees = _published()
    with transaction.atomic():
        _save_courses(trees)
        _save_lessons(trees)
        new_edition()


def new_edition() -> None:
    """Say that something of the courses changed. Drawn, not counted: a number that a rolled-back
    transaction had used would come again with other content."""
    Course.objects.update(edition=uuid4())


def retire_lesson(key: UUID) -> None:
    """The page of a lesson is gone in the first language: nobody has to read it any more."""
    with transaction.atomic():
        Lesson.objects.filter(uuid=key).update(is_retired=True)
        new_edition()


def _published() -> dict[UUID, Tree]:
    titles = _titles()
    first = {"locale__language_code": settings.LANGUAGE_CODE}
    courses = CoursePage.objects.live().filter(**first).order_by("path")
    trees = {
        path: (key, Tree(slug, titles[key]))
        for path, key, slug in courses.values_list("path", "translation_key", "slug")
    }
    modules = set(ModulePage.objects.live().filter(**first).order_by().values_list("path", flat=True))
    lessons = LessonPage.objects.live().filter(**first).order_by("path")
    for path, key, minutes in lessons.values_list("path", "translation_key", "minutes"):
        module, course = path[: -LessonPage.steplen], path[: -2 * LessonPage.steplen]
        if module in modules and course in trees:
            own = trees[course][1].lessons
            own[key] = {"title": titles[key], "minutes": minutes, "position": len(own) + 1}
    return dict(trees.values())


def _titles() -> dict[UUID, Titles]:
    """The title of every course and lesson, by language; what is not published in one is left out."""
    found: dict[UUID, Titles] = defaultdict(dict)
    for kind in (CoursePage, LessonPage):
        rows = kind.objects.live().order_by("pk")
        for key, language, title in rows.values_list("translation_key", "locale__language_code", "title"):
            found[key][language.split("-")[0]] = title
    return found


def _save_courses(trees: dict[UUID, Tree]) -> None:
    Course.objects.bulk_create(
        [Course(uuid=uuid, key=tree.key, title=tree.title) for uuid, tree in trees.items()],
        update_conflicts=True,
        unique_fields=["uuid"],
        update_fields=["key", "title"],
    )


def _save_lessons(trees: dict[UUID, Tree]) -> None:
    ids = dict(Course.objects.filter(uuid__in=trees).order_by("pk").values_list("uuid", "pk"))
    lessons = [
        Lesson(uuid=key, course_id=ids[uuid], is_retired=False, **facts)
        for uuid, tree in trees.items()
        for key, facts in tree.lessons.items()
    ]
    Lesson.objects.bulk_create(
        lessons,
        update_conflicts=True,
        unique_fields=["uuid"],
        update_fields=["course", "title", "minutes", "position", "is_retired"],
    )
    gone = Lesson.objects.filter(is_retired=False).exclude(uuid__in=[one.uuid for one in lessons])
    gone.update(is_retired=True)
