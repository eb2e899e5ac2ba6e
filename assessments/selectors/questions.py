"""What sittings ask and what was answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assessments.item_types import REGISTRY, Answer
from assessments.models import AttemptItem, Response
from assessments.rules.corrections import Correction, corrected
from assessments.rules.marking import Question
from assessments.selectors.corrections import corrections_by_id, latest_for
from assessments.selectors.manual_marks import settled_marks
from assessments.selectors.marking_state import BY_HAND


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
    by_hand = {row[1] for row in rows if row[3] in BY_HAND and row[6] > 0}
    given = settled_marks(by_hand) if by_hand else {}
    for correction, attempt_id, *question in rows:
        change = (planned or {}).get(question[0]) or corrections.get(correction)
        one = corrected(Question(*question), change)
        if (attempt_id, one.id) in given:
            one = replace(one, given=_points(one, given[attempt_id, question[0]]))
        found[attempt_id].append(one)
    return found


def _points(question: Question, given: float) -> float:
    """What a marker gave, on the scale of what the question is worth here."""
    return question.maximum * given / REGISTRY[question.type].max_mark(question.content)


def answers_of(attempt_ids: Iterable[int]) -> dict[int, dict[int, Answer]]:
    """Answers by attempt and item version."""
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    rows = Response.objects.filter(attempt_id__in=set(attempt_ids)).order_by("attempt_id", "item_version_id")
    # Plain values: a cohort has tens of thousands of answers, and objects cost five times as much.
    for attempt_id, item_id, answer in rows.values_list("attempt_id", "item_version_id", "answer"):
        found[attempt_id][item_id] = answer.get("value")
    return found
