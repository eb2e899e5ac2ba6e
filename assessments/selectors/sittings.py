"""One sitting as its own person meets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from assessments.item_types import REGISTRY, Answer
from assessments.models import Attempt, Delivery, InstrumentEntry, ItemVersion, Response
from assessments.rules import timing
from assessments.rules.ordering import shuffled
from lms.accounts.models import User
from lms.core import clock


@dataclass(frozen=True, slots=True)
class Place:
    """A question at its place in this sitting, with what is stored for it."""

    position: int
    item: ItemVersion
    options: list[Mapping[str, Any]]
    response: Response | None = None

    @property
    def value(self) -> Answer:
        return self.response.value if self.response else None

    @property
    def answered(self) -> bool:
        return self.value is not None

    @property
    def flagged(self) -> bool:
        return bool(self.response and self.response.flagged)

    @property
    def saved_at(self) -> datetime | None:
        return self.response.saved_at if self.response else None

    @property
    def next_seq(self) -> int:
        return (self.response.seq if self.response else 0) + 1

    @property
    def input_template(self) -> str:
        return f"assessments/items/{self.item.type}.html"

    @property
    def answer_template(self) -> str:
        return f"assessments/items/{self.item.type}_answer.html"


@dataclass(frozen=True)
class Sitting:
    """A sitting at one moment."""

    attempt: Attempt
    places: list[Place]
    now: datetime = field(default_factory=clock.now)

    @cached_property
    def state(self) -> timing.State:
        return timing.state(submitted_at=self.attempt.submitted_at, due_at=self.attempt.due_at, now=self.now)

    @property
    def is_open(self) -> bool:
        return self.state is timing.State.IN_PROGRESS

    @property
    def ended_at(self) -> datetime | None:
        return self.attempt.submitted_at or self.attempt.due_at

    @property
    def delivery(self) -> Delivery:
        return self.attempt.delivery

    @property
    def seconds_left(self) -> int | None:
        return timing.seconds_left(due_at=self.attempt.due_at, now=self.now)

    @property
    def minutes_left(self) -> int | None:
        return None if self.seconds_left is None else self.seconds_left // 60

    @property
    def answered(self) -> int:
        return sum(place.answered for place in self.places)

    @property
    def unanswered(self) -> list[Place]:
        return [place for place in self.places if not place.answered]

    @property
    def flagged(self) -> list[Place]:
        return [place for place in self.places if place.flagged]

    @property
    def where_stopped(self) -> int:
        """The first question without an answer, else the last one."""
        return self.unanswered[0].position if self.unanswered else len(self.places)


def own_sitting(*, user: User, uuid: UUID) -> Sitting | None:
    """The person's own sitting, in the order of its seed; None when there is none of theirs."""
    attempt = (
        Attempt.objects.filter(user=user, uuid=uuid).select_related("delivery__instrument_version").first()
    )
    if attempt is None:
        return None
    items = items_of(attempt.delivery)
    if attempt.delivery.shuffle:
        items = shuffled(items, seed=attempt.seed, name=lambda item: str(item.uuid))
    responses = {one.item_version_id: one for one in Response.objects.filter(attempt=attempt)}
    return Sitting(
        attempt,
        [
            Place(position, item, options_of(item, attempt), responses.get(item.pk))
            for position, item in enumerate(items, start=1)
        ],
    )


def items_of(delivery: Delivery) -> list[ItemVersion]:
    """The questions in written order."""
    entries = (
        InstrumentEntry.objects.filter(version=delivery.instrument_version_id)
        .select_related("item_version")
        .order_by("position")
    )
    return [entry.item_version for entry in entries]


def options_of(item: ItemVersion, attempt: Attempt) -> list[Mapping[str, Any]]:
    """The options as this sitting shows them; only a type that names its options has them shuffled."""
    keys = list(REGISTRY[item.type].option_keys(item.content))
    if attempt.delivery.shuffle:
        keys = shuffled(keys, seed=attempt.seed, name=lambda key: f"{item.uuid}:{key}")
    by_key = {option["key"]: option for option in item.content.get("options", [])}
    return [by_key[key] for key in keys]


def last_finished(*, user: User, delivery: Delivery) -> Attempt | None:
    """The person's latest sitting that is over, handed in or not."""
    late = Q(submitted_at__isnull=False) | Q(due_at__lt=clock.now() - timing.GRACE)
    return Attempt.objects.filter(late, user=user, delivery=delivery).order_by("-number").first()
