"""What is kept beside ratings: notes, party cards, sheets on paper, the devices of assessors."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from assessments.models import (
    Assignment,
    DeviceReport,
    EvidenceNote,
    PaperPhoto,
    PaperSheet,
    PartyCard,
    Rating,
)
from assessments.rules import rating_cases as rules
from lms.accounts.api import move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]
BLANK = "—"
CLOSING = {"strength": "", "second_strength": "", "next_step": ""}


def notes_of(rating: Rating, *, own: bool) -> Rows:
    """The notes about a criterion, which are read with it; to their author (`own`) the others as well."""
    rows = EvidenceNote.objects.filter(assignment=rating.assignment_id).select_related("criterion")
    if not own:
        rows = rows.exclude(criterion=None)
    return [
        {
            "criterion": one.criterion.key if one.criterion else "",
            "text": one.text,
            "noted_at": one.noted_at.isoformat(),
        }
        for one in rows.order_by("noted_at", "pk")
    ]


def erase_words(user: User) -> int:
    """Blank what assessors noted about the person and told them at the end."""
    notes = EvidenceNote.objects.filter(assignment__case__ratee=user).exclude(text=BLANK)
    told = Rating.objects.filter(assignment__case__ratee=user).exclude(**CLOSING)
    given = Assignment.objects.filter(case__ratee=user).exclude(out_of_turn="")
    return notes.update(text=BLANK) + told.update(**CLOSING) + given.update(out_of_turn="")


def export_party_cards(user: User) -> Rows:
    """The cards that the person wrote; and those about them once the result is theirs to read."""
    about = Q(case__ratee=user, case__state__in=sorted(rules.PUBLIC))
    rows = PartyCard.objects.filter(Q(author=user) | about).select_related("case__occasion")
    return [
        {
            "occasion": one.case.occasion.title,
            "role": one.role,
            "heard": one.heard,
            "even_handed": one.even_handed,
            "would_return": one.would_return,
            "comment": one.comment,
            "as": "author" if one.author_id == user.pk else "about",
        }
        for one in rows.order_by("pk")
    ]


def erase_party_cards(user: User) -> int:
    """Blank the words; the levels stay."""
    rows = PartyCard.objects.filter(Q(author=user) | Q(case__ratee=user))
    return rows.exclude(comment="").update(comment="")


def export_paper_sheets(user: User) -> Rows:
    """That sheets of the person were typed, or that they typed; what stands on them is in the rating."""
    rows = PaperSheet.objects.filter(Q(assessor=user) | Q(entered_by=user) | Q(checked_by=user))
    return [
        {"occasion": one.case.occasion.title, "entered_at": one.entered_at.isoformat()}
        for one in rows.select_related("case__occasion").order_by("pk")
    ]


def erase_paper_sheets(user: User) -> int:
    """Blank what was typed about the person; the rating that came of it is looked after by itself."""
    blank: dict[str, Any] = {"first": {}, "second": {}, "settled": {}}
    photos = PaperPhoto.objects.filter(sheet__case__ratee=user).delete()[0]
    return photos + PaperSheet.objects.filter(case__ratee=user).exclude(**blank).update(**blank)


def export_devices(user: User) -> Rows:
    """The devices that the person rated on."""
    rows = DeviceReport.objects.filter(user=user).select_related("occasion").order_by("pk")
    return [
        {
            "occasion": one.occasion.title,
            "device": one.device,
            "unsent": one.unsent,
            "reported_at": one.reported_at.isoformat(),
        }
        for one in rows
    ]


def erase_devices(user: User) -> int:
    """Nothing rests on them."""
    return DeviceReport.objects.filter(user=user).delete()[0]


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.PartyCard", export_party_cards, erase_party_cards),
    ("assessments.PaperSheet", export_paper_sheets, erase_paper_sheets),
    ("assessments.DeviceReport", export_devices, erase_devices),
)


def merge_conflicts(kept: User, gone: User) -> bool:
    """Whether both accounts wrote a card, or are on a sheet, of one performance."""
    cards = PartyCard.objects.filter(author=gone).values("case")
    crossed = Q(entered_by=kept, checked_by=gone) | Q(entered_by=gone, checked_by=kept)
    return (
        PartyCard.objects.filter(author=kept, case__in=cards).exists()
        or PaperSheet.objects.filter(crossed).exists()
    )


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    reports = DeviceReport.objects.filter(user=gone)
    known = DeviceReport.objects.filter(user=kept).values("device")
    reports.filter(device__in=known).delete()
    return move_rows(
        kept,
        gone,
        (PartyCard, "author"),
        (PaperSheet, "assessor"),
        (PaperSheet, "entered_by"),
        (PaperSheet, "checked_by"),
        (DeviceReport, "user"),
    )
