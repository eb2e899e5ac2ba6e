"""Whose supervisors are asked what, and how far that is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from assessments import api as assessments
from assessments.data import AskedSupervisor
from courses.enums import EnrollmentStatus
from courses.models import Cohort, CohortStep, CourseStep, Enrollment
from courses.step_kinds import REGISTRY

SUPERVISED = frozenset(kind.key for kind in REGISTRY.values() if kind.supervised)


@dataclass(frozen=True, slots=True)
class SupervisorRow:
    """One enrolled person, and how far the request to their supervisor is; None where nobody is named."""

    enrollment: Enrollment
    asked: AskedSupervisor | None


def supervised_step(cohort: Cohort) -> CohortStep | None:
    """The step of the cohort beside which supervisors may be asked."""
    rows = cohort.steps.filter(kind__in=SUPERVISED, delivery__isnull=False)
    return rows.select_related("delivery", "cohort").order_by("position", "id").first()


def form_of(step: CohortStep) -> Any:
    """What the course asks supervisors beside the step; None where it asks nothing."""
    rows = CourseStep.objects.filter(
        course_id=step.cohort.course_id, key=step.key, supervisor_version__isnull=False
    )
    found = rows.select_related("supervisor_version").first()
    return None if found is None else found.supervisor_version


def to_be_asked_about(cohort: Cohort, centers: Collection[int] | None) -> QuerySet[Enrollment]:
    """The people who take part, of these centers (None: all), by name."""
    rows = Enrollment.objects.filter(cohort=cohort, status=EnrollmentStatus.ACTIVE)
    if centers is not None:
        rows = rows.filter(center_id__in=centers)
    rows = rows.select_related("user", "center")
    return rows.order_by("user__last_name", "user__first_name", "pk")


def supervisor_rows(step: CohortStep, enrollments: Iterable[Enrollment]) -> list[SupervisorRow]:
    """How far the request about each of these people is; one query."""
    people = list(enrollments)
    asked = (
        {}
        if step.supervisor_id is None
        else assessments.supervisors_asked(
            delivery_id=step.supervisor_id, user_ids=[one.user_id for one in people]
        )
    )
    return [SupervisorRow(one, asked.get(one.user_id)) for one in people]


def supervisor_counts(step: CohortStep, people: QuerySet[Enrollment], total: int) -> dict[str, int]:
    """How many of these people's supervisors are in which state; "missing" where nobody is named."""
    found = (
        {}
        if step.supervisor_id is None
        else assessments.supervisors_counted(
            delivery_id=step.supervisor_id, people=people.order_by().values("user_id")
        )
    )
    return {"missing": total - sum(found.values()), **found}
