"""What sittings ask and what was answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from assessments.item_types import Answer
from assessments.models import AttemptItem, Response
from assessments.rules.corrections import Correction, corrected
from assessments.rules.marking import Question
from assessments.selectors.corrections import corrections_by_id, latest_for


def questions_of(
    attempt_ids: Iterable[int], *, planned: Mapping[int, Correction] | None = None
) -> dict[int, list[Question]]:
    """Questions by attempt, in the order shown, with their keys as corrected since.

    `Question.id` is the item version's id. `planned` are corrections by item version that nobody has
    made yet, to see what they would do.
    """
    found: dict[int, list[Question]] = defaultdict(list)
    asked = AttemptItem.objects.filter(attempt_id__in=set(attempt_ids)).order_by("attempt_id", "position")
    holds = latest_for(delivery="attempt__delivery", item_version="item_version")
    columns = (
        "attempt_id",
        "item_version_id",
        "item_version__type",
        "item_version__content",
        "topic",
        "points",
    )
    rows = list(asked.annotate(correction=holds).values_list("correction", *columns))
    corrections = corrections_by_id(row[0] for row in rows)
    for correction, attempt_id, *question in rows:
        change = (planned or {}).get(question[0]) or corrections.get(correction)
        found[attempt_id].append(corrected(Question(*question), change))
    return found


def answers_of(attempt_ids: Iterable[int]) -> dict[int, dict[int, Answer]]:
    """Answers by attempt and item version."""
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    rows = Response.objects.filter(attempt_id__in=set(attempt_ids)).order_by("attempt_id", "item_version_id")
    # Plain values: a cohort has tens of thousands of answers, and objects cost five times as much.
    for attempt_id, item_id, answer in rows.values_list("attempt_id", "item_version_id", "answer"):
        found[attempt_id][item_id] = answer.get("value")
    return found
