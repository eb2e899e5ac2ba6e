"""What is kept of people who change indicators and explain deviations."""

from typing import Any

from analytics.program.models import DeviationNote, IndicatorVersion, Target
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_versions(user: User) -> Rows:
    """The versions of indicators that the person wrote."""
    rows = IndicatorVersion.objects.filter(created_by=user).order_by("pk")
    return [{"at": one.created_at.isoformat(), "reason": one.reason} for one in rows]


def export_targets(user: User) -> Rows:
    """The targets that the person set."""
    rows = Target.objects.filter(created_by=user).order_by("pk")
    return [{"at": one.created_at.isoformat(), "value": one.value, "reason": one.reason} for one in rows]


def export_notes(user: User) -> Rows:
    """The notes that the person wrote or approved."""
    rows = DeviationNote.objects.filter(written_by=user) | DeviationNote.objects.filter(approved_by=user)
    return [{"cause": one.cause, "action": one.action} for one in rows.order_by("pk")]


def move(kept: User, gone: User) -> int:
    """Give what one account wrote to the other."""
    return move_rows(
        kept,
        gone,
        (IndicatorVersion, "created_by"),
        (Target, "created_by"),
        (DeviationNote, "written_by"),
        (DeviationNote, "approved_by"),
    )


PERSONAL_DATA = (
    ("analytics.IndicatorVersion", export_versions, keep),
    ("analytics.Target", export_targets, keep),
    ("analytics.DeviationNote", export_notes, keep),
)
