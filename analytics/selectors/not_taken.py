"""Who takes part in a cohort and has not taken one of its tests."""

from typing import Any

from django.db.models import QuerySet

from analytics.selectors.tests import DeliveryScope
from assessments import api as assessments
from courses import api as courses
from lms.accounts.api import has_role, managed_center_ids
from lms.accounts.models import User
from lms.accounts.roles import Role


def not_taken(actor: User, scope: DeliveryScope) -> tuple[int, QuerySet[Any]]:
    """How many have not taken it, and the enrollments of those whom the actor sees by name.

    Whoever runs the program needs counts: without a role in the cohort itself they see no names.
    """
    if scope.cohort is None:
        raise ValueError("outside of cohorts nobody is expected")
    done = {user for _delivery, user in assessments.participation(delivery_ids=[scope.test.id])}
    everybody = courses.taking_part(scope.cohort.id, centers=None).exclude(user_id__in=done)
    if scope.trains or has_role(actor, Role.ADMINISTRATOR):
        return everybody.count(), everybody
    return everybody.count(), everybody.filter(center_id__in=managed_center_ids(actor))
