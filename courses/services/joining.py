"""Joining a cohort with its code."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from courses.enums import EnrollmentSource
from courses.models import Cohort, Enrollment
from courses.services.enrollments import enroll
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

# A code that got into the wrong hands does harm slowly; the largest classes join within an hour.
MOST_AN_HOUR = 200


def join_cohort(*, user: User, cohort: Cohort, center_id: int | None) -> Enrollment:
    """Enroll the person who holds the code; whoever has no center yet gets the one they chose."""
    if not cohort.join_open:
        raise UserError(_("This cohort is not open to join. Ask your trainer."), code="closed")
    with transaction.atomic():
        _check_limit(cohort, user)
        if user.center_id is None and center_id is not None:
            if not cohort.centers.filter(pk=center_id).exists():
                raise UserError(_("Choose one of the centers of this cohort."), code="center")
            user.center_id = center_id
            user.save(update_fields=["center"])
            audit.record(actor=user, action="courses.choose_center", target=user, center=center_id)
        return enroll(actor=user, cohort=cohort, user=user, source=EnrollmentSource.CODE)


def _check_limit(cohort: Cohort, user: User) -> None:
    hour = clock.now() - timedelta(hours=1)
    joined = Enrollment.objects.filter(cohort=cohort, source=EnrollmentSource.CODE, enrolled_at__gt=hour)
    if joined.count() >= MOST_AN_HOUR and not joined.filter(user=user).exists():
        raise UserError(
            _("Very many people joined with this code within an hour. Ask your trainer, or try again later."),
            code="too_many",
        )
