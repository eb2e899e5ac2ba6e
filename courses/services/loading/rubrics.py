"""Rubrics of a course, frozen as versions."""

from typing import Any

from assessments import api as assessments
from courses.course_files.schema import CourseFile, CriterionFile, RubricFile
from courses.services.loading.instruments import both


def ensure_rubrics(course: CourseFile) -> dict[str, Any]:
    """The version of every rubric of the course, by its key in the files."""
    return {key: _ensure_rubric(course, rubric) for key, rubric in course.rubrics.items()}


def _ensure_rubric(course: CourseFile, rubric: RubricFile) -> Any:
    return assessments.ensure_rubric_version(
        key=f"{course.key}/{rubric.key}",
        title=both(rubric.title),
        levels=[{"value": level.value, "label": both(level.label)} for level in rubric.levels],
        criteria=[_criterion(criterion) for criterion in rubric.criteria],
        rules=rubric.rules.model_dump(),
        weights={one.key: one.weight for one in (*rubric.criteria, *rubric.add_ons) if one.weight != 1},
        add_ons=[_criterion(criterion) for criterion in rubric.add_ons],
        instructions=both(rubric.instructions),
    )


def _criterion(criterion: CriterionFile) -> dict[str, Any]:
    return {
        "key": criterion.key,
        "title": both(criterion.title),
        "critical": criterion.critical,
        "anchors": [both(anchor) for anchor in criterion.anchors.in_order()],
    }
