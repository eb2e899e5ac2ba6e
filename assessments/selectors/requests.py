"""Requests to supervisors: how far each is, and the one that a link opens."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet

from assessments.data import AskedSupervisor
from assessments.models import SheetRequest
from lms.accounts.models import Letter
from lms.accounts.models.invitations import hash_token


def supervisors_asked(*, delivery_id: int, user_ids: Collection[int]) -> dict[int, AskedSupervisor]:
    """How far the requests about these people are, by person; nothing of what was answered."""
    rows = SheetRequest.objects.filter(delivery_id=delivery_id, about_id__in=user_ids)
    return {
        one.about_id: AskedSupervisor(
            state=one.state,
            said=one.get_state_display(),
            address=one.address,
            asked_at=one.asked_at,
            reminded_at=one.reminded_at,
            ended_at=one.ended_at,
            expires_at=one.expires_at,
            lost=(one.letter.error or "–") if one.letter and one.letter.state in Letter.LOST else "",
        )
        for one in rows.defer("answers").select_related("letter").order_by("about_id")
    }


def supervisors_counted(*, delivery_id: int, people: QuerySet[Any, Any]) -> dict[str, int]:
    """How many requests about these people, a query of their ids, are in which state."""
    rows = SheetRequest.objects.filter(delivery_id=delivery_id, about_id__in=people)
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


def request_by_token(token: str) -> SheetRequest | None:
    """The request of a link, open or not."""
    rows = SheetRequest.objects.select_related("delivery__instrument_version", "about")
    return rows.filter(token_hash=hash_token(token)).first()
