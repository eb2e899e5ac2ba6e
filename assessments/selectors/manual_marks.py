"""Answers that people mark: what they came to, and what is still to be looked at."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.models import AttemptItem, Delivery, ItemVersion, ManualMark, MarkingPlan, Response
from assessments.rules.manual_marking import agree, settled
from assessments.selectors.marking_state import BY_HAND
from lms.accounts.models import User

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of somebody who is not named here; `order` is which marker it waits for, 0 for none."""

    attempt_id: int
    attempt_uuid: UUID
    item_version_id: int
    text: str
    order: int
    marks: tuple[ManualMark, ...]
    markers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Progress:
    """One question of a delivery: answers handed in, marked, and waiting for each marker.

    `mine` is how many the asking person may mark now.
    """

    item: ItemVersion
    answers: int
    marked: int
    first: int
    second: int
    third: int
    mine: int


def settled_marks(attempt_ids: Iterable[int]) -> dict[Key, float]:
    """By sitting and question, the points that its markers came to; those not settled are left out."""
    rows = ManualMark.objects.filter(attempt__in=list(attempt_ids)).select_related("item_version")
    found: dict[Key, list[Any]] = defaultdict(list)
    for one in rows.order_by("attempt_id", "item_version_id", "order"):
        found[one.attempt_id, one.item_version_id].append(one)
    if not found:
        return {}
    twice = set(
        MarkingPlan.objects.filter(two_markers=True, delivery__attempts__in={pk for pk, _item in found})
        .order_by()
        .values_list("delivery__attempts", flat=True)
    )
    points = {
        key: settled(
            level_points(marks[0].item_version),
            [one.points for one in marks],
            two=key[0] in twice or any(one.asks_second for one in marks),
        )
        for key, marks in found.items()
    }
    return {key: value for key, value in points.items() if value is not None}


def level_points(item: ItemVersion) -> list[float]:
    """The points of a question's levels, as they stand there."""
    return [float(level["points"]) for level in item.content.get("levels", ())]


def plan_of(delivery: Delivery) -> bool:
    """Whether two people mark each answer of a delivery."""
    return MarkingPlan.objects.filter(delivery=delivery, two_markers=True).exists()


def questions_by_hand(delivery: Delivery) -> list[ItemVersion]:
    """The questions of a delivery that people mark, asked in it at least once."""
    asked = AttemptItem.objects.filter(
        attempt__delivery=delivery, item_version__type__in=BY_HAND, points__gt=0
    )
    rows = ItemVersion.objects.filter(pk__in=asked.order_by().values("item_version"))
    return list(rows.select_related("item").order_by("item__key", "number"))


def progress(*, delivery: Delivery, marker: User) -> list[Progress]:
    """How far the marking of a delivery is, question by question."""
    found = []
    for item in questions_by_hand(delivery):
        answers = answers_to(delivery=delivery, item=item)
        first, second, third = (sum(one.order == order for one in answers) for order in (1, 2, 3))
        mine = sum(may_be_marked(one, marker) for one in answers)
        marked = sum(one.order == 0 for one in answers)
        found.append(Progress(item, len(answers), marked, first, second, third, mine))
    return found


def next_answer(*, delivery: Delivery, item: ItemVersion, marker: User, before: str = "") -> Answer | None:
    """The next answer that the person may mark: in an order of their own that stays, and tells nothing.

    The one of the sitting `before` (its uuid) as long as it waits for them, whatever came in meanwhile.
    """
    waiting = [one for one in answers_to(delivery=delivery, item=item) if may_be_marked(one, marker)]

    def place(one: Answer) -> tuple[bool, bytes]:
        return str(one.attempt_uuid) != before, place_of(one.attempt_uuid, item=item, marker=marker.uuid)

    return min(waiting, key=place, default=None)


def place_of(attempt: UUID, *, item: ItemVersion, marker: UUID) -> bytes:
    """Where the answer of a sitting stands in a marker's own order: 32 bytes as if drawn by lot."""
    return hashlib.sha256(f"{marker}:{attempt}:{item.uuid}".encode()).digest()


def may_be_marked(answer: Answer, marker: User) -> bool:
    """Whether it waits for somebody who has not marked it; nobody marks their own."""
    return answer.order > 0 and marker.pk not in answer.markers


def answers_to(*, delivery: Delivery, item: ItemVersion) -> list[Answer]:
    """Everything that was handed in under one question; three statements."""
    rows: QuerySet[Response] = Response.objects.filter(
        Q(answer__has_key="value"),
        attempt__delivery=delivery,
        attempt__submitted_at__isnull=False,
        item_version=item,
    )
    marks: dict[int, list[ManualMark]] = defaultdict(list)
    given = ManualMark.objects.filter(attempt__delivery=delivery, item_version=item)
    for one in given.order_by("attempt_id", "order"):
        marks[one.attempt_id].append(one)
    two = plan_of(delivery)
    levels = level_points(item)
    return [
        Answer(
            attempt_id=row.attempt_id,
            attempt_uuid=row.attempt.uuid,
            item_version_id=item.pk,
            text=str(row.value or ""),
            order=next_order(levels, marks[row.attempt_id], two=two),
            marks=tuple(marks[row.attempt_id]),
            # The person who wrote it counts as one who may not mark it.
            markers=frozenset({row.attempt.user_id, *(one.marker_id for one in marks[row.attempt_id])}),
        )
        for row in rows.select_related("attempt").order_by("attempt_id")
    ]


def next_order(levels: Sequence[float], marks: Sequence[ManualMark], *, two: bool) -> int:
    """Which marker an answer waits for: 1, 2 or 3; 0 for none."""
    if not marks:
        return 1
    if len(marks) == 1:
        return 2 if two or marks[0].asks_second else 0
    return 3 if len(marks) == 2 and not agree(levels, marks[0].points, marks[1].points) else 0
