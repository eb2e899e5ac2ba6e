"""Reports by letter: asked for, ended, and queued on their day."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.models.subscriptions import ReportSubscription, Rhythm
from analytics.releases.models import Release, is_withdrawn, latest
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

MOST = 20


def start_subscription(
    *, actor: User, report: str, asked: str, about: str, rhythm: str
) -> ReportSubscription:
    """Send this report from the next publication or month on; asking again changes how often.

    Raises UserError where the person has too many.
    """
    with transaction.atomic():
        own = ReportSubscription.objects.filter(user=actor)
        if own.exclude(report=report, asked=asked).count() >= MOST:
            raise UserError(_("You are sent many reports already. End one of them first."), code="too_many")
        kept, _made = ReportSubscription.objects.update_or_create(
            user=actor,
            report=report,
            asked=asked,
            defaults={"rhythm": rhythm, "about": about[:200], "told": _occasion(rhythm, latest())},
            create_defaults={
                "rhythm": rhythm,
                "about": about[:200],
                "told": _occasion(rhythm, latest()),
                "since": clock.now(),
            },
        )
        audit.record(
            actor=actor, action="analytics.start_report_letters", target=kept, report=report, rhythm=rhythm
        )
    return kept


def end_subscription(*, actor: User, uuid: UUID) -> bool:
    """Send it no more; False where the person has none of that number."""
    with transaction.atomic():
        found = ReportSubscription.objects.filter(user=actor, uuid=uuid).first()
        if found is None:
            return False
        audit.record(actor=actor, action="analytics.end_report_letters", target=found, report=found.report)
        found.delete()
    return True


def queue_due_reports() -> int:
    """Queue a letter for each report whose publication or month has come; for the daily job.

    Whether its reader may still see it is asked when the letter leaves.
    """
    last, queued = latest(), 0
    for rhythm in Rhythm:
        occasion = _occasion(rhythm, last)
        due = ReportSubscription.objects.filter(rhythm=rhythm).exclude(told=occasion)
        for one in due.select_related("user") if occasion else ():
            with transaction.atomic():
                taken = ReportSubscription.objects.filter(pk=one.pk, told=one.told).update(told=occasion)
                if taken:
                    cause, context = f"{one.uuid}-{occasion}", {"subscription": str(one.uuid)}
                    accounts.queue_letter(user=one.user, kind="report", cause=cause, context=context)
                queued += taken
    return queued


def _occasion(rhythm: str, last: Release | None) -> str:
    """The publication or month that a letter would tell of today; empty for a publication taken back."""
    if rhythm == Rhythm.MONTH:
        return clock.today().strftime("%Y-%m")
    return "" if last is None or is_withdrawn(last) else str(last.number)
