"""Loading a course kept as files into pages, instruments, rubrics and the path's template."""

from courses.services.loading.course import load_course
from courses.services.loading.report import LoadReport

__all__ = ["LoadReport", "load_course"]
