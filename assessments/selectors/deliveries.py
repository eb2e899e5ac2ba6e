"""How deliveries stand for people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONArray

from assessments.data import AttemptScore, DeliveryState, OwnSitting, TopicScore
from assessments.enums import ScoreScope
from assessments.models import AnonymousReceipt, Attempt, Delivery, Response, Score
from assessments.rules import timing
from assessments.selectors.scores import marked_late
from lms.accounts.models import User
from lms.core import clock
from lms.core.composed import Composed
from lms.core.json_rows import JSONObjectOf

_RECEIPTS = Composed(
    lambda user, deliveries: (
        AnonymousReceipt.objects.filter(user=user, delivery_id__in=deliveries)
        .order_by()
        .values_list("delivery_id", "on")
    )
)


def _sittings(user: int, deliveries: Sequence[int]) -> QuerySet[Any]:
    """Sittings in order, with how many questions they ask and, of those not handed in, have answers to."""
    answers = Response.objects.filter(attempt=OuterRef("pk"), answer__has_key="value").order_by()
    counted = Subquery(answers.values("attempt").values_list(Count("pk")))
    return (
        Attempt.objects.filter(user=user, delivery_id__in=deliveries)
        .annotate(
            asked=F("instrument_version__questions"),
            answered=Case(When(submitted_at=None, then=Coalesce(counted, 0))),
        )
        .order_by("delivery_id", "number")
    )


def _scored_sittings(user: int, deliveries: Sequence[int]) -> QuerySet[Any]:
    """The same, each with its points in force, in all and by topic, where it is marked."""
    in_force = Q(scores__scope=ScoreScope.TOTAL, scores__revision=F("revision"))
    by_topic = Score.objects.filter(
        attempt=OuterRef("pk"), revision=OuterRef("revision"), scope=ScoreScope.TOPIC
    )
    as_object = JSONObjectOf("topic", JSONArray("points", "maximum"))
    return (
        _sittings(user, deliveries)
        .annotate(total=FilteredRelation("scores", condition=in_force))
        .annotate(
            points=F("total__points"),
            maximum=F("total__maximum"),
            topics=Subquery(by_topic.order_by().values("attempt").annotate(told=as_object).values("told")),
        )
    )


_SITTINGS, _SCORED_SITTINGS = Composed(_sittings), Composed(_scored_sittings)


def delivery_states(*, user: User, delivery_ids: Collection[int]) -> dict[int, DeliveryState]:
    """The state of each delivery for one person, by delivery id; computed, nothing is written."""
    deliveries = Delivery.objects.filter(pk__in=delivery_ids).select_related("instrument_version")
    return _states(user, list(deliveries.order_by("pk")), lean=False)


def delivery_state(*, user: User, delivery: Delivery) -> DeliveryState:
    """The same of one delivery at hand."""
    return _states(user, [delivery], lean=False)[delivery.pk]


def own_states(
    *,
    user: User,
    deliveries: Collection[Delivery],
    scored: bool = True,
    receipts: Mapping[str, str] | None = None,
) -> dict[int, DeliveryState]:
    """The same for deliveries at hand, without what a path does not show.

    How many questions there are is said only where a sitting is under way, and is 0 elsewhere;
    `minutes` is the time limit, or 0. Without `scored` nothing is said of scores. `receipts` is what
    `receipts_of` gave, where it was asked with something else.
    """
    return _states(user, deliveries, lean=True, scored=scored, receipts=receipts)


def receipts_of(*, user: OuterRef) -> Subquery:
    """The days on which a person sent anonymous sheets, as text by delivery, as a column of another query.

    NULL or empty where there are none.
    """
    rows = AnonymousReceipt.objects.filter(user=user).order_by().values("user")
    return Subquery(rows.annotate(sent=JSONObjectOf(Cast("delivery_id", CharField()), "on")).values("sent"))


def _states(
    user: User,
    deliveries: Collection[Delivery],
    *,
    lean: bool,
    scored: bool = True,
    receipts: Mapping[str, str] | None = None,
) -> dict[int, DeliveryState]:
    now = clock.now()
    own = _own_attempts(user, [one.pk for one in deliveries], now, scored=scored)
    if receipts is None:
        sent = _receipts(user, deliveries)
    else:
        sent = {int(pk): date.fromisoformat(on) for pk, on in receipts.items()}
    return {
        one.pk: _state(
            one, now=now, receipt=sent.get(one.pk) if one.anonymous else None, own=own[one.pk], lean=lean
        )
        for one in deliveries
    }


def _receipts(user: User, deliveries: Iterable[Delivery]) -> dict[int, date]:
    anonymous = [one.pk for one in deliveries if one.anonymous]
    if not anonymous:
        return {}
    return dict(_RECEIPTS(user=user.pk, deliveries=anonymous))


def _finished(deliveries: Sequence[int], late: datetime, **of: Any) -> QuerySet[Any, Any]:
    named = Attempt.objects.filter(_over(late), delivery_id__in=deliveries, **of)
    receipts = AnonymousReceipt.objects.filter(delivery_id__in=deliveries, **of)
    columns = ("delivery_id", "user_id")
    return named.order_by().values_list(*columns).union(receipts.order_by().values_list(*columns))


_FINISHED = Composed(_finished)
_FINISHED_BY = Composed(lambda deliveries, late, people: _finished(deliveries, late, user_id__in=people))


def participation(
    *, delivery_ids: Collection[int], user_ids: Collection[int] | None = None
) -> set[tuple[int, int]]:
    """(delivery id, user id) of everybody who finished, or of those named in `user_ids`.

    Anonymous deliveries count by their receipts.
    """
    deliveries, late = list(delivery_ids), clock.now() - timing.GRACE
    if user_ids is None:
        return set(_FINISHED(deliveries=deliveries, late=late))
    return set(_FINISHED_BY(deliveries=deliveries, late=late, people=list(user_ids)))


def is_finished(*, delivery: OuterRef | str, user: OuterRef | str) -> Q:
    """The condition "this person finished this delivery", for a query of another app that counts.

    `delivery` and `user` refer to columns of that query with their ids.
    """
    named = Attempt.objects.filter(_over(clock.now() - timing.GRACE), delivery_id=delivery, user_id=user)
    receipts = AnonymousReceipt.objects.filter(delivery_id=delivery, user_id=user)
    return Q(Exists(named.order_by())) | Q(Exists(receipts.order_by()))


def _over(late: datetime) -> Q:
    """Handed in, or out of time for so long that nothing more is taken: since before `late`."""
    return Q(submitted_at__isnull=False) | Q(due_at__lt=late)


def _own_attempts(
    user: User, delivery_ids: Iterable[int], now: datetime, *, scored: bool
) -> dict[int, list[Any]]:
    """The person's sittings by delivery, in order.

    Each with `points`, `maximum`, `topics`, `answered`, `asked`, `going`, in one query. Those that ran out
    of time are marked here: what they answered is read only where there are any.
    """
    read = _SCORED_SITTINGS if scored else _SITTINGS
    attempts: list[Any] = read(user=user.pk, deliveries=list(delivery_ids))
    found: dict[int, list[Any]] = defaultdict(list)
    for one in attempts:
        one.state = timing.state(submitted_at=one.submitted_at, due_at=one.due_at, now=now)
        one.going = one.state is timing.State.IN_PROGRESS
        if not scored:
            one.points = one.maximum = one.topics = None
        found[one.delivery_id].append(one)
    if scored:
        late: list[tuple[Any, Any]] = list(
            marked_late([one for one in attempts if one.state is timing.State.EXPIRED])
        )
        for one, marked in late:
            one.points, one.maximum, one.topics = marked.score, marked.max_score, marked.topics
    return found


def _marked(own: Iterable[Any]) -> tuple[OwnSitting, ...]:
    found = []
    for one in own:
        whose = (one.delivery_id, one.user_id, one.number)
        if one.points is not None:
            score = AttemptScore(*whose, one.points, one.maximum, one.submitted_at or one.due_at)
            topics = sorted((one.topics or {}).items())
            by_topic = tuple(TopicScore(*whose, topic, *points) for topic, points in topics)
            found.append(OwnSitting(score, by_topic, one.instrument_version_id))
    return tuple(found)


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
        marked=_marked(finished),
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
