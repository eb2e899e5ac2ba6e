"""Whoever is signed in, with what every page asks about them: one query instead of four."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lms.accounts.models import Consent, RoleGrant, User
from lms.accounts.notices import current_version
from lms.accounts.selectors.privacy import has_consented
from lms.accounts.selectors.roles import remember_no_grants
from lms.core.composed import Composed


def signed_in_user(pk: int | str) -> User | None:
    """The person with their center, and whether they took note and hold any role at all."""
    found: list[Any] = _WHO(pk=int(pk), notice_version=current_version())
    user = found[0] if found else None
    if user is not None and not user.has_grants:
        remember_no_grants(user)
    return user


def _who(pk: int, notice_version: str) -> QuerySet[Any]:
    noted = Consent.objects.filter(user=OuterRef("pk"), notice_version=notice_version, withdrawn_at=None)
    grants = RoleGrant.objects.filter(user=OuterRef("pk"), revoked_at=None)
    return (
        User.objects.select_related("center")
        .annotate(had_consented=Exists(noted.order_by()), has_grants=Exists(grants.order_by()))
        .filter(pk=pk)
    )


_WHO = Composed(_who)


def had_consented(user: User) -> bool:
    """Whether the person had taken note when this request began."""
    loaded: bool | None = getattr(user, "had_consented", None)
    return has_consented(user) if loaded is None else loaded
