"""Releases are made on their day, told of by letter, and taken back where they are wrong."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format

from analytics.models.subscriptions import ReportSubscription, Rhythm
from analytics.releases.making import Making
from analytics.releases.models import Release, ReleaseWithdrawal
from lms.accounts import api as accounts
from lms.accounts.models import Letter, User
from lms.accounts.roles import Role
from lms.core import audit, clock
from lms.core.errors import UserError

# Who is told of a release, and the page that they read it on.
READERS = ((Role.CENTER_MANAGER, "center_home"), (Role.PROGRAM_OFFICER, "program_home"))


def publish_when_due() -> int:
    """The daily chore: a release if today is its day, or if there is none yet; how many were made."""
    last = Release.objects.order_by("-number").first()
    if last is not None and clock.today() < last.next_on:
        return 0
    with transaction.atomic():
        _tell(publish())
    return 1


def _tell(made: Release) -> None:
    """A letter without a figure, with the way to those that its reader may see on the day they read it.

    Whoever asked to be sent a report with each publication gets that letter instead.
    """
    asked = ReportSubscription.objects.filter(rhythm=Rhythm.PUBLICATION)
    told = set(asked.values_list("user_id", flat=True))
    for role, _page in READERS:
        for user in accounts.holders_of(role):
            if user.pk in told:
                continue
            with translation.override(user.language):
                context = {"number": made.number, "next": date_format(made.next_on, "DATE_FORMAT")}
            accounts.queue_letter(user=user, kind="release", cause=f"release-{made.number}", context=context)


def letter_context(letter: Letter) -> dict[str, Any] | None:
    """The way to the figures for whoever may read them when the letter goes; None where they may not, or
    where the release was withdrawn since.
    """
    user = letter.user
    page = next((page for role, page in READERS if user and accounts.has_role(user, role)), None)
    number = letter.context.get("number")
    if user is None or page is None or ReleaseWithdrawal.objects.filter(release__number=number).exists():
        return None
    return {"link": accounts.absolute_url(page, language=user.language)}


def publish() -> Release:
    """Make the next release from what is known this moment."""
    with transaction.atomic():
        return Making().release()


def withdraw(*, actor: User, release: Release, reason: str) -> ReleaseWithdrawal:
    """Take a release back: its figures are shown no more. Others take their place at the next one only."""
    from django.utils.translation import gettext as _

    if not reason.strip():
        raise UserError(_("Say why the publication is withdrawn."))
    with transaction.atomic():
        if ReleaseWithdrawal.objects.filter(release=release).exists():
            raise UserError(_("This publication was withdrawn already."))
        found = ReleaseWithdrawal.objects.create(
            release=release, at=clock.now(), by=actor, reason=reason.strip()
        )
        audit.record(actor=actor, action="analytics.withdraw_release", target=release, number=release.number)
    return found
