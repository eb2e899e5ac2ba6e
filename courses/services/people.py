"""Enrolling one person who may not have an account yet."""

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Cohort, Enrollment
from courses.selectors.reach import out_of_reach
from courses.services.enrollments import enroll
from lms.accounts import api as accounts
from lms.accounts.data import PersonRow
from lms.accounts.models import Center, User
from lms.core.errors import UserError


def add_person(
    *,
    actor: User,
    cohort: Cohort,
    email: str,
    first_name: str,
    last_name: str,
    center: Center,
    invite: bool,
    allowed: set[int] | None,
) -> Enrollment:
    """Enroll a person by e-mail, making the account if there is none.

    `allowed` are the centers whose people the actor may touch (None: all); somebody known elsewhere
    is refused, because enrolling them here would move them.
    """
    known = accounts.by_email([email]).get(email.strip().lower())
    if known is not None and out_of_reach([known], allowed):
        raise UserError(
            _("This person belongs to another center. Ask the administrator to move them."),
            code="other_center",
        )
    with transaction.atomic():
        row = PersonRow(email=email, first_name=first_name, last_name=last_name, center_id=center.pk)
        result = accounts.create_or_update_person(actor=actor, row=row)
        assert result.user_id is not None  # only a mere plan leaves it open
        user = User.objects.get(pk=result.user_id)
        enrollment = enroll(actor=actor, cohort=cohort, user=user)
        if invite and user.last_login is None:
            accounts.invite(actor=actor, user=user)
    return enrollment
