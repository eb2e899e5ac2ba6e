"""Who would tell how a course went in their work, and the stories that are kept."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from assessments import registries
from assessments.enums import Purpose
from assessments.models import Delivery, StorySlip, SuccessStory
from lms.core import clock

MOST = 3
"""How many of each kind are called: the most and the least successful few say most (success case method)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A volunteer's slip; `lot` finds it again, whatever its key has become meanwhile."""

    lot: UUID
    worked: bool
    contact: str


@dataclass(frozen=True, slots=True)
class Volunteers:
    """Of one follow-up whom to call, at most three for whom it worked and three for whom it did not.

    `place` names where it was asked, a cohort for instance.
    """

    delivery: Delivery
    place: str
    offers: list[Offer]
    waiting: int


def followed_up() -> QuerySet[Delivery]:
    """The follow-ups that have opened and whose slips are still kept, the newest first."""
    now = clock.now()
    kept_since = now - timedelta(days=settings.RETENTION_DAYS["story_slips"])
    asked = Delivery.objects.filter(purpose=Purpose.FOLLOW_UP, opens_at__range=(kept_since, now))
    return asked.select_related("instrument_version").order_by("-opens_at", "-pk")


def with_slips() -> QuerySet[Delivery]:
    """Those after which somebody would tell how it went."""
    slips = StorySlip.objects.filter(delivery=OuterRef("pk"))
    return followed_up().filter(Exists(slips.order_by()))


def volunteers(deliveries: Collection[Delivery]) -> list[Volunteers]:
    """Whom to call of each, drawn by lot and then always the same: no more rows are read than are shown."""
    slips = StorySlip.objects.filter(delivery__in=[each.pk for each in deliveries])
    kind = ["delivery_id", "worked"]
    drawn = slips.annotate(
        place=Window(RowNumber(), partition_by=kind, order_by="lot"),
        alike=Window(Count("pk"), partition_by=kind),
    ).filter(place__lte=MOST)
    found: dict[int, list[Any]] = defaultdict(list)
    for one in drawn.order_by("delivery_id", "-worked", "lot"):
        found[one.delivery_id].append(one)
    places = registries.places(found)
    return [
        Volunteers(
            each,
            places.get(each.pk, ""),
            [Offer(one.lot, one.worked, one.contact) for one in found[each.pk]],
            sum({one.worked: one.alike for one in found[each.pk]}.values()) - len(found[each.pk]),
        )
        for each in deliveries
    ]


def stories() -> QuerySet[SuccessStory]:
    """What is kept, the newest first."""
    return SuccessStory.objects.select_related("delivery__instrument_version", "recorded_by")
