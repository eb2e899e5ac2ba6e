"""What follows when something happens at sign-in."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, password_changed, password_reset, user_signed_up
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from lms.accounts.models import User
from lms.accounts.registries import signup_gates
from lms.accounts.services.credentials import end_sessions
from lms.core import audit


def _record(user: User, action: str, **data: Any) -> None:
    with transaction.atomic():
        audit.record(actor=user, action=f"accounts.{action}", target=user, **data)


@receiver(user_signed_up)
def pass_the_gate(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Let the app whose gate the person came through do its part (enroll them)."""
    for gate in signup_gates:
        if gate.signed_up is not None and gate.is_open(request):
            gate.signed_up(request, user)
    _record(user, "sign_up")


@receiver(email_changed)
def note_email(
    sender: Any, request: HttpRequest, user: User, from_email_address: EmailAddress | None, **kwargs: Any
) -> None:
    """Whoever proved the new address stays signed in; every other session was begun with the old one.

    Proving the only address that there is changes nothing.
    """
    if from_email_address is None:
        return
    with transaction.atomic():
        end_sessions(user)
        audit.record(actor=user, action="accounts.change_own_email", target=user)
    update_session_auth_hash(request, user)


@receiver(password_changed)
@receiver(password_reset)
def note_password(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    _record(user, "change_password")


@receiver(authenticator_added)
def note_factor(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Having just set a factor up proves it: the session counts as signed in with it."""
    record_authentication(
        request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
    )
    _record(user, "add_second_factor", type=authenticator.type)


@receiver(authenticator_removed)
def note_factor_gone(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    _record(user, "remove_second_factor", type=authenticator.type)
