"""Whose account somebody may touch when bringing people in."""

from collections.abc import Iterable

from django.db.models import Q

from lms.accounts.models import User
from lms.accounts.roles import STAFF_ROLES


def out_of_reach(users: Iterable[User], allowed: set[int] | None) -> set[int]:
    """Of these people, those whom an actor limited to the centers `allowed` (None: all) must leave alone.

    People of other centers, and staff without a center: a person without either is taken in, but a
    center's file must not rename or move the program's own staff.
    """
    if allowed is None:
        return set()
    users = list(users)
    elsewhere = {user.pk for user in users if user.center_id is not None and user.center_id not in allowed}
    without = [user.pk for user in users if user.center_id is None]
    role = Q(role_grants__role__in=STAFF_ROLES, role_grants__revoked_at__isnull=True)
    staff = User.objects.filter(Q(is_superuser=True) | role, pk__in=without).values_list("pk", flat=True)
    return elsewhere | set(staff)
