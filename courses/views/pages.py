"""Pages of a course as people read them.

Their addresses are found in the kept outlines, without walking Wagtail's tree; what is not there (the
list of courses, an unpublished page, a site of its own) goes Wagtail's way, and ends here as well.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from courses.models import Course, CourseIndexPage, CoursePage, Enrollment, LessonPage, ModulePage
from courses.selectors.outlines import LessonLink, ModuleLink, Outline, Part, addresses, outline, part_at
from courses.selectors.paths import path_state, reading_lock
from courses.selectors.readers import enrollment_in, lessons_read, readable_keys, reads_as_staff
from courses.selectors.translations import translations
from courses.views.bodies import lesson_body
from lms.accounts.access import signed_in


@require_safe
@signed_in
def course_part(request: HttpRequest, rest: str) -> HttpResponse:
    """A course, a module or a lesson."""
    found = part_at(request.path, get_language() or "")
    if found is None:
        return wagtail_serve(request, f"courses/{rest}")
    return _course_part(request, *found)


def serve(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The page with what this reader needs around it; None for pages that are not ours."""
    if isinstance(page, CourseIndexPage):
        return _courses(request, page)
    if isinstance(page, (CoursePage, ModulePage, LessonPage)):
        return _course_page(request, page)
    return None


def _courses(request: HttpRequest, page: CourseIndexPage) -> HttpResponse:
    courses = CoursePage.objects.live().child_of(page).select_related("locale").order_by("path")
    keys = readable_keys(request.user)
    shown = [
        {"page": course, "url": course.get_url(request)}
        for course in courses
        if keys is None or course.translation_key in keys
    ]
    there = translations(page, request.META.get("QUERY_STRING", ""))
    return render(request, page.template, {"page": page, "courses": shown, "translations": there})


def _course_page(request: HttpRequest, page: CoursePage | ModulePage | LessonPage) -> HttpResponse:
    """A page that Wagtail found: the same, once the course and its part are known."""
    root = page if isinstance(page, CoursePage) else page.get_ancestors().type(CoursePage).specific().get()
    course = Course.objects.filter(uuid=root.translation_key).first()
    found = outline(course, page.locale.language_code) if course is not None else None
    if course is None or found is None:
        raise Http404
    parts: list[Part] = [found, *found.modules, *found.lessons]
    part = next((one for one in parts if one.key == page.translation_key), None)
    if part is None:
        raise Http404
    return _course_part(request, course, part)


def _course_part(request: HttpRequest, course: Course, part: Part) -> HttpResponse:
    enrollment = enrollment_in(request.user, course)
    if enrollment is None and not reads_as_staff(request.user, course.uuid):
        raise Http404
    about = outline(course)
    if about is None:
        raise Http404
    read = lessons_read(enrollment)
    lock = _lock(enrollment, read)
    context = {
        "page": part,
        "course": about,
        "enrollment": enrollment,
        "read": read,
        "done": len(read & about.minutes.keys()),
        "translations": _addresses(request, course, part),
        "lock": lock,
        "coming": _coming(about, read) if enrollment is not None and lock is None else None,
    }
    if isinstance(part, LessonLink):
        if lock is not None and not reads_as_staff(request.user, course.uuid):
            return render(request, "courses/lesson_locked.html", context, status=403)
        context |= _lesson_context(part, about)
        context["body"] = lesson_body(request, part, about)
        return render(request, LessonPage.template, context)
    if isinstance(part, ModuleLink):
        context |= _module_context(part, about)
        return render(request, ModulePage.template, context)
    return render(request, CoursePage.template, context)


def _addresses(request: HttpRequest, course: Course, part: Part) -> dict[str, str]:
    query = request.META.get("QUERY_STRING", "")
    return {language: f"{url}?{query}" if query else url for language, url in addresses(course, part).items()}


def _lock(enrollment: Enrollment | None, read: set[int]) -> Any:
    """The step that opens the lessons, while they are locked, with what can be done meanwhile."""
    lessons = reading_lock(enrollment, read) if enrollment is not None else None
    if enrollment is None or lessons is None:
        return None
    return {"lessons": lessons, "next": path_state(enrollment).next_step}


def _coming(course: Outline, read: set[int]) -> LessonLink | None:
    """The lesson to go on with: the first that is not read."""
    return next((one for one in course.lessons if one.id not in read), None)


def _module_context(part: ModuleLink, course: Outline) -> dict[str, Any]:
    """Which of the modules it is."""
    number = next((number for number, one in enumerate(course.modules, 1) if one.key == part.key), 0)
    return {"module": course.modules[number - 1] if number else None, "number": number}


def _lesson_context(lesson: LessonLink, course: Outline) -> dict[str, Any]:
    """Where the lesson stands: its module, its neighbors, what is left."""
    lessons = course.lessons
    position = next((i for i, one in enumerate(lessons) if one.id == lesson.id), None)
    if position is None:
        raise Http404
    module = next(one for one in course.modules if lessons[position] in one.lessons)
    return {
        "lesson": lessons[position],
        "module": module,
        "module_number": course.modules.index(module) + 1,
        "number": module.lessons.index(lessons[position]) + 1,
        "previous": lessons[position - 1] if position else None,
        "following": lessons[position + 1] if position + 1 < len(lessons) else None,
    }
