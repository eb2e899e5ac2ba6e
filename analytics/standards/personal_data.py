"""What is kept of people who convene panels and judge in them."""

from typing import Any

from analytics.standards.models import StandardJudge, StandardRecord, StandardStudy
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_studies(user: User) -> Rows:
    """The panels that the person convened."""
    rows = StandardStudy.objects.filter(created_by=user).order_by("pk")
    return [{"method": one.method, "created_at": one.created_at.isoformat()} for one in rows]


def export_judgments(user: User) -> Rows:
    """The panels in which the person judged, with what they said in each round."""
    seats = StandardJudge.objects.filter(user=user).select_related("study").prefetch_related("ratings")
    return [
        {
            "method": one.study.method,
            "said": [{"round": said.round, "values": said.values} for said in one.ratings.all()],
        }
        for one in seats.order_by("pk")
    ]


def export_records(user: User) -> Rows:
    """The pass marks that the person approved."""
    rows = StandardRecord.objects.filter(approved_by=user).order_by("pk")
    return [{"approved_at": one.approved_at.isoformat(), "reason": one.reason} for one in rows]


def shared(kept: User, gone: User) -> bool:
    """Whether both accounts judged in one panel."""
    theirs = StandardJudge.objects.filter(user=gone).values("study")
    return StandardJudge.objects.filter(user=kept, study__in=theirs).exists()


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`, within the caller's transaction."""
    return move_rows(
        kept, gone, (StandardStudy, "created_by"), (StandardJudge, "user"), (StandardRecord, "approved_by")
    )


PERSONAL_DATA = (
    ("analytics.StandardStudy", export_studies, keep),
    ("analytics.StandardJudge", export_judgments, keep),
    ("analytics.StandardRecord", export_records, keep),
)
