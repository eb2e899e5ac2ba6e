"""Writing a whole course as files."""

from pathlib import Path

from django.utils.translation import gettext as _

from courses.course_files import ContentError, CourseFile, examine_course, write_course
from courses.models import LoadedCourse
from courses.services.exporting.definitions import with_newer_definitions
from courses.services.exporting.pages import Pages
from courses.services.exporting.report import ExportReport
from courses.services.exporting.steps import with_chosen_rubrics
from lms.core.errors import UserError


def export_course(*, key: str, folder: Path) -> ExportReport:
    loaded = LoadedCourse.objects.filter(key=key).first()
    if loaded is None:
        raise UserError(
            _("No course was loaded from files under the key “%(key)s”.") % {"key": key}, code="no_course"
        )
    pages = Pages(CourseFile.from_json(loaded.source))
    course = with_newer_definitions(pages.course(), loaded.newest, pages.problems)
    course = with_chosen_rubrics(course, pages.problems)
    if pages.problems:
        raise ContentError(pages.problems)
    files = write_course(course, folder)
    _course, problems = examine_course(folder)
    return ExportReport(files, pages.unpublished, [str(problem) for problem in problems])
