"""What is kept of people who review, rate anew and decide objections to results."""

from collections.abc import Callable
from typing import Any

from assessments.models import AppealStep
from lms.accounts.api import keep
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_steps(user: User) -> Rows:
    """What the person found; not about whom."""
    rows = AppealStep.objects.filter(by=user).select_related("appeal__case__occasion").order_by("pk")
    return [
        {
            "occasion": one.appeal.case.occasion.title,
            "step": one.kind,
            "finding": one.finding,
            "reason": one.reason,
            "done_at": one.done_at.isoformat() if one.done_at else None,
        }
        for one in rows
    ]


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.AppealStep", export_steps, keep),
)
