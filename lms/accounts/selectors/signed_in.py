"""Whoever is signed in, with what every page asks about them: one query instead of four."""

from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lms.accounts.models import Consent, RoleGrant, User
from lms.accounts.notices import current_version
from lms.accounts.selectors.privacy import has_consented
from lms.accounts.selectors.roles import remember_no_grants


def signed_in_user(pk: int | str) -> User | None:
    """The person with their center, and whether they took note and hold any role at all."""
    user: Any = _people(current_version()).filter(pk=pk).first()
    if user is not None and not user.has_grants:
        remember_no_grants(user)
    return user


@cache
def _people(notice_version: str) -> QuerySet[Any]:
    """The question, put together once: every request of everybody asks it."""
    noted = Consent.objects.filter(user=OuterRef("pk"), notice_version=notice_version, withdrawn_at=None)
    grants = RoleGrant.objects.filter(user=OuterRef("pk"), revoked_at=None)
    return (
        User.objects.select_related("center")
        .annotate(had_consented=Exists(noted.order_by()), has_grants=Exists(grants.order_by()))
        .order_by("pk")
    )


def had_consented(user: User) -> bool:
    """Whether the person had taken note when this request began."""
    loaded: bool | None = getattr(user, "had_consented", None)
    return has_consented(user) if loaded is None else loaded
