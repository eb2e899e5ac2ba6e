"""What is kept of people who ask for bundles under agreements, decide on them and revoke them."""

from typing import Any

from django.db.models import Q

from analytics.restricted.models import RestrictedBundle
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User


def export_bundles(user: User) -> list[dict[str, Any]]:
    """The bundles that the person asked for, decided on or revoked."""
    own = Q(asked_by=user) | Q(decided_by=user) | Q(revoked_by=user)
    rows = RestrictedBundle.objects.filter(own).order_by("pk")
    return [
        {"recipient": one.recipient, "purpose": one.purpose, "asked_at": one.asked_at.isoformat()}
        for one in rows
    ]


def shared(kept: User, gone: User) -> bool:
    """Whether one of the accounts decided on what the other asked for: they cannot be one person's."""
    both = Q(asked_by=kept, decided_by=gone) | Q(asked_by=gone, decided_by=kept)
    return RestrictedBundle.objects.filter(both).exists()


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    names = ("asked_by", "decided_by", "revoked_by")
    return move_rows(kept, gone, *((RestrictedBundle, name) for name in names))


PERSONAL_DATA = (("analytics.RestrictedBundle", export_bundles, keep),)
