"""Answers that came after the end: evidence for whoever marks, which never counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from assessments.enums import EvidenceReason, Late
from assessments.models import AttemptItem, Delivery, Response, ResponseEvidence
from assessments.selectors.sittings import Place
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """One question of one sitting: what counts there, and what came too late and does not."""

    person: User
    counts: Place
    late: Place
    received_at: datetime
    due_at: datetime | None

    @property
    def minutes_late(self) -> int | None:
        """Whole minutes after the deadline, rounded up; None without one."""
        if self.due_at is None:
            return None
        return -int(-(self.received_at - self.due_at).total_seconds() // 60)


def late_answers(delivery: Delivery, *, people: QuerySet[User]) -> QuerySet[ResponseEvidence]:
    """The last late answer to each question of each of `people`, by name and time; nothing under "refuse".

    One that arrived after the closing task had handed the sitting in is as late as one before.
    """
    if delivery.late != Late.FLAG:
        return ResponseEvidence.objects.none()
    rows = ResponseEvidence.objects.filter(
        attempt__delivery=delivery,
        attempt__user__in=people.order_by().values("pk"),
        reason__in=(EvidenceReason.LATE, EvidenceReason.SUBMITTED),
        received_at__gt=F("attempt__due_at"),
    )
    newer = rows.filter(
        attempt=OuterRef("attempt"), item_version=OuterRef("item_version"), pk__gt=OuterRef("pk")
    )
    names = (f"attempt__user__{name}" for name in ("last_name", "first_name", "pk"))
    return rows.filter(~Exists(newer.order_by())).order_by(*names, "received_at", "pk")


def in_places(rows: Iterable[ResponseEvidence]) -> list[LateAnswer]:
    """Each with its question as it was asked and what is stored for it; two queries however many."""
    found = list(rows)
    pairs = {(one.attempt_id, one.item_version_id) for one in found}
    attempts, items = {attempt for attempt, _item in pairs}, {item for _attempt, item in pairs}
    asked = {
        (one.attempt_id, one.item_version_id): one
        for one in AttemptItem.objects.filter(attempt__in=attempts, item_version__in=items).select_related(
            "item_version"
        )
    }
    stored = {
        (one.attempt_id, one.item_version_id): one
        for one in Response.objects.filter(attempt__in=attempts, item_version__in=items)
    }
    return [
        LateAnswer(
            person=one.attempt.user,
            counts=Place(asked[key], stored.get(key)),
            late=Place(asked[key], Response(answer=one.answer)),
            received_at=one.received_at,
            due_at=one.attempt.due_at,
        )
        for one in found
        if (key := (one.attempt_id, one.item_version_id)) in asked
    ]
