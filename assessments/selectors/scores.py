"""Scores of finished sittings, read as plain rows: nothing is marked again here.

A sitting whose time ran out counts as finished at its deadline even before anything wrote so:
until `close_expired_attempts` does, its score is computed by the very rule that will store it.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import Case, F, QuerySet, When

from assessments.data import AttemptScore, TopicScore
from assessments.enums import ScoreScope
from assessments.models import Attempt, Score
from assessments.rules import timing
from assessments.rules.marking import Marked, mark_all
from assessments.selectors.questions import answers_of, questions_of
from lms.core import clock
from lms.core.composed import Composed

Ids = Collection[int]
Row = TypeVar("Row", AttemptScore, TopicScore)


_OF_SITTINGS = ("attempt__delivery_id", "attempt__user_id", "attempt__number")


class _Two(NamedTuple):
    """A query of deliveries, and of some people's alone."""

    of_all: Composed
    of_people: Composed


def _two(rows: Callable[..., QuerySet[Any, Any]]) -> _Two:
    """`rows` takes delivery ids and user ids or None."""
    return _Two(
        Composed(lambda deliveries, **more: rows(deliveries, None, **more)),
        Composed(lambda deliveries, people, **more: rows(deliveries, people, **more)),
    )


def _read(asked: _Two, delivery_ids: Ids, user_ids: Ids | None, **more: Any) -> list[Any]:
    if user_ids is None:
        return asked.of_all(deliveries=list(delivery_ids), **more)
    return asked.of_people(deliveries=list(delivery_ids), people=list(user_ids), **more)


_TOTALS = _two(
    lambda deliveries, people: (
        scores_in_force(deliveries, people)
        .filter(scope=ScoreScope.TOTAL)
        .values_list(*_OF_SITTINGS, "points", "maximum", "attempt__submitted_at")
    )
)
_TOPICS = _two(
    lambda deliveries, people: (
        scores_in_force(deliveries, people)
        .filter(scope=ScoreScope.TOPIC)
        .values_list(*_OF_SITTINGS, "topic", "points", "maximum")
    )
)
# Reading a moment costs as much as the rest of a row, and topics do not tell theirs.
_AT_OF_TOTALS = Case(When(scope=ScoreScope.TOTAL, then=F("attempt__submitted_at")))
_SCORES = _two(
    lambda deliveries, people: scores_in_force(deliveries, people).values_list(
        *_OF_SITTINGS, "topic", "points", "maximum", _AT_OF_TOTALS
    )
)
_LATE = _two(
    lambda deliveries, people, before: (
        _of(people, Attempt.objects.filter(delivery_id__in=deliveries), "user_id__in")
        .filter(submitted_at__isnull=True, due_at__lt=before)
        .order_by("delivery_id", "user_id", "number")
    )
)


def attempt_scores(*, delivery_ids: Ids, user_ids: Ids | None = None) -> list[AttemptScore]:
    """Scores of marked, finished sittings, by delivery, person and number; of `user_ids` alone, if given."""
    found = [AttemptScore._make(row) for row in _read(_TOTALS, delivery_ids, user_ids)]
    return _merged(found, _late_totals(late_attempts(delivery_ids, user_ids)))


def topic_scores(*, delivery_ids: Ids, user_ids: Ids | None = None) -> list[TopicScore]:
    """Scores by topic of finished sittings, in order; of `user_ids` alone, if given."""
    found = [TopicScore._make(row) for row in _read(_TOPICS, delivery_ids, user_ids)]
    return _merged(found, _late_topics(late_attempts(delivery_ids, user_ids)))


def sitting_scores(
    *, delivery_ids: Ids, user_ids: Ids | None = None
) -> tuple[list[AttemptScore], list[TopicScore]]:
    """Both of the above, for one reading."""
    totals: list[AttemptScore] = []
    topics: list[TopicScore] = []
    for delivery_id, user_id, number, topic, points, maximum, at in _read(_SCORES, delivery_ids, user_ids):
        if topic:
            topics.append(TopicScore(delivery_id, user_id, number, topic, points, maximum))
        elif at is not None:  # a score in force is of a sitting handed in
            totals.append(AttemptScore(delivery_id, user_id, number, points, maximum, at))
    late = [(one, marked) for one, marked in late_attempts(delivery_ids, user_ids) if marked.total]
    return _merged(totals, _late_totals(late)), _merged(topics, _late_topics(late))


def scores_in_force(delivery_ids: Ids, user_ids: Ids | None = None) -> QuerySet[Score]:
    """The scores that no later marking replaced, by delivery, person, number, topic."""
    rows = Score.objects.filter(
        attempt__delivery_id__in=delivery_ids,
        revision=F("attempt__revision"),
    )
    return _of(user_ids, rows, "attempt__user_id__in").order_by(
        "attempt__delivery_id", "attempt__user_id", "attempt__number", "topic"
    )


def _of(people: Ids | None, rows: QuerySet[Any], named: str) -> QuerySet[Any]:
    return rows if people is None else rows.filter(**{named: people})


def late_attempts(
    delivery_ids: Ids, user_ids: Ids | None = None, *, now: datetime | None = None
) -> list[tuple[Attempt, Marked]]:
    """Sittings whose time ran out and that nothing closed yet, each with the marks it will get.

    There are few, since a scheduled task closes them.
    """
    return marked_late(_read(_LATE, delivery_ids, user_ids, before=(now or clock.now()) - timing.GRACE))


def marked_late(attempts: Iterable[Attempt]) -> list[tuple[Attempt, Marked]]:
    """Each sitting with the marks that its stored answers earn."""
    late = list(attempts)
    if not late:
        return []
    ids = [one.pk for one in late]
    questions, answers = questions_of(ids), answers_of(ids)
    return [(one, mark_all(questions.get(one.pk, []), answers.get(one.pk, {}))) for one in late]


def _late_totals(late: Iterable[tuple[Attempt, Marked]]) -> list[AttemptScore]:
    return [
        AttemptScore(one.delivery_id, one.user_id, one.number, *marked.total, one.due_at)
        for one, marked in late
        if marked.total and one.due_at
    ]


def _late_topics(late: Iterable[tuple[Attempt, Marked]]) -> list[TopicScore]:
    return [
        TopicScore(one.delivery_id, one.user_id, one.number, topic, *points)
        for one, marked in late
        for topic, points in marked.topics.items()
    ]


def _merged(found: list[Row], late: list[Row]) -> list[Row]:
    """In order; without late ones the database has sorted already."""
    rows: list[Any] = [*found, *late]
    return sorted(rows) if late else rows
