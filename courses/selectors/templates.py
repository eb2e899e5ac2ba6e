"""The path that new cohorts of a course begin with, and what its role-plays are rated by."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from assessments import api as assessments
from courses.models import Course, CourseStep


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A step; of a role-play with which critical criteria can be seen in which of its scenarios."""

    step: CourseStep
    coverage: assessments.Coverage | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A course and its steps in order."""

    course: Course
    steps: list[TemplateStep]


def template_of(course: UUID) -> Template | None:
    """The path of new cohorts; None where there is no such course."""
    found = Course.objects.filter(uuid=course).first()
    if found is None:
        return None
    return Template(found, [TemplateStep(one, coverage_of(one)) for one in steps_of(found)])


def steps_of(course: Course) -> QuerySet[CourseStep]:
    """The steps with what stands behind them."""
    rows = course.steps.select_related("instrument_version__instrument", "rubric_version__rubric")
    return rows.prefetch_related("scenario_versions__scenario").order_by("position", "pk")


def coverage_of(step: CourseStep, rubric: int | None = None) -> assessments.Coverage | None:
    """What can be seen in the scenarios of a role-play by its rubric, or by the version `rubric` (an id)."""
    wanted = rubric or step.rubric_version_id
    return assessments.coverage([wanted], list(step.scenario_versions.all())) if wanted else None
