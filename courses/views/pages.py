"""Pages of a course as people read them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from courses.enums import StepKind
from courses.models import CourseIndexPage, CoursePage, Enrollment, LessonPage, ModulePage
from courses.rules.path import LOCKED
from courses.selectors.outlines import Outline, outline
from courses.selectors.paths import path_state
from courses.selectors.readers import enrollment_in, lessons_read, readable_keys, reads_as_staff
from courses.selectors.translations import translations


def serve(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The page with what this reader needs around it; None for pages that are not ours."""
    if isinstance(page, CourseIndexPage):
        return _courses(request, page)
    if isinstance(page, (CoursePage, ModulePage, LessonPage)):
        return _course_part(request, page)
    return None


def _courses(request: HttpRequest, page: CourseIndexPage) -> HttpResponse:
    courses = CoursePage.objects.live().child_of(page).select_related("locale").order_by("path")
    keys = readable_keys(request.user)
    shown = [
        {"page": course, "url": course.get_url(request)}
        for course in courses
        if keys is None or course.translation_key in keys
    ]
    context = {"page": page, "courses": shown, "translations": _translations(page, request)}
    return render(request, page.template, context)


def _translations(page: Page, request: HttpRequest) -> dict[str, str]:
    return translations(page, request.META.get("QUERY_STRING", ""))


def _course_part(request: HttpRequest, page: CoursePage | ModulePage | LessonPage) -> HttpResponse:
    root = page if isinstance(page, CoursePage) else page.get_ancestors().type(CoursePage).specific().get()
    enrollment = enrollment_in(request.user, root.translation_key)
    if enrollment is None and not reads_as_staff(request.user, root.translation_key):
        raise Http404
    course = outline(root.translation_key)
    if course is None:
        raise Http404
    read = lessons_read(enrollment)
    context = {
        "page": page,
        "course": course,
        "enrollment": enrollment,
        "read": read,
        "done": sum(lesson.key in read for lesson in course.lessons),
        "translations": _translations(page, request),
    }
    lock = _lock(enrollment)
    if isinstance(page, LessonPage):
        if lock is not None and not reads_as_staff(request.user, root.translation_key):
            return render(request, "courses/lesson_locked.html", {**context, "lock": lock}, status=403)
        context |= _lesson_context(page, course)
    elif isinstance(page, ModulePage):
        context["module"] = next((one for one in course.modules if one.key == page.translation_key), None)
    context["lock"] = lock
    return render(request, page.template, context)


def _lock(enrollment: Enrollment | None) -> Any:
    """The step that opens the lessons, while they are locked."""
    if enrollment is None:
        return None
    state = path_state(enrollment)
    lessons = next((step for step in state.steps if step.kind == StepKind.LESSONS), None)
    if lessons is None or lessons.status != LOCKED:
        return None
    return {"lessons": lessons, "next": state.next_step}


def _lesson_context(page: LessonPage, course: Outline) -> dict[str, Any]:
    """Where the lesson stands: its module, its neighbors, what is left."""
    lessons = course.lessons
    position = next((i for i, one in enumerate(lessons) if one.key == page.translation_key), None)
    if position is None:
        raise Http404
    module = next(one for one in course.modules if lessons[position] in one.lessons)
    return {
        "lesson": lessons[position],
        "module": module,
        "number": module.lessons.index(lessons[position]) + 1,
        "previous": lessons[position - 1] if position else None,
        "following": lessons[position + 1] if position + 1 < len(lessons) else None,
    }
