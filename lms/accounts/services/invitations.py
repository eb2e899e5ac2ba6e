"""Inviting people into the accounts that were made for them."""

from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from lms.accounts.models import Invitation, Letter, User
from lms.accounts.models.invitations import hash_token
from lms.accounts.services.letters import queue_letter
from lms.core import audit, clock
from lms.core.errors import UserError


def invite(*, actor: User | None, user: User) -> Invitation:
    """Queue the letter, once more if need be; letters sent before stop working.

    Somebody who has signed in already needs none: a letter must not become a way around the
    password and the second factor.
    """
    if not user.is_active:
        raise UserError(_("This account is closed."), code="inactive")
    if user.last_login is not None:
        raise UserError(_("This person has already signed in and needs no invitation."), code="already_in")
    now, uuid = clock.now(), uuid4()
    with transaction.atomic():
        Invitation.objects.filter(user=user, accepted_at=None, expires_at__gt=now).update(expires_at=now)
        # What still waits would bring a link that no longer works.
        Letter.objects.filter(user=user, kind="invitation", state=Letter.State.QUEUED).delete()
        invitation = Invitation.objects.create(
            uuid=uuid,
            user=user,
            token_hash=hash_token(Invitation.token_for(uuid)),
            sent_by=actor,
            sent_at=now,
            expires_at=now + timedelta(days=settings.INVITATION_DAYS),
        )
        audit.record(actor=actor, action="accounts.invite_person", target=user)
        queue_letter(
            user=user, kind="invitation", cause=str(uuid), context={"days": settings.INVITATION_DAYS}
        )
    return invitation


def open_invitation(token: str) -> Invitation | None:
    """The invitation that this token opens now, if any."""
    invitation = (
        Invitation.objects.select_related("user")
        .filter(token_hash=hash_token(token), user__is_active=True, user__last_login=None)
        .first()
    )
    return invitation if invitation and invitation.is_open(clock.now()) else None


def accept_invitation(
    *, invitation: Invitation, first_name: str, last_name: str, language: str, password: str = ""
) -> User:
    """Use the letter: names confirmed, address proved, password set when one was chosen."""
    now = clock.now()
    user = invitation.user
    with transaction.atomic():
        used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=now).update(
            accepted_at=now
        )
        if not used:
            raise UserError(_("This invitation has been used or replaced."), code="used")
        user.first_name, user.last_name, user.language = first_name, last_name, language
        if password:
            user.set_password(password)
        user.save()
        address, _created = EmailAddress.objects.get_or_create(user=user, email=user.email)
        address.verified = address.primary = True
        address.save()
        audit.record(actor=user, action="accounts.accept_invitation", target=user)
    return user
