"""Loading a course kept as files into pages, instruments, rubrics and the path's template."""

from typing import TYPE_CHECKING

from courses.services.loading.report import LoadReport

if TYPE_CHECKING:
    from courses.course_files import CourseFile
    from lms.accounts.models import User

__all__ = ["LoadReport", "load_course"]


def load_course(*, course: "CourseFile", actor: "User | None" = None, force: bool = False) -> LoadReport:
    """Bring pages, instruments, rubrics and the path's template to what the files say.

    Loading the same files again changes nothing. A page that an editor changed since the last load
    is left alone and named in the report, unless `force`.
    """
    # Here, so that a server that loads no course needs no memory for the schema of its files.
    from courses.services.loading.course import load_course as load

    return load(course=course, actor=actor, force=force)
