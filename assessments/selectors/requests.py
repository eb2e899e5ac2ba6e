"""Requests to supervisors: how far each is, and the one that a link opens."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet

from assessments.data import AskedSupervisor
from assessments.enums import RequestState
from assessments.item_types import scale_types
from assessments.models import InstrumentEntry, SheetRequest
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


def supervisor_answers(*, delivery_ids: Collection[int]) -> dict[tuple[int, int], dict[str, int | None]]:
    """By delivery and person asked about, what was marked for each question on a scale, by its key.

    None where a question was left blank; whoever's supervisor has not answered is not in it. Two statements.
    Nothing is hidden here: protecting small groups is the work of whoever shows figures of it.
    """
    asked: dict[int, dict[str, str]] = defaultdict(dict)
    entries = InstrumentEntry.objects.filter(
        version__deliveries__in=delivery_ids, item_version__type__in=scale_types()
    ).order_by("version__deliveries", "position")
    columns = ("version__deliveries", "item_version_id", "item_version__item__key")
    for delivery_id, item_id, key in entries.values_list(*columns):
        asked[delivery_id][str(item_id)] = key
    rows = SheetRequest.objects.filter(delivery_id__in=delivery_ids, state=RequestState.ANSWERED).order_by()
    found = {}
    for delivery_id, about_id, answers in rows.values_list("delivery_id", "about_id", "answers"):
        given = {key: answers.get(item) for item, key in asked[delivery_id].items()}
        found[delivery_id, about_id] = {
            key: value if isinstance(value, int) else None for key, value in given.items()
        }
    return found


def request_by_token(token: str) -> SheetRequest | None:
    """The request of a link, open or not."""
    rows = SheetRequest.objects.select_related("delivery__instrument_version", "about")
    return rows.filter(token_hash=hash_token(token)).first()
