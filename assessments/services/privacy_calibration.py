"""What is kept of people who rate calibration cases and hold licences."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from assessments.models import AssessorLicence, SeedRating
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User
from lms.core import clock

Rows = list[dict[str, Any]]


def export_ratings(user: User) -> Rows:
    """How the person rated calibration cases."""
    rows = SeedRating.objects.filter(assessor=user).select_related("case").order_by("pk")
    return [
        {"case": one.case.title, "rated_at": one.rated_at.isoformat(), "levels": one.scores} for one in rows
    ]


def export_licences(user: User) -> Rows:
    """The licences that the person holds, and those that they issued, without to whom."""
    rows = AssessorLicence.objects.filter(Q(user=user) | Q(issued_by=user)).select_related("rubric")
    return [
        {
            "as": "holder" if one.user_id == user.pk else "issuer",
            "rubric": one.rubric.key,
            "issued_on": one.issued_on.isoformat(),
            "expires_on": one.expires_on.isoformat(),
            "basis": one.basis,
            "revoked": one.revoked_at is not None,
        }
        for one in rows.order_by("pk")
    ]


PERSONAL_DATA: tuple[tuple[str, Callable[[User], Rows], Callable[[User], int]], ...] = (
    ("assessments.SeedRating", export_ratings, keep),
    ("assessments.AssessorLicence", export_licences, keep),
)


def move(kept: User, gone: User) -> int:
    """Move every row from `gone` to `kept`; of a case that both rated the first rating stays theirs."""
    twice = SeedRating.objects.filter(assessor=kept).order_by().values("case")
    SeedRating.objects.filter(assessor=gone, case__in=twice).delete()
    in_force = AssessorLicence.objects.filter(user=kept, revoked_at__isnull=True).order_by()
    AssessorLicence.objects.filter(
        user=gone, revoked_at__isnull=True, rubric__in=in_force.values("rubric")
    ).update(revoked_at=clock.now())
    return move_rows(
        kept, gone, (SeedRating, "assessor"), (AssessorLicence, "user"), (AssessorLicence, "issued_by")
    )
