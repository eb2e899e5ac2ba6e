"""What must hold beyond each field being well formed: within a file, and across the files of a course.

A new check is one function with `@promises(name, promise)` in one of these modules, and its test.
"""

from courses.course_files.checks import (
    calibration,
    cues,
    forms,
    instruments,
    languages,
    law,
    lessons,
    path,
    rubrics,
    scenarios,
    scenes,
    sums,
    values,
)
from courses.course_files.checks.base import CHECKS, Check, check

__all__ = [
    "CHECKS",
    "Check",
    "calibration",
    "check",
    "cues",
    "forms",
    "instruments",
    "languages",
    "law",
    "lessons",
    "path",
    "rubrics",
    "scenarios",
    "scenes",
    "sums",
    "values",
]
