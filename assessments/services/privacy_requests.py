"""What is kept around people without an account: supervisors about a person, and surveys of clients."""

from collections.abc import Callable
from typing import Any

from assessments.enums import RequestState
from assessments.item_types import word_types
from assessments.models import ClientSurvey, ItemVersion, SheetRequest, TicketBatch
from assessments.services.requests import drop_requests
from lms.accounts.api import keep, move_rows
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


def export_surveys(user: User) -> Rows:
    """Surveys of clients that the person opened."""
    rows = ClientSurvey.objects.filter(opened_by=user).select_related("center").order_by("pk")
    return [{"center": one.center.name, "opened_at": one.opened_at.isoformat()} for one in rows]


def export_batches(user: User) -> Rows:
    """Slips, tablets and sheets on paper that the person answered for."""
    rows = TicketBatch.objects.filter(made_by=user).select_related("survey__center").order_by("pk")
    return [
        {
            "center": one.survey.center.name,
            "kind": one.kind,
            "number": one.made,
            "made_at": one.made_at.isoformat(),
        }
        for one in rows
    ]


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.SheetRequest", export_requests, erase_requests),
    ("assessments.ClientSurvey", export_surveys, keep),
    ("assessments.TicketBatch", export_batches, keep),
)


def merge_conflicts(kept: User, gone: User) -> bool:
    """Whether a supervisor was asked about both accounts with one form."""
    theirs = SheetRequest.objects.filter(about=gone).values("delivery")
    return SheetRequest.objects.filter(about=kept, delivery__in=theirs).exists()


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return move_rows(
        kept, gone, (SheetRequest, "about"), (ClientSurvey, "opened_by"), (TicketBatch, "made_by")
    )
