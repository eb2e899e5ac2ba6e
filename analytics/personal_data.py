"""Personal data of analytics: how it is given out, erased, and moved when two accounts are one person."""

from typing import Any

from django.utils.translation import gettext as _

from analytics.assessing import personal_data as assessing
from analytics.models import Certificate, ReportSubscription, ScoreFile
from analytics.program import personal_data as program
from analytics.releases import personal_data as releases
from analytics.restricted import personal_data as restricted
from analytics.standards import personal_data as standards
from lms.accounts.api import move_rows
from lms.accounts.models import User


def export_certificates(user: User) -> list[dict[str, Any]]:
    """The person's certificates with everything that was frozen."""
    return [
        {
            "code": one.code,
            "issued_at": one.issued_at.isoformat(),
            "record": one.record,
            "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
            "revoked_reason": one.revoked_reason,
        }
        for one in Certificate.objects.filter(user=user).order_by("pk")
    ]


def erase_certificates(user: User) -> int:
    """Nothing goes: whoever holds the paper must still be able to check it.

    Of acts on other people's certificates, the audit log keeps the account, by then without a name.
    """
    return 0


def export_score_files(user: User) -> list[dict[str, Any]]:
    """The files that the person is looking at; the people in them are not theirs."""
    rows = ScoreFile.objects.filter(user=user).order_by("pk")
    return [{"file": one.file_name, "uploaded_at": one.uploaded_at.isoformat()} for one in rows]


def erase_score_files(user: User) -> int:
    """Remove the files."""
    return ScoreFile.objects.filter(user=user).delete()[0]


def export_subscriptions(user: User) -> list[dict[str, Any]]:
    """The reports that the person is sent."""
    rows = ReportSubscription.objects.filter(user=user).order_by("pk")
    return [
        {"report": one.report, "about": one.about, "rhythm": one.rhythm, "since": one.since.isoformat()}
        for one in rows
    ]


def erase_subscriptions(user: User) -> int:
    """Send nothing more."""
    return ReportSubscription.objects.filter(user=user).delete()[0]


def merge_conflicts(kept: User, gone: User) -> list[str]:
    """Two certificates for one cohort cannot both be this person's."""
    cohorts = Certificate.objects.filter(user=kept).values("enrollment__cohort")
    both = Certificate.objects.filter(user=gone, enrollment__cohort__in=cohorts).order_by("pk")
    conflicts = [
        _("Both accounts hold a certificate of the same cohort (%(code)s).") % {"code": one.code}
        for one in both
    ]
    if standards.shared(kept, gone):
        conflicts.append(_("Both accounts judged in the same panel on a pass mark."))
    if restricted.shared(kept, gone):
        conflicts.append(_("One account decided on a bundle that the other asked for."))
    return conflicts


def merge_move(kept: User, gone: User) -> int:
    """Give the certificates and files of one account to the other; what was certified stays as it was."""
    parts = (standards, assessing, program, releases, restricted)
    moved = sum(part.move(kept, gone) for part in parts)
    # Asked for twice it is sent once, as the account that stays has it.
    for own in ReportSubscription.objects.filter(user=kept).values("report", "asked"):
        ReportSubscription.objects.filter(user=gone, **own).delete()
    moved += move_rows(kept, gone, (ReportSubscription, "user"))
    return moved + move_rows(kept, gone, (Certificate, "user"), (ScoreFile, "user"))
