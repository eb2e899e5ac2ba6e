"""What sittings ask and what was answered."""

from collections import defaultdict
from collections.abc import Iterable

from assessments.item_types import Answer
from assessments.models import AttemptItem, Response
from assessments.rules.marking import Question


def questions_of(attempt_ids: Iterable[int]) -> dict[int, list[Question]]:
    """Questions by attempt, in the order shown; `Question.id` is the item version's id."""
    found: dict[int, list[Question]] = defaultdict(list)
    rows = AttemptItem.objects.filter(attempt_id__in=set(attempt_ids)).order_by("attempt_id", "position")
    columns = (
        "attempt_id",
        "item_version_id",
        "item_version__type",
        "item_version__content",
        "topic",
        "points",
    )
    for attempt_id, *question in rows.values_list(*columns):
        found[attempt_id].append(Question(*question))
    return found


def answers_of(attempt_ids: Iterable[int]) -> dict[int, dict[int, Answer]]:
    """Answers by attempt and item version."""
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    rows = Response.objects.filter(attempt_id__in=set(attempt_ids)).order_by("attempt_id", "item_version_id")
    # Plain values: a cohort has tens of thousands of answers, and objects cost five times as much.
    for attempt_id, item_id, answer in rows.values_list("attempt_id", "item_version_id", "answer"):
        found[attempt_id][item_id] = answer.get("value")
    return found
