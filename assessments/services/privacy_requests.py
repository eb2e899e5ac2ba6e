"""What supervisors said about a person: given out and made anonymous with that person's data."""

from collections.abc import Callable
from typing import Any

from assessments.enums import RequestState
from assessments.item_types import word_types
from assessments.models import ItemVersion, SheetRequest
from assessments.services.requests import drop_requests
from lms.accounts.api import move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_requests(user: User) -> Rows:
    """Whether a supervisor was asked about the person, and what they said; never under which address."""
    rows = list(SheetRequest.objects.filter(about=user).order_by("pk"))
    asked = {int(pk) for one in rows for pk in one.answers}
    keys = dict(ItemVersion.objects.filter(pk__in=asked).values_list("pk", "item__key"))
    return [
        {
            "state": one.state,
            "asked_at": one.asked_at.isoformat() if one.asked_at else None,
            "ended_at": one.ended_at.isoformat() if one.ended_at else None,
            "answers": [
                {"question": keys[int(pk)], "answer": answer} for pk, answer in sorted(one.answers.items())
            ],
        }
        for one in rows
    ]


def erase_requests(user: User) -> int:
    """Ask nobody any more and blank the words; what was marked stays, so that figures stay true."""
    gone = drop_requests(about=user)
    words = set(
        ItemVersion.objects.filter(
            type__in=word_types(), entries__version__deliveries__requests__about=user
        ).values_list("pk", flat=True)
    )
    for one in SheetRequest.objects.filter(about=user, state=RequestState.ANSWERED).order_by("pk"):
        kept = {pk: answer for pk, answer in one.answers.items() if int(pk) not in words}
        if kept != one.answers:
            one.answers = kept
            one.save(update_fields=["answers"])
            gone += 1
    return gone


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.SheetRequest", export_requests, erase_requests),
)


def merge_conflicts(kept: User, gone: User) -> bool:
    """Whether a supervisor was asked about both accounts with one form."""
    theirs = SheetRequest.objects.filter(about=gone).values("delivery")
    return SheetRequest.objects.filter(about=kept, delivery__in=theirs).exists()


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return move_rows(kept, gone, (SheetRequest, "about"))
