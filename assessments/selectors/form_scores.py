"""Which form who sat, and how its scores are spread: what putting forms on one scale rests on."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count, F

from assessments.models import Attempt, Delivery, Score

Ids = Collection[int]


def forms_offered(*, delivery_ids: Ids) -> dict[int, tuple[int, ...]]:
    """The form versions of each delivery: its parallel forms, else its own."""
    rows = Delivery.objects.filter(pk__in=delivery_ids).order_by("pk", "forms__label")
    found: dict[int, list[int]] = defaultdict(list)
    for pk, own, form in rows.values_list("pk", "instrument_version_id", "forms__instrument_version_id"):
        found[pk].append(form or own)
    return {pk: tuple(own) for pk, own in found.items()}


def forms_sat(*, delivery_ids: Ids, user_ids: Ids | None = None) -> dict[tuple[int, int, int], int]:
    """The form version of every marked sitting, by delivery, person and number, in that order."""
    rows = Attempt.objects.filter(delivery_id__in=delivery_ids, revision__gt=0)
    if user_ids is not None:
        rows = rows.filter(user_id__in=user_ids)
    found = rows.order_by("delivery_id", "user_id", "number")
    return {
        (delivery, user, number): version
        for delivery, user, number, version in found.values_list(
            "delivery_id", "user_id", "number", "instrument_version_id"
        )
    }


def form_spreads(*, delivery_ids: Ids) -> list[tuple[int, int, str, float, float, int]]:
    """(delivery, form version, topic or "", points, maximum, people) of first sittings, in that order."""
    rows = Score.objects.filter(
        attempt__delivery_id__in=delivery_ids, attempt__number=1, revision=F("attempt__revision")
    )
    columns = ("attempt__delivery_id", "attempt__instrument_version_id", "topic", "points", "maximum")
    counted = rows.order_by(*columns).values_list(*columns).annotate(people=Count("pk"))
    return list(counted)
