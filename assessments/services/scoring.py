"""Marks as rows, written once with the closing of a sitting."""

from collections.abc import Iterable

from assessments.enums import ScoreScope
from assessments.models import Attempt, AttemptItem, Response, Score
from assessments.rules.marking import MARKING_VERSION, Marked, mark_all
from assessments.rules.papers import Asked
from assessments.selectors.questions import questions_of


def item_rows(attempt: Attempt, paper: Iterable[Asked]) -> list[AttemptItem]:
    """The rows that freeze a paper for a sitting."""
    return [
        AttemptItem(
            attempt=attempt,
            position=position,
            item_version_id=one.id,  # type: ignore[misc]
            option_order=one.option_order,
            topic=one.topic,
            points=one.points,
        )
        for position, one in enumerate(paper, start=1)
    ]


def score_rows(attempt: Attempt, marked: Marked, *, revision: int) -> list[Score]:
    """The total and each topic; none where nothing is marked."""
    return [
        Score(
            attempt=attempt,
            revision=revision,
            scope=ScoreScope.TOPIC if topic else ScoreScope.TOTAL,
            topic=topic,
            points=points.earned,
            maximum=points.maximum,
            marking_version=MARKING_VERSION,
        )
        for topic, points in marked.by_scope().items()
    ]


def mark_attempt(attempt: Attempt) -> tuple[Marked, list[Response]]:
    """Mark the stored answers; those whose mark differs come back with it set and not saved."""
    responses = list(Response.objects.filter(attempt=attempt).order_by("item_version_id"))
    asked = questions_of([attempt.pk])[attempt.pk]
    marked = mark_all(asked, {one.item_version_id: one.value for one in responses})
    changed = []
    for response in responses:
        mark = marked.marks.get(response.item_version_id)
        if response.mark != mark:
            response.mark = mark
            changed.append(response)
    return marked, changed


def write_marks(attempt: Attempt, marked: Marked, responses: list[Response], *, revision: int) -> None:
    """Store marks and scores of one marking, and put it in force; within the caller's transaction.

    The caller saves `Attempt.revision` and whatever else changes on the sitting.
    """
    rows = score_rows(attempt, marked, revision=revision)
    Score.objects.bulk_create(rows)
    Response.objects.bulk_update(responses, ["mark"])
    attempt.revision = revision if rows or revision > 1 else 0
