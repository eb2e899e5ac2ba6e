"""Scores of finished sittings.

A sitting whose time ran out counts as finished at its deadline even before anything wrote so:
its score is computed here by the very rule that will store it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from math import fsum
from types import MappingProxyType

from django.db.models import Q

from assessments.data import AttemptScore, TopicScore
from assessments.item_types import REGISTRY, is_graded
from assessments.models import Attempt
from assessments.rules import timing
from assessments.rules.marking import mark_all
from assessments.selectors.questions import answers_of, questions_of
from lms.core import clock


@dataclass(frozen=True, slots=True)
class Scored:
    """A finished sitting with the score it has or will have."""

    attempt: Attempt
    score: float | None
    max_score: float | None
    submitted_at: datetime


def finished_attempts(
    delivery_ids: Collection[int], *, user_ids: Collection[int] | None = None, now: datetime | None = None
) -> list[Scored]:
    """Finished sittings of known people, by delivery, person and number."""
    now = now or clock.now()
    rows = (
        Attempt.objects.filter(delivery_id__in=delivery_ids)
        .filter(Q(submitted_at__isnull=False) | Q(due_at__lt=now - timing.GRACE))
        .select_related("delivery")
        .order_by("delivery_id", "user_id", "number")
    )
    if user_ids is not None:
        rows = rows.filter(user_id__in=user_ids)
    attempts = list(rows)
    late = [attempt for attempt in attempts if attempt.submitted_at is None]
    questions = questions_of(one.delivery.instrument_version_id for one in late) if late else {}
    answers = answers_of(one.pk for one in late) if late else {}
    return [
        scored(one, questions.get(one.delivery.instrument_version_id, []), answers.get(one.pk, {}))
        for one in attempts
    ]


def scored(attempt: Attempt, questions=(), answers=MappingProxyType({})) -> Scored:
    """A sitting with its score; questions and answers are needed for one that was not handed in."""
    if attempt.submitted_at is not None:
        return Scored(attempt, attempt.score, attempt.max_score, attempt.submitted_at)
    marked = mark_all(questions, answers)
    return Scored(attempt, marked.score, marked.max_score, attempt.due_at)


def attempt_scores(
    *, delivery_ids: Collection[int], user_ids: Collection[int] | None = None
) -> list[AttemptScore]:
    """Scores of marked, finished sittings, by delivery, person and number; of `user_ids` alone, if given."""
    return [
        AttemptScore(
            delivery_id=one.attempt.delivery_id,
            user_id=one.attempt.user_id,
            number=one.attempt.number,
            score=one.score,
            max_score=one.max_score,
            submitted_at=one.submitted_at,
        )
        for one in finished_attempts(delivery_ids, user_ids=user_ids)
        if one.score is not None and one.max_score is not None
    ]


def topic_scores(
    *, delivery_ids: Collection[int], user_ids: Collection[int] | None = None
) -> list[TopicScore]:
    """Scores by topic of finished sittings, in order; of `user_ids` alone, if given."""
    finished = finished_attempts(delivery_ids, user_ids=user_ids)
    questions = questions_of(one.attempt.delivery.instrument_version_id for one in finished)
    answers = answers_of(one.attempt.pk for one in finished)
    found: list[TopicScore] = []
    for one in finished:
        asked = questions.get(one.attempt.delivery.instrument_version_id, [])
        marks = mark_all(asked, answers.get(one.attempt.pk, {})).marks
        for topic in sorted({question.topic for question in asked if question.topic}):
            graded = [q for q in asked if q.topic == topic and is_graded(q.type, q.content)]
            if graded:
                found.append(
                    TopicScore(
                        delivery_id=one.attempt.delivery_id,
                        user_id=one.attempt.user_id,
                        number=one.attempt.number,
                        topic=topic,
                        score=fsum(marks[q.id] or 0.0 for q in graded),
                        max_score=fsum(REGISTRY[q.type].max_mark(q.content) for q in graded),
                    )
                )
    return found
