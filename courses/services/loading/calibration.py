"""Calibration cases of a course, frozen as versions."""

from collections.abc import Mapping
from typing import Any

from assessments import api as assessments
from courses.course_files.schema import CourseFile
from courses.services.loading.instruments import both


def ensure_calibration_cases(course: CourseFile, rubrics: Mapping[str, Any]) -> None:
    """A version of every calibration case of the course."""
    for key, case in course.calibration_cases.items():
        assessments.ensure_seed_case(
            key=f"{course.key}/{key}",
            title=both(case.title),
            rubric_version=rubrics[case.rubric],
            content={"summary": both(case.summary), "text": both(case.text), "minutes": case.minutes},
            reference={
                one.criterion: {"level": one.level, "reason": both(one.reason)} for one in case.reference
            },
        )
