"""Ending what was issued for signing in, when the reason for which it was issued is gone.

Sessions and password resets carry the person's `access_version`, sign-in in progress the same by
way of the session's hash, invitations the address they went to. Nothing that ended comes back when
an account is opened again.
"""

from django.db.models import F

from lms.accounts.models import Invitation, Letter, User
from lms.core import clock


def end_sessions(user: User) -> None:
    """End every session, password reset and sign-in in progress; within the caller's transaction."""
    User.objects.filter(pk=user.pk).update(access_version=F("access_version") + 1)
    user.refresh_from_db(fields=["access_version"])


def end_credentials(user: User) -> bool:
    """`end_sessions`, and invitations stop working; whether one was open. Within the caller's transaction."""
    end_sessions(user)
    return end_invitations(user)


def end_invitations(user: User) -> bool:
    """Close a person's open invitations and drop the letters that still wait with their links."""
    now = clock.now()
    ended = Invitation.objects.filter(user=user, accepted_at=None, expires_at__gt=now).update(expires_at=now)
    Letter.objects.filter(user=user, kind="invitation", state=Letter.State.QUEUED).delete()
    return bool(ended)
