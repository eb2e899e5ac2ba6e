"""What a sitting asks and what was answered."""

from collections import defaultdict
from collections.abc import Iterable

from assessments.item_types import Answer
from assessments.models import InstrumentEntry, Response
from assessments.rules.marking import Question


def questions_of(version_ids: Iterable[int]) -> dict[int, list[Question]]:
    """Questions by instrument version, in written order; `Question.id` is the item version's id."""
    found: dict[int, list[Question]] = defaultdict(list)
    entries = (
        InstrumentEntry.objects.filter(version_id__in=set(version_ids))
        .select_related("item_version")
        .order_by("version_id", "position")
    )
    for entry in entries:
        item = entry.item_version
        found[entry.version_id].append(Question(item.pk, item.type, item.content, item.topic))
    return found


def answers_of(attempt_ids: Iterable[int]) -> dict[int, dict[int, Answer]]:
    """Answers by attempt and item version."""
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    rows = Response.objects.filter(attempt_id__in=set(attempt_ids)).order_by("attempt_id", "item_version_id")
    # Plain values: a cohort has tens of thousands of answers, and objects cost five times as much.
    for attempt_id, item_id, answer in rows.values_list("attempt_id", "item_version_id", "answer"):
        found[attempt_id][item_id] = answer.get("value")
    return found
