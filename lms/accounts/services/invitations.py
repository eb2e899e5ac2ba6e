"""Inviting people into the accounts that were made for them."""

from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.accounts.models import Invitation, User
from lms.accounts.models.invitations import hash_token
from lms.accounts.services.credentials import end_invitations
from lms.accounts.services.letters import queue_letter
from lms.accounts.services.reach import must_reach
from lms.core import audit, clock
from lms.core.daily import kept
from lms.core.errors import UserError

PAUSE = timedelta(minutes=10)
MOST_A_DAY = 5


def invite(*, actor: User | None, user: User) -> Invitation:
    """Queue the letter, once more if need be; letters sent before stop working.

    Somebody who has signed in already needs none: a letter must not become a way around the
    password and the second factor. One address gets a letter every PAUSE, and MOST_A_DAY in a day.
    """
    must_reach(actor, user)
    with transaction.atomic():
        # Whoever asks at the same time waits here, and then finds the letter of the first.
        current = User.objects.select_for_update().get(pk=user.pk)
        if not current.is_active:
            raise UserError(_("This account is closed."), code="inactive")
        if current.last_login is not None:
            raise UserError(
                _("This person has already signed in and needs no invitation."), code="already_in"
            )
        _check_limits(current)
        return send_invitation(actor=actor, user=current)


def send_invitation(*, actor: User | None, user: User) -> Invitation:
    """Replace what was sent before by a new letter, whatever the limits; in the caller's transaction."""
    now, uuid = clock.now(), uuid4()
    end_invitations(user)
    invitation = Invitation.objects.create(
        uuid=uuid,
        user=user,
        address=user.email,
        token_hash=hash_token(Invitation.token_for(uuid)),
        sent_by=actor,
        sent_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    audit.record(actor=actor, action="accounts.invite_person", target=user)
    queue_letter(user=user, kind="invitation", cause=str(uuid), context={"days": settings.INVITATION_DAYS})
    return invitation


def _check_limits(user: User) -> None:
    now = clock.now()
    sent = list(
        Invitation.objects.filter(
            user=user, address=user.email, sent_at__gt=now - timedelta(days=1)
        ).order_by("-sent_at", "-id")[:MOST_A_DAY]
    )
    if len(sent) == MOST_A_DAY:
        again = sent[-1].sent_at + timedelta(days=1)
    elif sent and sent[0].expires_at > now and sent[0].sent_at > now - PAUSE:
        again = sent[0].sent_at + PAUSE
    else:
        return
    raise UserError(
        _("%(email)s was sent an invitation only a while ago. The next can leave at %(when)s.")
        % {"email": user.email, "when": date_format(timezone.localtime(again), "DATETIME_FORMAT")},
        code="too_soon",
    )


def forget_old_invitations() -> int:
    """Remove invitations that ended long ago, used or not; the audit log says that there were some."""
    return Invitation.objects.filter(expires_at__lt=clock.now() - kept("invitations")).delete()[0]


def open_invitation(token: str) -> Invitation | None:
    """The invitation that this token opens now, if any."""
    invitation = Invitation.objects.select_related("user").filter(token_hash=hash_token(token)).first()
    return invitation if invitation and invitation.is_open(clock.now()) else None


def accept_invitation(
    *, invitation: Invitation, first_name: str, last_name: str, language: str, password: str = ""
) -> User:
    """Use the letter: names confirmed, address proved, password set when one was chosen."""
    now = clock.now()
    with transaction.atomic():
        # As they are now: the account may have been closed or its address corrected since the page was drawn.
        user = User.objects.select_for_update().get(pk=invitation.user_id)
        invitation.user = user
        waits = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=now)
        if not (invitation.is_open(now) and waits.update(accepted_at=now)):
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
