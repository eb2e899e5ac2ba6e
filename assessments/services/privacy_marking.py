"""What is kept of people who mark tests and correct keys."""

from collections.abc import Callable
from typing import Any

from assessments.models import KeyCorrection
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_corrections(user: User) -> Rows:
    """The keys that the person corrected and why; not whose tests they changed."""
    rows = KeyCorrection.objects.filter(actor=user).select_related("item_version__item").order_by("pk")
    return [
        {"at": one.at.isoformat(), "question": one.item_version.item.key, "reason": one.reason}
        for one in rows
    ]


def keep(user: User) -> int:
    """What somebody did as staff stays, with the pseudonym: others' results rest on it."""
    return 0


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.KeyCorrection", export_corrections, keep),
)


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return KeyCorrection.objects.filter(actor=gone).update(actor=kept)
