"""What boards keep about people."""

from typing import Any

from django.db.models import Q

from analytics.assessing.models import BoardDecision
from lms.accounts.api import move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_decisions(user: User) -> Rows:
    """The decisions that the person put on record, and those about a released performance of theirs."""
    told = Q(case__ratee=user, case__released_at__isnull=False)
    rows = BoardDecision.objects.filter(Q(recorded_by=user) | told).order_by("pk")
    return [
        {
            "about": one.about,
            "decision": one.decision,
            "reason": one.reason,
            "recorded_at": one.recorded_at.isoformat(),
            "as": "recorder" if one.recorded_by_id == user.pk else "person rated",
        }
        for one in rows
    ]


def erase_decisions(user: User) -> int:
    """Blank the words about the person; that something was decided stays."""
    about = BoardDecision.objects.filter(case__ratee=user).exclude(reason="—")
    return about.update(decision="—", reason="—", present="—", abstained="")


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return move_rows(kept, gone, (BoardDecision, "recorded_by"))


PERSONAL_DATA = (("analytics.BoardDecision", export_decisions, erase_decisions),)
