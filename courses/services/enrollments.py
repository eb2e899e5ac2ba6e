"""Bringing people into a cohort, and taking them out."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from courses.enums import EnrollmentSource, EnrollmentStatus
from courses.models import Cohort, Enrollment
from courses.rules.ages import age_band
from courses.services.supervisors import ask_nobody
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def enroll(
    *, actor: User | None, cohort: Cohort, user: User, source: str = EnrollmentSource.MANUAL
) -> Enrollment:
    """Enroll a person, freezing the facts of today; somebody who is in already stays as they are.

    A person who had withdrawn comes back with the facts of the first day.
    """
    enroll_many(actor=actor, cohort=cohort, users=[user], source=source)
    return Enrollment.objects.select_related("cohort__course").get(cohort=cohort, user=user)


def enroll_many(
    *, actor: User | None, cohort: Cohort, users: Iterable[User], source: str = EnrollmentSource.MANUAL
) -> int:
    """Enroll people at once; how many were not in before. The number of queries does not grow with them."""
    people = {user.pk: user for user in users}
    with transaction.atomic():
        # One at a time for each cohort, so that each is recorded as what it was.
        list(Cohort.objects.select_for_update(no_key=True).filter(pk=cohort.pk).values_list("pk"))
        present = dict(
            Enrollment.objects.filter(cohort=cohort, user_id__in=people).values_list("user_id", "status")
        )
        fresh = [_frozen(cohort, user, source) for pk, user in people.items() if pk not in present]
        back = [pk for pk, status in present.items() if status == EnrollmentStatus.WITHDRAWN]
        Enrollment.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
        Enrollment.objects.filter(cohort=cohort, user_id__in=back).update(
            status=EnrollmentStatus.ACTIVE, withdrawn_at=None
        )
        if fresh or back:
            audit.record(
                actor=actor,
                action="courses.enroll",
                target=cohort,
                source=str(source),
                users=[str(people[one.user_id].uuid) for one in fresh],
                back=[str(people[pk].uuid) for pk in back],
            )
    for user in people.values():
        accounts.forget_roles(user)
    return len(fresh) + len(back)


def withdraw(*, actor: User, enrollment: Enrollment) -> Enrollment:
    """Take a person out; what they did stays, and they count as having dropped out."""
    now = clock.now()
    with transaction.atomic():
        active = Enrollment.objects.filter(pk=enrollment.pk, status=EnrollmentStatus.ACTIVE)
        if not active.update(status=EnrollmentStatus.WITHDRAWN, withdrawn_at=now):
            raise UserError(_("This person had already withdrawn."), code="withdrawn")
        enrollment.status, enrollment.withdrawn_at = EnrollmentStatus.WITHDRAWN, now
        ask_nobody(enrollment=enrollment)
        audit.record(
            actor=actor,
            action="courses.withdraw",
            target=enrollment,
            cohort=str(enrollment.cohort.uuid),
        )
    return enrollment


def _frozen(cohort: Cohort, user: User, source: str) -> Enrollment:
    return Enrollment(
        cohort=cohort,
        user=user,
        source=source,
        enrolled_at=clock.now(),
        center_id=user.center_id,
        office_id=user.office_id,
        job_role=user.job_role,
        sex=user.sex,
        age_band=age_band(user.birth_year, cohort.starts_on),
        state=user.state,
    )
