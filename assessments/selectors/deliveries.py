"""How deliveries stand for people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count, Q

from assessments.data import DeliveryState
from assessments.models import AnonymousReceipt, Attempt, Delivery, InstrumentEntry
from assessments.rules import timing
from assessments.selectors.scores import Scored, finished_attempts
from lms.accounts.models import User
from lms.core import clock


def delivery_states(*, user: User, delivery_ids: Collection[int]) -> dict[int, DeliveryState]:
    """The state of each delivery for one person, by delivery id; computed, nothing is written."""
    now = clock.now()
    deliveries = list(
        Delivery.objects.filter(pk__in=delivery_ids).select_related("instrument_version").order_by("pk")
    )
    questions = dict(
        InstrumentEntry.objects.filter(version__in={one.instrument_version_id for one in deliveries})
        .order_by()
        .values_list("version_id")
        .annotate(Count("pk"))
    )
    receipts = dict(
        AnonymousReceipt.objects.filter(user=user, delivery_id__in=delivery_ids).values_list(
            "delivery_id", "on"
        )
    )
    finished: dict[int, list[Scored]] = defaultdict(list)
    for scored in finished_attempts(delivery_ids, user_ids=[user.pk], now=now):
        finished[scored.attempt.delivery_id].append(scored)
    going = _going(user, delivery_ids, now)
    return {
        one.pk: _state(
            one,
            now=now,
            questions=questions.get(one.instrument_version_id, 0),
            receipt=receipts.get(one.pk),
            finished=finished[one.pk],
            going=going.get(one.pk),
        )
        for one in deliveries
    }


def participation(
    *, delivery_ids: Collection[int], user_ids: Collection[int] | None = None
) -> set[tuple[int, int]]:
    """(delivery id, user id) of everybody who finished, or of those named in `user_ids`.

    Anonymous deliveries count by their receipts.
    """
    now = clock.now()
    named = (
        Attempt.objects.filter(delivery_id__in=delivery_ids)
        .filter(Q(submitted_at__isnull=False) | Q(due_at__lt=now - timing.GRACE))
        .order_by("pk")
        .values_list("delivery_id", "user_id")
    )
    receipts = AnonymousReceipt.objects.filter(delivery_id__in=delivery_ids).values_list(
        "delivery_id", "user_id"
    )
    if user_ids is not None:
        named, receipts = named.filter(user_id__in=user_ids), receipts.filter(user_id__in=user_ids)
    return {*named, *receipts}


def _going(user: User, delivery_ids: Iterable[int], now: datetime) -> dict[int, Attempt]:
    """Sittings under way, each with how many questions are answered."""
    open_attempts = (
        Attempt.objects.filter(user=user, delivery_id__in=delivery_ids, submitted_at__isnull=True)
        .exclude(due_at__lt=now - timing.GRACE)
        .annotate(answered=Count("responses", filter=Q(responses__answer__has_key="value")))
        .order_by("pk")
    )
    return {attempt.delivery_id: attempt for attempt in open_attempts}


def _state(delivery, *, now, questions, receipt, finished, going) -> DeliveryState:
    used = len(finished) + bool(going) + bool(receipt)
    scores = [one.score for one in finished if one.score is not None]
    return DeliveryState(
        delivery_id=delivery.pk,
        status=_status(delivery, now=now, going=going, done=bool(finished or receipt)),
        attempts_used=used,
        attempts_left=max(0, delivery.max_attempts - used),
        minutes=delivery.time_limit or delivery.instrument_version.minutes,
        questions=questions,
        answered=going.answered if going else 0,
        open_attempt=going.uuid if going else None,
        first_score=scores[0] if scores else None,
        best_score=max(scores, default=None),
        max_score=finished[0].max_score if finished else None,
        submitted_at=finished[-1].submitted_at if finished else None,
        submitted_on=receipt,
    )


def _status(delivery: Delivery, *, now: datetime, going: Attempt | None, done: bool) -> str:
    if going:
        return "in_progress"
    if done:
        return "submitted"
    if now < delivery.opens_at:
        return "not_open"
    if delivery.closes_at and now >= delivery.closes_at:
        return "closed"
    return "open"
