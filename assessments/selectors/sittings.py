"""One sitting as its own person meets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from assessments.enums import EvidenceReason
from assessments.item_types import REGISTRY, Answer, Templates
from assessments.models import (
    Attempt,
    AttemptItem,
    Delivery,
    InstrumentEntry,
    ItemVersion,
    Response,
    ResponseEvidence,
)
from assessments.models.attempts import packed
from assessments.rules import timing
from assessments.rules.corrections import CorrectionKind
from assessments.rules.stages import Stage, stage_of
from assessments.selectors.corrections import corrections_by_id, latest_for
from assessments.selectors.marking_state import BY_HAND
from lms.accounts.models import User
from lms.core import clock
from lms.core.composed import Composed


@dataclass(frozen=True, slots=True)
class Place:
    """A question at its place in this sitting, with what is stored for it."""

    asked: AttemptItem
    response: Response | None = None

    @property
    def position(self) -> int:
        return self.asked.position

    @property
    def item(self) -> ItemVersion:
        return self.asked.item_version

    @property
    def annulled(self) -> bool:
        """Whether the question counts for nobody, or for everybody alike, since its key was found wrong."""
        return bool(getattr(self.asked, "annulled", False))

    @property
    def options(self) -> list[Mapping[str, Any]]:
        """The options in the order of this sitting."""
        by_key = {option["key"]: option for option in self.item.content.get("options", [])}
        return [by_key[key] for key in self.asked.option_order]

    @property
    def chosen(self) -> list[Mapping[str, Any]]:
        """The options that are the answer, or part of it, in the order in which it names them."""
        by_key = {option["key"]: option for option in self.item.content.get("options", [])}
        value = self.value if isinstance(self.value, list) else [self.value]
        return [by_key[key] for key in value if key in by_key]

    @property
    def right(self) -> "Place | None":
        """The same place with the right answer given; None where nothing is right or wrong."""
        answer = REGISTRY[self.item.type].right_answer(self.item.content)
        return None if answer is None else Place(self.asked, Response(answer=packed(answer)))

    @property
    def value(self) -> Answer:
        return self.response.value if self.response else None

    @property
    def answered(self) -> bool:
        return self.value is not None

    @property
    def waits(self) -> bool:
        """Whether words that earn points are not marked yet (`selectors.marking_state`)."""
        earns = self.item.type in BY_HAND and self.asked.points > 0
        return earns and self.answered and self.response is not None and self.response.mark is None

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
    def templates(self) -> Templates:
        return templates_of(self.item)


def templates_of(item: ItemVersion) -> Templates:
    """The templates that show a question, as its type names them."""
    return Templates._make(f"assessments/items/{name}.html" for name in REGISTRY[item.type].templates)


@dataclass(frozen=True)
class Sitting:
    """A sitting at one moment."""

    attempt: Attempt
    places: list[Place]
    now: datetime = field(default_factory=lambda: clock.now())

    @cached_property
    def state(self) -> timing.State:
        return timing.state(submitted_at=self.attempt.submitted_at, due_at=self.attempt.due_at, now=self.now)

    @cached_property
    def stage(self) -> Stage:
        """How far it is on the way to what the person learns."""
        waits = any(place.waits for place in self.places)
        return stage_of(self.state, waits=waits, tells=self.delivery.tells)

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


_OWN = Composed(
    lambda user, uuid: (
        Attempt.objects.filter(user=user, uuid=uuid).select_related("delivery").order_by("pk")[:1]
    )
)
_RESPONSES = Composed(lambda attempt: Response.objects.filter(attempt=attempt).order_by())
_ASKED = Composed(
    lambda attempt: (
        AttemptItem.objects.filter(attempt=attempt)
        .annotate(correction=latest_for(delivery="attempt__delivery", item_version="item_version"))
        .select_related("item_version")
        .order_by("position")
    )
)


def own_sitting(*, user: User, uuid: UUID) -> Sitting | None:
    """The person's own sitting as it was laid out at its start; None when there is none of theirs."""
    attempt: Attempt | None = next(iter(_OWN(user=user.pk, uuid=uuid)), None)
    if attempt is None:
        return None
    responses = {one.item_version_id: one for one in _RESPONSES(attempt=attempt.pk)}
    return Sitting(
        attempt, [Place(one, responses.get(one.item_version_id)) for one in _as_corrected(attempt)]
    )


def _as_corrected(attempt: Attempt) -> list[AttemptItem]:
    """What was asked, with keys as corrected since; `annulled` where a question counts for nobody."""
    items: list[Any] = _ASKED(attempt=attempt.pk)
    corrections = corrections_by_id(one.correction for one in items)
    for one in items:
        change = corrections.get(one.correction)
        one.annulled = change is not None and change.kind is not CorrectionKind.KEY
        if change is not None and not one.annulled:
            one.item_version.content = change.content  # for showing: versions are never saved again
    return items


def acknowledged(*, user: User, uuid: UUID, item: UUID, seq: int) -> bool:
    """Whether exactly this edit of one's own sitting is what is stored."""
    return Response.objects.filter(
        attempt__uuid=uuid, attempt__user=user, item_version__uuid=item, seq=seq
    ).exists()


def uncounted(sitting: Sitting) -> list[Place]:
    """The questions of a sitting to which an answer came after its end that is not the one which counts."""
    late = ResponseEvidence.objects.filter(
        attempt=sitting.attempt, reason__in=(EvidenceReason.LATE, EvidenceReason.SUBMITTED)
    )
    newest = {one.item_version_id: one.value for one in late.order_by("seq", "id")}
    return [
        place for place in sitting.places if place.item.pk in newest and newest[place.item.pk] != place.value
    ]


def items_of(delivery: Delivery) -> list[ItemVersion]:
    """The questions in written order."""
    return items_of_version(delivery.instrument_version_id)


def items_of_version(version_id: int) -> list[ItemVersion]:
    """The questions of an instrument version in written order."""
    entries = InstrumentEntry.objects.filter(version=version_id).select_related("item_version")
    return [entry.item_version for entry in entries.order_by("position")]


def last_finished(*, user: User, delivery: Delivery) -> Attempt | None:
    """The person's latest sitting that is over, handed in or not."""
    late = Q(submitted_at__isnull=False) | Q(due_at__lt=clock.now() - timing.GRACE)
    return Attempt.objects.filter(late, user=user, delivery=delivery).order_by("-number").first()
