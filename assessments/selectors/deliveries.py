"""How deliveries stand for people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from assessments.data import DeliveryState
from assessments.enums import ScoreScope
from assessments.models import AnonymousReceipt, Attempt, Delivery, Score
from assessments.rules import timing
from assessments.selectors.scores import marked_late
from lms.accounts.models import User
from lms.core import clock


def delivery_states(*, user: User, delivery_ids: Collection[int]) -> dict[int, DeliveryState]:
    """The state of each delivery for one person, by delivery id; computed, nothing is written."""
    deliveries = Delivery.objects.filter(pk__in=delivery_ids).select_related("instrument_version")
    return _states(user, list(deliveries.order_by("pk")), lean=False)


def delivery_state(*, user: User, delivery: Delivery) -> DeliveryState:
    """The same of one delivery at hand."""
    return _states(user, [delivery], lean=False)[delivery.pk]


def own_states(
    *, user: User, deliveries: Collection[Delivery], scored: bool = True
) -> dict[int, DeliveryState]:
    """The same for deliveries at hand, without what a path does not show.

    How many questions there are is said only where a sitting is under way, and is 0 elsewhere;
    `minutes` is the time limit, or 0. Without `scored` nothing is said of scores.
    """
    return _states(user, deliveries, lean=True, scored=scored)


def _states(
    user: User, deliveries: Collection[Delivery], *, lean: bool, scored: bool = True
) -> dict[int, DeliveryState]:
    now = clock.now()
    own = _own_attempts(user, [one.pk for one in deliveries], now, scored=scored)
    receipts = _receipts(user, deliveries)
    return {
        one.pk: _state(one, now=now, receipt=receipts.get(one.pk), own=own[one.pk], lean=lean)
        for one in deliveries
    }


def _receipts(user: User, deliveries: Iterable[Delivery]) -> dict[int, date]:
    anonymous = [one.pk for one in deliveries if one.anonymous]
    if not anonymous:
        return {}
    rows = AnonymousReceipt.objects.filter(user=user, delivery_id__in=anonymous)
    return dict(rows.order_by().values_list("delivery_id", "on"))


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


def _own_attempts(
    user: User, delivery_ids: Iterable[int], now: datetime, *, scored: bool
) -> dict[int, list[Any]]:
    """The person's sittings by delivery, in order.

    Each with `points`, `maximum`, `answered`, `asked`, `going`. What is told of finished sittings
    alone, and of those under way alone, is asked only where there are any.
    """
    attempts: list[Any] = list(
        Attempt.objects.filter(user=user, delivery_id__in=delivery_ids).order_by("delivery_id", "number")
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for one in attempts:
        one.state = timing.state(submitted_at=one.submitted_at, due_at=one.due_at, now=now)
        one.going = one.state is timing.State.IN_PROGRESS
        one.points = one.maximum = None
        found[one.delivery_id].append(one)
    _count_answers([one for one in attempts if one.going])
    if scored:
        _add_scores([one for one in attempts if not one.going])
    return found


def _count_answers(going: Sequence[Any]) -> None:
    if not going:
        return
    answers = Count("responses", filter=Q(responses__answer__has_key="value"))
    rows = Attempt.objects.filter(pk__in=[one.pk for one in going]).annotate(answered=answers).order_by()
    counts = {pk: told for pk, *told in rows.values_list("pk", "instrument_version__questions", "answered")}
    for one in going:
        one.asked, one.answered = counts[one.pk]


def _add_scores(finished: Sequence[Any]) -> None:
    if not finished:
        return
    rows = Score.objects.filter(attempt__in=[one.pk for one in finished], scope=ScoreScope.TOTAL).order_by()
    totals = {
        (pk, revision): points
        for pk, revision, *points in rows.values_list("attempt_id", "revision", "points", "maximum")
    }
    for one in finished:
        one.points, one.maximum = totals.get((one.pk, one.revision), (None, None))
    late: list[tuple[Any, Any]] = list(
        marked_late([one for one in finished if one.state is timing.State.EXPIRED])
    )
    for one, marked in late:
        one.points, one.maximum = marked.score, marked.max_score


def _state(
    delivery: Delivery, *, now: datetime, receipt: date | None, own: Sequence[Any], lean: bool
) -> DeliveryState:
    going = next((one for one in own if one.going), None)
    finished = [one for one in own if not one.going]
    used = len(own) + bool(receipt)
    scores = [one.points for one in finished if one.points is not None and delivery.tells]
    return DeliveryState(
        delivery_id=delivery.pk,
        status=_status(delivery, now=now, going=going, done=bool(finished or receipt)),
        attempts_used=used,
        attempts_left=max(0, delivery.max_attempts - used),
        minutes=delivery.time_limit or (0 if lean else delivery.instrument_version.minutes),
        questions=_questions(delivery, going, lean=lean),
        answered=going.answered if going else 0,
        open_attempt=going.uuid if going else None,
        first_score=scores[0] if scores else None,
        best_score=max(scores, default=None),
        max_score=finished[0].maximum if finished else None,
        submitted_at=(finished[-1].submitted_at or finished[-1].due_at) if finished else None,
        submitted_on=receipt,
    )


def _questions(delivery: Delivery, going: Any, *, lean: bool) -> int:
    if going is not None:
        return going.asked
    return 0 if lean else delivery.instrument_version.questions


def _status(delivery: Delivery, *, now: datetime, going: Any, done: bool) -> str:
    if going:
        return "in_progress"
    if done:
        return "submitted"
    if now < delivery.opens_at:
        return "not_open"
    if delivery.closes_at and now >= delivery.closes_at:
        return "closed"
    return "open"
