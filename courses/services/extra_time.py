"""Giving one person of a cohort more time for its tests."""

from collections.abc import Mapping

from django.db import transaction

from assessments import api as assessments
from courses.models import CohortStep, Enrollment
from lms.accounts.models import User


def give_more_time(
    *, actor: User, enrollment: Enrollment, minutes: Mapping[CohortStep, int], reason: str
) -> None:
    """Grant the minutes more of each test, in place of what was granted before; all or none."""
    with transaction.atomic():
        for step, more in minutes.items():
            if step.delivery is not None:
                assessments.grant_accommodation(
                    actor=actor,
                    delivery=step.delivery,
                    person=enrollment.user,
                    extra_minutes=more,
                    reason=reason if more else "",
                )
