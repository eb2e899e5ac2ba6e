"""Scenarios of a course's role-plays, frozen as versions."""

from typing import Any

from assessments import api as assessments
from courses.course_files.schema import CourseFile, ScenarioFile


def ensure_scenarios(course: CourseFile) -> dict[str, Any]:
    """The version of every scenario of the course, by its key in the files."""
    return {
        key: assessments.ensure_scenario_version(
            key=f"{course.key}/{key}", title=scenario.title.model_dump(), content=scenario_content(scenario)
        )
        for key, scenario in course.scenarios.items()
    }


def scenario_content(scenario: ScenarioFile) -> dict[str, Any]:
    """Everything that the file says besides its key and title; facts and sheets stay Markdown."""
    return scenario.model_dump(mode="json", exclude={"key", "title"})
