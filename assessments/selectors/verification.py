"""Whether what is stored as marks and scores is what the stored answers earn."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from assessments.data import Discrepancy
from assessments.models import Attempt, Response, Score
from assessments.rules.marking import mark_all
from assessments.selectors.questions import answers_of, questions_of

# Sittings marked at once: enough to keep queries few, few enough to keep memory flat.
AT_ONCE = 500


def verify_scores(*, delivery_ids: Collection[int]) -> list[Discrepancy]:
    """Every closed sitting whose stored marks or scores are not what its stored answers earn now.

    Empty is what should be. Nothing is written: `regrade_attempts` mends.
    """
    closed = Attempt.objects.filter(delivery_id__in=delivery_ids, submitted_at__isnull=False).order_by("pk")
    rows = list(closed.values_list("pk", "uuid", "revision"))
    found: list[Discrepancy] = []
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        revisions = {pk: revision for pk, _uuid, revision in part}
        names = {pk: uuid for pk, uuid, _revision in part}
        found += [
            Discrepancy(pk, names[pk], what, stored, earned)
            for pk, what, stored, earned in _differences(revisions)
        ]
    return found


def _differences(revisions: Mapping[int, int]) -> list[tuple[int, str, dict, dict]]:
    questions, answers = questions_of(revisions), answers_of(revisions)
    scores, marks = _scores(revisions), _marks(revisions)
    found: list[tuple[int, str, dict, dict]] = []
    for pk in revisions:
        earned = mark_all(questions.get(pk, []), answers.get(pk, {}))
        scopes = {topic: tuple(points) for topic, points in earned.by_scope().items()}
        if scores.get(pk, {}) != scopes:
            found.append((pk, "scores", scores.get(pk, {}), scopes))
        own = marks.get(pk, {})
        wanted = {item: earned.marks.get(item) for item in own}
        if own != wanted:
            wrong = [item for item in own if own[item] != wanted[item]]
            found.append((pk, "marks", {one: own[one] for one in wrong}, {one: wanted[one] for one in wrong}))
    return found


def _scores(revisions: Mapping[int, int]) -> dict[int, dict[str, tuple[float, float]]]:
    """The scores in force by sitting and topic."""
    rows = Score.objects.filter(attempt_id__in=list(revisions)).order_by("pk")
    found: dict[int, dict[str, tuple[float, float]]] = defaultdict(dict)
    for pk, revision, topic, *points in rows.values_list(
        "attempt_id", "revision", "topic", "points", "maximum"
    ):
        if revision == revisions[pk]:
            found[pk][topic] = (points[0], points[1])
    return found


def _marks(revisions: Mapping[int, int]) -> dict[int, dict[int, float | None]]:
    rows = Response.objects.filter(attempt_id__in=list(revisions)).order_by("pk")
    found: dict[int, dict[int, float | None]] = defaultdict(dict)
    for pk, item, mark in rows.values_list("attempt_id", "item_version_id", "mark"):
        found[pk][item] = mark
    return found
