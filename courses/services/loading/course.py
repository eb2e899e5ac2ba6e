"""Loading a whole course, in one transaction."""

from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.course_files.schema import CourseFile, ModuleFile
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.services.loading import body
from courses.services.loading.calibration import ensure_calibration_cases
from courses.services.loading.instruments import ensure_instruments
from courses.services.loading.keys import page_key
from courses.services.loading.pages import ensure_page, keep_order
from courses.services.loading.report import LoadReport
from courses.services.loading.rubrics import ensure_rubrics
from courses.services.loading.scenarios import ensure_scenarios
from courses.services.loading.source import remember_source
from courses.services.loading.steps import ensure_steps
from courses.services.loading.tree import ensure_indexes, ensure_locales, name_review
from courses.services.publishing import sync_courses
from lms.accounts.models import User
from lms.core import audit


def load_course(*, course: CourseFile, actor: User | None = None, force: bool = False) -> LoadReport:
    """Bring pages, instruments, rubrics and the path's template to what the files say.

    Loading the same files again changes nothing. A page that an editor changed since the last load
    is left alone and named in the report, unless `force`.
    """
    report = LoadReport(course_key=page_key(course.key))
    with transaction.atomic():
        locales = ensure_locales()
        indexes = ensure_indexes(locales)
        name_review()
        # What files write refers to no page, image or document, so there is nothing to look for.
        with disable_reference_index_auto_update():
            for language, index in indexes.items():
                _load_language(course, language, locales[language], index, report, force)
        sync_courses()
        rubrics = ensure_rubrics(course)
        ensure_calibration_cases(course, rubrics)
        steps_changed = ensure_steps(
            course,
            page_key(course.key),
            ensure_instruments(course),
            rubrics,
            ensure_scenarios(course),
            report=report,
            force=force,
        )
        remember_source(course)
        if report.changed or steps_changed:
            audit.record(
                actor=actor,
                action="courses.load_course",
                course=course.key,
                created=report.created,
                updated=report.updated,
                edited=len(report.edited),
            )
    return report


def _load_language(
    course: CourseFile,
    language: str,
    locale: Locale,
    index: CourseIndexPage,
    report: LoadReport,
    force: bool,
) -> None:
    common: dict[str, Any] = {"locale": locale, "report": report, "force": force}
    page = ensure_page(
        CoursePage,
        parent=index,
        key=page_key(course.key),
        slug=course.key,
        fields={
            "title": course.title.get(language),
            "summary": course.summary.get(language),
            "search_description": course.summary.get(language),
            "hours": course.hours,
            "hours_note": course.hours_note.get(language),
            "pass_mark": course.settings.pass_mark,
            "improved_items": course.settings.improved_items,
            "follow_up_days": course.settings.follow_up_days,
            "law_text_date": course.law_text_date,
            "law_text_url": course.law_text_url,
        },
        **common,
    )
    modules = [_load_module(course, module, language, page, common) for module in course.modules]
    keep_order(page, modules, report)


def _load_module(
    course: CourseFile, module: ModuleFile, language: str, parent: CoursePage, common: dict[str, Any]
) -> ModulePage:
    page = ensure_page(
        ModulePage,
        parent=parent,
        key=page_key(course.key, module.key),
        slug=module.key,
        fields={
            "title": module.title.get(language),
            "short_title": module.short_title.get(language) if module.short_title else "",
            "summary": module.summary.get(language),
            "topic": module.topic,
        },
        **common,
    )
    lessons = [
        ensure_page(
            LessonPage,
            parent=page,
            key=lesson_key(course.key, lesson.key),
            slug=lesson.key,
            fields={
                "title": lesson.get(language).title,
                "summary": lesson.get(language).summary,
                "minutes": lesson.minutes,
                "body": body.stream(lesson, language),
                "terms": body.terms(course, lesson, language),
            },
            **common,
        )
        for lesson in module.lessons
    ]
    keep_order(page, lessons, common["report"])
    return page


def lesson_key(course: str, lesson: str) -> UUID:
    """A lesson's key says nothing of its module: moving it there or here keeps everybody's progress."""
    return page_key(course, "lesson", lesson)
