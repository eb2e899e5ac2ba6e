"""Letting somebody who lost a device or a password begin anew."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from lms.accounts.models import User
from lms.accounts.services.credentials import end_credentials
from lms.accounts.services.letters import queue_letter
from lms.accounts.services.reach import must_reach
from lms.core import audit
from lms.core.errors import UserError


def reset_sign_in(*, actor: User, user: User) -> None:
    """Take away a person's password, passkeys and second step, end their sessions, and tell them.

    They enter by a code sent to their address, and set up what their role needs.
    """
    if actor.pk == user.pk:
        raise UserError(_("Change your own ways of signing in on your account's page."), code="own_account")
    must_reach(actor, user)
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        user.set_unusable_password()
        user.save(update_fields=["password"])
        end_credentials(user)
        event = audit.record(actor=actor, action="accounts.reset_sign_in", target=user)
        queue_letter(user=user, kind="sign_in_reset", cause=str(event.uuid))
