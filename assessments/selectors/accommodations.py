"""More time for one person, as those who ask and those who grant see it."""

from collections.abc import Iterable
from math import floor

from django.db.models import QuerySet

from assessments.models import Accommodation, Delivery
from assessments.registries import BY_NAME
from lms.accounts.models import User


def granted_to(*, user: User, delivery: Delivery) -> tuple[int, str]:
    """How many minutes the person has on top of the limit, and which breaks are among them, in words.

    Nothing without a limit or a grant.
    """
    if not delivery.time_limit:
        return 0, ""
    granted = Accommodation.objects.filter(delivery=delivery, person=user).first()
    return minutes_on_top(granted, delivery.time_limit), granted.breaks if granted else ""


def minutes_on_top(granted: Accommodation | None, limit: int) -> int:
    """What a grant adds to a limit, both in minutes."""
    return floor(limit * (granted.extra.factor - 1)) + granted.extra.minutes if granted else 0


def accommodations(*, person: User, delivery_ids: Iterable[int]) -> dict[int, Accommodation]:
    """What the person was granted, by delivery id, with who granted it."""
    rows = Accommodation.objects.filter(person=person, delivery_id__in=list(delivery_ids))
    return {one.delivery_id: one for one in rows.select_related("granted_by")}


def granted_in(delivery: Delivery, *, people: QuerySet[User] | None) -> QuerySet[Accommodation]:
    """What was granted in a delivery, by name; to `people` alone, and nobody's for None."""
    if people is None:
        return Accommodation.objects.none()
    rows = Accommodation.objects.filter(delivery=delivery, person__in=people.order_by().values("pk"))
    rows = rows.exclude(factor=1, extra_minutes=0, break_minutes=0)
    names = (f"person__{name}" for name in BY_NAME)
    return rows.select_related("person", "granted_by").order_by(*names)
