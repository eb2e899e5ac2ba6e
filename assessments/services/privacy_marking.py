"""What is kept of people who mark tests and correct keys."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from assessments.models import KeyCorrection, ManualMark
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_corrections(user: User) -> Rows:
    """The keys that the person corrected and why; not whose tests they changed."""
    rows = KeyCorrection.objects.filter(actor=user).select_related("item_version__item").order_by("pk")
    return [
        {"at": one.at.isoformat(), "question": one.item_version.item.key, "reason": one.reason}
        for one in rows
    ]


def export_marks(user: User) -> Rows:
    """The marks that the person gave, without whose; and those that they were given, without by whom.

    What they were given is told with the result, and not before its release.
    """
    told = Q(attempt__delivery__held=False) | Q(attempt__delivery__released_at__isnull=False)
    rows = ManualMark.objects.filter(Q(marker=user) | (Q(attempt__user=user) & told))
    return [
        {
            "at": one.at.isoformat(),
            "question": one.item_version.item.key,
            "points": one.points,
            "comment": one.comment,
            "as": "marker" if one.marker_id == user.pk else "marked",
        }
        for one in rows.select_related("item_version__item").order_by("pk")
    ]


def erase_marks(user: User) -> int:
    """Blank what was said about the person's answers; points stay, since scores rest on them."""
    return ManualMark.objects.filter(attempt__user=user).exclude(comment="").update(comment="")


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.KeyCorrection", export_corrections, keep),
    ("assessments.ManualMark", export_marks, erase_marks),
)


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    marked = ManualMark.objects.filter(marker=kept).order_by()
    twice = ManualMark.objects.filter(marker=gone, attempt__manual_marks__in=marked)
    marks = ManualMark.objects.filter(marker=gone).exclude(pk__in=twice.values("pk"))
    return move_rows(kept, gone, (KeyCorrection, "actor")) + marks.update(marker=kept)
