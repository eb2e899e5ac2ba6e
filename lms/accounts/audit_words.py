"""Recorded acts on accounts, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "accounts.accept_invitation": _("Invitation accepted"),
    "accounts.add_second_factor": _("Second step set up"),
    "accounts.change_email": _("E-mail changed by an administrator"),
    "accounts.change_own_email": _("E-mail changed by the person"),
    "accounts.change_password": _("Password changed"),
    "accounts.close_account": _("Account closed"),
    "accounts.create_person": _("Account made"),
    "accounts.erase_person": _("Made anonymous"),
    "accounts.export_person": _("Data given out"),
    "accounts.grant_role": _("Role given"),
    "accounts.invite_person": _("Invitation sent"),
    "accounts.merge_people": _("Merged with another account"),
    "accounts.open_account": _("Account opened again"),
    "accounts.remove_second_factor": _("Second step removed"),
    "accounts.reset_sign_in": _("Ways of signing in reset"),
    "accounts.retry_letter": _("Letter queued again"),
    "accounts.revoke_role": _("Role taken back"),
    "accounts.sign_up": _("Account opened with a cohort's code"),
    "accounts.update_person": _("Facts changed"),
}


def in_words(action: str) -> str:
    """What `action` means to a reader; another app's act by its own name."""
    return str(ACTS.get(action, action))
