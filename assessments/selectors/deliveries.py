"""How deliveries stand for people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from assessments.data import DeliveryState
from assessments.models import AnonymousReceipt, Attempt, Delivery, InstrumentEntry
from assessments.rules import timing
from assessments.selectors.scores import Scored, finished_attempts, scored
from lms.accounts.models import User
from lms.core import clock


def delivery_states(*, user: User, delivery_ids: Collection[int]) -> dict[int, DeliveryState]:
    """The state of each delivery for one person, by delivery id; computed, nothing is written."""
    deliveries = Delivery.objects.filter(pk__in=delivery_ids).select_related("instrument_version")
    rows = list(deliveries.order_by("pk"))
    return _states(user, rows, _questions(rows))


def own_states(*, user: User, deliveries: Collection[Delivery]) -> dict[int, DeliveryState]:
    """The same for deliveries at hand, without what a path does not show.

    How many questions there are is read only where a sitting is under way, and is 0 elsewhere;
    `minutes` is the time limit, or 0.
    """
    return _states(user, deliveries, None)


def _states(
    user: User, deliveries: Collection[Delivery], questions: Mapping[int, int] | None
) -> dict[int, DeliveryState]:
    now, lean = clock.now(), questions is None
    finished, going = _own_attempts(user, deliveries, now)
    if questions is None:
        questions = _questions([one for one in deliveries if one.pk in going])
    receipts = _receipts(user, deliveries)
    return {
        one.pk: _state(
            one,
            now=now,
            questions=questions.get(one.instrument_version_id, 0),
            minutes=0 if lean else one.instrument_version.minutes,
            receipt=receipts.get(one.pk),
            finished=finished[one.pk],
            going=going.get(one.pk),
        )
        for one in deliveries
    }


def _questions(deliveries: Iterable[Delivery]) -> dict[int, int]:
    versions = {one.instrument_version_id for one in deliveries}
    if not versions:
        return {}
    rows = InstrumentEntry.objects.filter(version__in=versions).order_by().values_list("version_id")
    return dict(rows.annotate(Count("pk")))


def _receipts(user: User, deliveries: Iterable[Delivery]) -> dict[int, date]:
    anonymous = [one.pk for one in deliveries if one.anonymous]
    if not anonymous:
        return {}
    rows = AnonymousReceipt.objects.filter(user=user, delivery_id__in=anonymous)
    return dict(rows.values_list("delivery_id", "on"))


def _own_attempts(
    user: User, deliveries: Collection[Delivery], now: datetime
) -> tuple[dict[int, list[Scored]], dict[int, Attempt]]:
    """The person's finished sittings by delivery, and those under way, out of one query as a rule."""
    by_id = {one.pk: one for one in deliveries}
    rows = Attempt.objects.filter(user=user, delivery_id__in=by_id).order_by("delivery_id", "number", "pk")
    finished: dict[int, list[Scored]] = defaultdict(list)
    going: dict[int, Attempt] = {}
    late = []
    for attempt in rows:
        attempt.delivery = by_id[attempt.delivery_id]
        if attempt.submitted_at is not None:
            finished[attempt.delivery_id].append(scored(attempt))
        elif attempt.due_at is not None and attempt.due_at < now - timing.GRACE:
            late.append(attempt.delivery_id)
        else:
            going[attempt.delivery_id] = attempt
    if late:
        # The time ran out and nothing wrote so yet: their marks have to be computed.
        for delivery_id in late:
            finished.pop(delivery_id, None)
        for one in finished_attempts(late, user_ids=[user.pk], now=now):
            finished[one.attempt.delivery_id].append(one)
    if going:
        answered = dict(
            Attempt.objects.filter(pk__in=[one.pk for one in going.values()])
            .order_by()
            .values_list("pk", Count("responses", filter=Q(responses__answer__has_key="value")))
        )
        for attempt in going.values():
            attempt.answered = answered[attempt.pk]
    return finished, going


def participation(
    *, delivery_ids: Collection[int], user_ids: Collection[int] | None = None
) -> set[tuple[int, int]]:
    """(delivery id, user id) of everybody who finished, or of those named in `user_ids`.

    Anonymous deliveries count by their receipts.
    """
    named = Attempt.objects.filter(_over(clock.now()), delivery_id__in=delivery_ids)
    receipts = AnonymousReceipt.objects.filter(delivery_id__in=delivery_ids)
    if user_ids is not None:
        named, receipts = named.filter(user_id__in=user_ids), receipts.filter(user_id__in=user_ids)
    columns = ("delivery_id", "user_id")
    return set(named.order_by().values_list(*columns).union(receipts.order_by().values_list(*columns)))


def is_finished(*, delivery: OuterRef | str, user: OuterRef | str) -> Q:
    """The condition "this person finished this delivery", for a query of another app that counts.

    `delivery` and `user` refer to columns of that query with their ids.
    """
    named = Attempt.objects.filter(_over(clock.now()), delivery_id=delivery, user_id=user)
    receipts = AnonymousReceipt.objects.filter(delivery_id=delivery, user_id=user)
    return Q(Exists(named.order_by())) | Q(Exists(receipts.order_by()))


def _over(now: datetime) -> Q:
    """Handed in, or out of time for so long that nothing more is taken."""
    return Q(submitted_at__isnull=False) | Q(due_at__lt=now - timing.GRACE)


def _state(delivery, *, now, questions, minutes, receipt, finished, going) -> DeliveryState:
    used = len(finished) + bool(going) + bool(receipt)
    scores = [one.score for one in finished if one.score is not None]
    return DeliveryState(
        delivery_id=delivery.pk,
        status=_status(delivery, now=now, going=going, done=bool(finished or receipt)),
        attempts_used=used,
        attempts_left=max(0, delivery.max_attempts - used),
        minutes=delivery.time_limit or minutes,
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
