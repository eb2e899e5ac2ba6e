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
from lms.core.text import address, plain


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
    as_known: bool = False,
) -> Enrollment:
    """Enroll a person by e-mail, making the account if there is none.

    `allowed` are the centers whose people the actor may touch (None: all); somebody known elsewhere
    is refused, because enrolling them here would move them. Somebody known is enrolled as they are:
    where another name or center was typed, only once the actor said so (`as_known`).
    """
    with transaction.atomic():
        known = accounts.by_email([email]).get(address(email))
        if known is None:
            row = PersonRow(email=email, first_name=first_name, last_name=last_name, center_id=center.pk)
            accounts.create_or_update_person(actor=actor, row=row)
            user = User.objects.get(email=address(email))
        else:
            _check_reach(known, allowed)
            if not as_known and _differs(known, f"{first_name} {last_name}", center):
                raise UserError(
                    _("%(email)s belongs to %(name)s, %(center)s. If this is who you mean, say so below.")
                    % {"email": known.email, "name": known, "center": known.center or _("without a center")},
                    code="known",
                )
            user = _taken_in(actor, known, center)
        enrollment = enroll(actor=actor, cohort=cohort, user=user)
        if invite and user.last_login is None:
            _invite(actor, user)
    return enrollment


def _check_reach(known: User, allowed: set[int] | None) -> None:
    if out_of_reach([known], allowed):
        raise UserError(
            _("This person belongs to another center. Ask the administrator to move them."),
            code="other_center",
        )


def _taken_in(actor: User, known: User, center: Center) -> User:
    """Somebody who has an account, as they are; without a center they get this one."""
    center_id = None if known.center_id else center.pk
    row = PersonRow(email=known.email, first_name=known.first_name, center_id=center_id)
    accounts.create_or_update_person(actor=actor, row=row)
    return User.objects.get(pk=known.pk)


def _differs(known: User, typed: str, center: Center) -> bool:
    """Whether something else was typed than is known; case and accents aside."""
    moved = known.center_id is not None and known.center_id != center.pk
    return moved or plain(known.get_full_name()) != plain(typed)


def _invite(actor: User, user: User) -> None:
    """Send the invitation, unless one is on its way already."""
    try:
        accounts.invite(actor=actor, user=user)
    except UserError as error:
        if error.code != "too_soon":
            raise
