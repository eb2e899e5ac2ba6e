"""What is kept of people in releases of figures."""

from typing import Any

from analytics.releases.models import (
    ReleaseFollowUpMember,
    ReleaseMember,
    ReleaseSupervisedMember,
    ReleaseWithdrawal,
)
from lms.accounts.api import keep, move_rows
from lms.accounts.models import User

Rows = list[dict[str, Any]]


def export_members(user: User) -> Rows:
    """In which releases the person's results are, and which: scores, passed, rated, competent."""
    rows = ReleaseMember.objects.filter(enrollment__user=user).select_related("unit__release").order_by("pk")
    return [{"release": one.unit.release.number, "results": one.mark, "group": one.group} for one in rows]


def erase_members(user: User) -> int:
    """The figures stay; whom they came from, and which results were theirs, is forgotten."""
    return ReleaseMember.objects.filter(enrollment__user=user).update(enrollment=None, mark="", group="")


def export_follow_ups(user: User) -> Rows:
    """In which releases the person's answers about their work are, and which: before > later, by question."""
    rows = ReleaseFollowUpMember.objects.filter(enrollment__user=user).select_related("unit__release")
    return [{"release": one.unit.release.number, "answers": one.mark} for one in rows.order_by("pk")]


def erase_follow_ups(user: User) -> int:
    """The figures stay; whose answers they came from is forgotten."""
    return ReleaseFollowUpMember.objects.filter(enrollment__user=user).update(enrollment=None, mark="")


def export_supervised(user: User) -> Rows:
    """In which releases a supervisor's view of the person is: applies the course > own account; 1 or 0."""
    rows = ReleaseSupervisedMember.objects.filter(enrollment__user=user).select_related("unit__release")
    return [{"release": one.unit.release.number, "applies": one.mark} for one in rows.order_by("pk")]


def erase_supervised(user: User) -> int:
    """The figures stay; of whom they are is forgotten."""
    rows = ReleaseSupervisedMember.objects.filter(enrollment__user=user)
    return rows.filter(mark__contains=">").update(enrollment=None, mark=">") + rows.update(
        enrollment=None, mark=""
    )


def export_withdrawals(user: User) -> Rows:
    """The releases that the person took back."""
    rows = ReleaseWithdrawal.objects.filter(by=user).order_by("pk")
    return [{"at": one.at.isoformat(), "reason": one.reason} for one in rows]


def move(kept: User, gone: User) -> int:
    """Give the withdrawals of one account to the other; results go with the enrollments."""
    return move_rows(kept, gone, (ReleaseWithdrawal, "by"))


PERSONAL_DATA = (
    ("analytics.ReleaseMember", export_members, erase_members),
    ("analytics.ReleaseFollowUpMember", export_follow_ups, erase_follow_ups),
    ("analytics.ReleaseSupervisedMember", export_supervised, erase_supervised),
    ("analytics.ReleaseWithdrawal", export_withdrawals, keep),
)
