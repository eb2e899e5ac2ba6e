"""Who would tell how a course went in their work, and the stories that are kept."""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from assessments.enums import Purpose
from assessments.models import Delivery, StorySlip, SuccessStory
from lms.core import clock

MOST = 3
"""How many of each kind are called: the most and the least successful few say most (success case method)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A volunteer's slip; `mark` finds it again, whatever its key has become meanwhile."""

    mark: str
    worked: bool
    contact: str


@dataclass(frozen=True, slots=True)
class Volunteers:
    """Of one follow-up whom to call, at most three for whom it worked and three for whom it did not."""

    delivery: Delivery
    offers: list[Offer]
    waiting: int


def followed_up() -> QuerySet[Delivery]:
    """The follow-ups that have opened, the newest first."""
    asked = Delivery.objects.filter(purpose=Purpose.FOLLOW_UP, opens_at__lte=clock.now())
    return asked.select_related("instrument_version").order_by("-opens_at", "-pk")


def with_slips() -> QuerySet[Delivery]:
    """Those after which somebody would tell how it went."""
    slips = StorySlip.objects.filter(delivery=OuterRef("pk"))
    return followed_up().filter(Exists(slips.order_by()))


def volunteers(deliveries: Collection[Delivery]) -> list[Volunteers]:
    """Whom to call of each, drawn by lot and then always the same; one query."""
    found: dict[int, list[Offer]] = defaultdict(list)
    for one in StorySlip.objects.filter(delivery__in=[each.pk for each in deliveries]):
        found[one.delivery_id].append(Offer(mark_of(one), one.worked, one.contact))
    drawn = []
    for each in deliveries:
        own = sorted(found[each.pk], key=lambda offer: offer.mark)
        chosen = [
            offer for kind in (True, False) for offer in [one for one in own if one.worked is kind][:MOST]
        ]
        drawn.append(Volunteers(each, chosen, len(own) - len(chosen)))
    return drawn


def mark_of(slip: StorySlip) -> str:
    """A short text that the slip keeps when it is written anew under another key."""
    said = f"{slip.delivery_id}:{slip.worked}:{slip.contact}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def stories() -> QuerySet[SuccessStory]:
    """What is kept, the newest first."""
    return SuccessStory.objects.select_related("delivery__instrument_version", "recorded_by")
