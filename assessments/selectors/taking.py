"""Who takes a delivery and how far each one is, for whoever runs it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from assessments.models import Attempt, Delivery, DeliveryChange, DeliveryForm
from assessments.rules import timing
from assessments.rules.marking import Points
from assessments.rules.stages import Stage, stage_of, that_counts
from assessments.selectors.marking_state import waiting
from assessments.selectors.scores import attempt_scores
from lms.accounts.models import User
from lms.core import clock


@dataclass(frozen=True, slots=True)
class Taker:
    """One person in a delivery: the sittings begun, how far the latest is, and the points that count."""

    person: User
    attempts: int
    stage: Stage | None
    started_at: datetime | None
    ended_at: datetime | None
    points: Points | None

    @property
    def share(self) -> float | None:
        return self.points.earned / self.points.maximum if self.points and self.points.maximum else None


def takers(delivery: Delivery, people: Iterable[User]) -> list[Taker]:
    """How far each of these people is, in their order; as many queries however many they are."""
    listed = list(people)
    ids = [one.pk for one in listed]
    sittings: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(delivery=delivery, user__in=ids).order_by("user_id", "number"):
        sittings[attempt.user_id].append(attempt)
    scores: dict[int, list[tuple[float, Points]]] = defaultdict(list)
    for one in attempt_scores(delivery_ids=[delivery.pk], user_ids=ids):
        scores[one.user_id].append((one.score, Points(one.score, one.max_score)))
    waits = waiting([attempt.pk for own in sittings.values() for attempt in own])
    now = clock.now()
    return [
        _taker(delivery, one, sittings[one.pk], that_counts(delivery.counts, scores[one.pk]), waits, now)
        for one in listed
    ]


def _taker(
    delivery: Delivery,
    person: User,
    own: list[Attempt],
    points: Points | None,
    waits: set[int],
    now: datetime,
) -> Taker:
    if not own:
        return Taker(person, 0, None, None, None, None)
    last = own[-1]
    state = timing.state(submitted_at=last.submitted_at, due_at=last.due_at, now=now)
    over = state is not timing.State.IN_PROGRESS
    return Taker(
        person=person,
        attempts=len(own),
        stage=stage_of(state, waits=last.pk in waits, tells=delivery.tells),
        started_at=last.started_at,
        ended_at=(last.submitted_at or last.due_at) if over else None,
        points=points,
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people have begun a delivery, and how many have handed in."""

    begun: int
    handed_in: int


def figures(delivery: Delivery) -> Figures:
    """In one query, over people rather than sittings."""
    people = Count("user", distinct=True)
    over = Q(submitted_at__isnull=False) | Q(due_at__lt=clock.now() - timing.GRACE)
    found = Attempt.objects.filter(delivery=delivery).aggregate(
        begun=people, handed_in=Count("user", distinct=True, filter=over)
    )
    return Figures(**found)


def forms_of(delivery: Delivery) -> list[tuple[DeliveryForm, int]]:
    """The parallel forms by label, each with how many sittings got it."""
    rows = Attempt.objects.filter(delivery=delivery).order_by().values_list("instrument_version_id")
    had = dict(rows.annotate(Count("pk")))
    forms = DeliveryForm.objects.filter(delivery=delivery).select_related("instrument_version")
    return [(one, had.get(one.instrument_version_id, 0)) for one in forms.order_by("label")]


def crossed_with(delivery: Delivery) -> list[Delivery]:
    """The other deliveries whose forms are taken crosswise with this one's, in their order."""
    leader = delivery.crossed_with_id or delivery.pk
    together = Delivery.objects.filter(Q(pk=leader) | Q(crossed_with=leader)).exclude(pk=delivery.pk)
    return list(together.order_by("crossed_place"))


def changes_of(delivery: Delivery) -> list[DeliveryChange]:
    """Its changes, the latest first."""
    rows = DeliveryChange.objects.filter(delivery=delivery).select_related("actor")
    return list(rows.order_by("-at", "-id"))
