"""What tells that anything changed in who takes part, and how far they are."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, Sum

from courses.models import Cohort, CohortStep, LessonProgress
from courses.selectors.many import enrollments_of
from lms.core.composed import Composed, together

_FACTS = ("pk", "user_id", "cohort_id", "center_id", "office_id", "sex", "age_band", "job_role", "status")
_OF_STEPS = ("pk", "kind", "mode", "required", "delivery__opens_at", "delivery__closes_at")


_ENROLLED = Composed(lambda cohorts, centers: enrollments_of(cohorts, centers).values_list(*_FACTS))
_READ = Composed(
    lambda cohorts, centers: together(
        LessonProgress.objects.filter(
            enrollment__in=enrollments_of(cohorts, centers).order_by().values("pk")
        ),
        Count("pk"), Sum("pk"), Max("pk"),
    )
)  # fmt: skip
_COHORTS = Composed(
    lambda cohorts: (
        Cohort.objects.filter(pk__in=cohorts).order_by("pk").values_list("result_rule", "course__edition")
    )
)
_STEPS = Composed(
    lambda cohorts: CohortStep.objects.filter(cohort_id__in=cohorts).order_by("pk").values_list(*_OF_STEPS)
)


def marks_of_change(*, cohort_ids: Collection[int], center_ids: Collection[int]) -> tuple[Any, ...]:
    """A value that is another one after each change of what `completion_rows` are made of, but for sittings
    and ratings, which assessments know, and for what `CohortInfo` has. Four statements.

    Enrollments are read as they are, since each fact of them can be corrected by itself.
    """
    cohorts, centers = list(cohort_ids), list(center_ids)
    return (
        _ENROLLED(cohorts=cohorts, centers=centers),
        _READ(cohorts=cohorts, centers=centers),
        _COHORTS(cohorts=cohorts),
        _STEPS(cohorts=cohorts),
    )
