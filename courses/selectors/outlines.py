"""What a course consists of, in the reader's language.

The tree in the site's first language says which lessons there are; the other languages only
translate it, so nobody's progress depends on the language they read in.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from courses.models import CoursePage, LessonPage, ModulePage


@dataclass(frozen=True, slots=True)
class LessonLink:
    key: UUID
    title: str
    summary: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class ModuleLink:
    key: UUID
    title: str
    summary: str
    topic: str
    url: str
    lessons: tuple[LessonLink, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Outline:
    key: UUID
    title: str
    summary: str
    url: str
    hours: int
    law_text_date: date | None
    law_text_url: str
    modules: tuple[ModuleLink, ...]

    @property
    def lessons(self) -> tuple[LessonLink, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)


def lesson_minutes(course_keys: Collection[UUID]) -> dict[UUID, dict[UUID, int]]:
    """Minutes of every lesson, by course and lesson key; lessons in the order of the tree."""
    found: dict[UUID, dict[UUID, int]] = {key: {} for key in course_keys}
    roots = {
        page.path: page.translation_key
        for page in CoursePage.objects.live()
        .filter(translation_key__in=course_keys, locale__language_code=settings.LANGUAGE_CODE)
        .order_by("path")
    }
    if not roots:
        return found
    width = len(next(iter(roots)))
    lessons = LessonPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    for path, key, minutes in lessons.order_by("path").values_list("path", "translation_key", "minutes"):
        course = roots.get(path[:width])
        if course is not None:
            found[course][key] = minutes
    return found


def outline(course_key: UUID, language: str | None = None) -> Outline | None:
    """The course with its modules and lessons, in `language` where it is translated."""
    root = _course(course_key, settings.LANGUAGE_CODE)
    if root is None:
        return None
    below = {"path__startswith": root.path, "locale_id": root.locale_id}
    modules = list(ModulePage.objects.live().filter(**below).select_related("locale").order_by("path"))
    lessons = list(
        LessonPage.objects.live()
        .filter(**below)
        .select_related("locale")
        .defer("body", "terms")
        .order_by("path")
    )
    language = language or get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        shown = {page.translation_key: page for page in [*modules, *lessons]}
        course = root
    else:
        course = _course(course_key, language) or root
        shown = _translated(modules, lessons, language)
    return Outline(
        key=course_key,
        title=course.title,
        summary=course.summary,
        url=course.url or "",
        hours=course.hours,
        law_text_date=root.law_text_date,
        law_text_url=root.law_text_url,
        modules=tuple(_module(module, lessons, shown) for module in modules),
    )


def _course(key: UUID, language: str) -> CoursePage | None:
    pages = CoursePage.objects.live().filter(translation_key=key, locale__language_code=language)
    return pages.select_related("locale").first()


def _translated(
    modules: list[ModulePage], lessons: list[LessonPage], language: str
) -> dict[UUID, ModulePage]:
    """Every page in `language`, or as it is where no translation is published."""
    shown = {page.translation_key: page for page in [*modules, *lessons]}
    wanted = {"translation_key__in": list(shown), "locale__language_code": language}
    for kind in (ModulePage, LessonPage):
        rows = kind.objects.live().filter(**wanted).select_related("locale")
        if kind is LessonPage:
            rows = rows.defer("body", "terms")
        shown.update({page.translation_key: page for page in rows})
    return shown


def _module(module: ModulePage, lessons: Iterable[LessonPage], shown: dict) -> ModuleLink:
    page = shown[module.translation_key]
    return ModuleLink(
        key=module.translation_key,
        title=page.title,
        summary=page.summary,
        topic=module.topic,
        url=page.url or "",
        lessons=tuple(
            _lesson(lesson, shown[lesson.translation_key])
            for lesson in lessons
            if lesson.path.startswith(module.path)
        ),
    )


def _lesson(lesson: LessonPage, page: LessonPage) -> LessonLink:
    return LessonLink(lesson.translation_key, page.title, page.summary, lesson.minutes, page.url or "")
