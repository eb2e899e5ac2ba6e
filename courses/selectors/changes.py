"""What tells that anything changed in who takes part, and how far they are."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, Sum

from courses.models import Cohort, CohortStep, LessonProgress
from courses.selectors.many import enrollments_of

_FACTS = ("pk", "user_id", "cohort_id", "center_id", "office_id", "sex", "age_band", "job_role", "status")
_OF_STEPS = ("pk", "kind", "mode", "required", "delivery__opens_at", "delivery__closes_at")


def marks_of_change(*, cohort_ids: Collection[int], center_ids: Collection[int]) -> tuple[Any, ...]:
    """A value that is another one after each change of what `completion_rows` are made of, but for sittings
    and ratings, which assessments know, and for what `CohortInfo` has. Four statements.

    Enrollments are read as they are, since each fact of them can be corrected by itself.
    """
    enrolled = enrollments_of(cohort_ids, center_ids)
    read = LessonProgress.objects.filter(enrollment__in=enrolled.order_by().values("pk")).order_by()
    cohorts = Cohort.objects.filter(pk__in=cohort_ids).order_by("pk")
    steps = CohortStep.objects.filter(cohort_id__in=cohort_ids).order_by("pk")
    return (
        tuple(enrolled.values_list(*_FACTS)),
        tuple(read.aggregate(Count("pk"), Sum("pk"), Max("pk")).values()),
        tuple(cohorts.values_list("result_rule", "course__edition")),
        tuple(steps.values_list(*_OF_STEPS)),
    )
