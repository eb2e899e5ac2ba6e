"""More time for one person, as those who ask and those who grant see it."""

from collections.abc import Iterable
from math import floor

from assessments.models import Accommodation, Delivery
from lms.accounts.models import User


def granted_minutes(*, user: User, delivery: Delivery) -> int:
    """How many minutes the person has on top of the limit; 0 without a limit or a grant."""
    if not delivery.time_limit:
        return 0
    granted = Accommodation.objects.filter(delivery=delivery, person=user).first()
    return minutes_on_top(granted, delivery.time_limit)


def minutes_on_top(granted: Accommodation | None, limit: int) -> int:
    """What a grant adds to a limit, both in minutes."""
    return floor(limit * (granted.factor - 1)) + granted.extra_minutes if granted else 0


def accommodations(*, person: User, delivery_ids: Iterable[int]) -> dict[int, Accommodation]:
    """What the person was granted, by delivery id, with who granted it."""
    rows = Accommodation.objects.filter(person=person, delivery_id__in=list(delivery_ids))
    return {one.delivery_id: one for one in rows.select_related("granted_by")}
