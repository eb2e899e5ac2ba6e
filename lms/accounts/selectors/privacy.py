"""Consents in force."""

from lms.accounts.models import Consent, User
from lms.accounts.notices import current_version


def has_consented(user: User) -> bool:
    """Whether the person took note of the notice in force and did not withdraw."""
    return Consent.objects.filter(user=user, notice_version=current_version(), withdrawn_at=None).exists()


def consents_of(user: User) -> list[Consent]:
    """Every consent of a person, newest first."""
    return list(Consent.objects.filter(user=user).order_by("-accepted_at", "-id"))
