"""What a course consists of, in the reader's language; kept until something is published.

The tree in the site's first language says which lessons there are; the other languages only
translate it, so nobody's progress depends on the language they read in.

Each process keeps the outlines that it made. `Course.edition` says which one holds: it travels with
every cohort that is read, is drawn anew in the transaction of each publication, and costs no query.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from assessments.data import Lessons
from courses.models import Course, CoursePage, Lesson, LessonPage, ModulePage
from lms.core.composed import Composed


@dataclass(frozen=True, slots=True)
class LessonLink:
    """`id` is the row's, `page_id` the page's that is shown, in `language`."""

    id: int
    key: UUID
    page_id: int
    language: str
    title: str
    summary: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class ModuleLink:
    """`short_title` is what stands where there is little room: the title if the module has no other."""

    key: UUID
    page_id: int
    language: str
    title: str
    short_title: str
    summary: str
    topic: str
    url: str
    lessons: tuple[LessonLink, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Outline:
    """A course as it is read. `minutes` holds those of each lesson by the id of its row."""

    key: UUID
    edition: UUID
    page_id: int
    language: str
    title: str
    summary: str
    url: str
    hours: int
    hours_note: str
    law_text_date: date | None
    law_text_url: str
    modules: tuple[ModuleLink, ...]
    minutes: Mapping[int, int]

    @property
    def lessons(self) -> tuple[LessonLink, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)


Part = Outline | ModuleLink | LessonLink

_COURSES = Composed(lambda: Course.objects.order_by("pk"))
# By course and language: the edition it was made of, and the outline.
_kept: dict[tuple[int, str], tuple[UUID, Outline | None]] = {}


def outline(course: Course, language: str | None = None) -> Outline | None:
    """The course with its modules and lessons, in `language` where it is translated; None if unpublished."""
    language = language or get_language() or settings.LANGUAGE_CODE
    kept = _kept.get((course.pk, language))
    if kept is not None and kept[0] == course.edition:
        return kept[1]
    made = _outline(course, language)
    _kept[course.pk, language] = (course.edition, made)
    return made


def lesson_minutes(course: Course) -> Mapping[int, int]:
    """Minutes of every lesson that the course has, by the id of its row, in order."""
    found = outline(course)
    return {} if found is None else found.minutes


def lessons_by_topic(course: Course) -> dict[str, Lessons]:
    """Where each topic of the course's test is taught, in the reader's language and the modules' order."""
    found = outline(course)
    return {
        module.topic: Lessons({"es": module.short_title}, module.url, module.minutes)
        for module in (found.modules if found is not None else ())
        if module.topic
    }


def part_at(path: str, language: str) -> tuple[Course, Part] | None:
    """The course, module or lesson whose page has this address in this language; one query."""
    for course in _COURSES():
        found = outline(course, language)
        for part in _parts(found) if found is not None else ():
            if part.url == path and part.language == language:
                return course, part
    return None


def addresses(course: Course, part: Part) -> dict[str, str]:
    """Where the same page is, in each language it is published in."""
    found = {}
    for language, _name in settings.LANGUAGES:
        other = outline(course, language)
        same = next((one for one in _parts(other) if one.key == part.key), None) if other else None
        if same is not None and same.language == language:
            found[language] = same.url
    return found


def _parts(course: Outline) -> Iterable[Part]:
    yield course
    for module in course.modules:
        yield module
        yield from module.lessons


def _outline(course: Course, language: str) -> Outline | None:
    root = _course_page(course.uuid, settings.LANGUAGE_CODE)
    if root is None:
        return None
    below = {"path__startswith": root.path, "locale_id": root.locale_id}
    modules = list(ModulePage.objects.live().filter(**below).select_related("locale").order_by("path"))
    lessons = list(_light(LessonPage.objects.live().filter(**below)).order_by("path"))
    shown: dict[UUID, ModulePage | LessonPage] = {one.translation_key: one for one in [*modules, *lessons]}
    page = root
    if language != settings.LANGUAGE_CODE:
        page = _course_page(course.uuid, language) or root
        shown |= _translated(shown, language)
    rows = dict(Lesson.objects.filter(uuid__in=shown, is_retired=False).values_list("uuid", "pk"))
    # Asked for once: each page asked for its own address would look up the site once more.
    tops = {one.url_path: one.url or "" for one in (page, root)}
    links = tuple(_module(module, lessons, shown, rows, tops) for module in modules)
    return Outline(
        key=course.uuid,
        edition=course.edition,
        page_id=page.pk,
        language=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        url=tops[page.url_path],
        hours=page.hours,
        hours_note=page.hours_note,
        law_text_date=root.law_text_date,
        law_text_url=root.law_text_url,
        modules=links,
        minutes={lesson.id: lesson.minutes for module in links for lesson in module.lessons},
    )


def _course_page(key: UUID, language: str) -> CoursePage | None:
    pages = CoursePage.objects.live().filter(translation_key=key, locale__language_code=language)
    return pages.select_related("locale").first()


def _light(lessons: QuerySet[LessonPage]) -> QuerySet[LessonPage]:
    return lessons.select_related("locale").defer("body", "terms")


def _translated(keys: Iterable[UUID], language: str) -> dict[UUID, ModulePage | LessonPage]:
    """The pages in `language`; what is not published in it is left out."""
    wanted = {"translation_key__in": list(keys), "locale__language_code": language}
    modules = ModulePage.objects.live().filter(**wanted).select_related("locale")
    lessons = _light(LessonPage.objects.live().filter(**wanted))
    return {page.translation_key: page for page in [*modules, *lessons]}


def _address(page: ModulePage | LessonPage, tops: Mapping[str, str]) -> str:
    """Below the address of its course; `tops` holds these by their paths in the tree."""
    top = next((path for path, url in tops.items() if url and page.url_path.startswith(path)), None)
    if top is None:
        return page.url or ""
    return tops[top] + page.url_path.removeprefix(top)


def _module(
    module: ModulePage,
    lessons: Iterable[LessonPage],
    shown: Mapping[UUID, ModulePage | LessonPage],
    rows: Mapping[UUID, int],
    tops: Mapping[str, str],
) -> ModuleLink:
    page = shown[module.translation_key]
    return ModuleLink(
        key=module.translation_key,
        page_id=page.pk,
        language=page.locale.language_code,
        title=page.title,
        short_title=getattr(page, "short_title", "") or page.title,
        summary=page.summary,
        topic=module.topic,
        url=_address(page, tops),
        lessons=tuple(
            _lesson(rows[lesson.translation_key], lesson, shown[lesson.translation_key], tops)
            for lesson in lessons
            if lesson.path.startswith(module.path) and lesson.translation_key in rows
        ),
    )


def _lesson(
    row: int, lesson: LessonPage, page: ModulePage | LessonPage, tops: Mapping[str, str]
) -> LessonLink:
    return LessonLink(
        id=row,
        key=lesson.translation_key,
        page_id=page.pk,
        language=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        minutes=lesson.minutes,
        url=_address(page, tops),
    )
