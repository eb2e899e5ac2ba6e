"""Stories of a course at work: who would tell one, and what they told."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Purpose
from assessments.models import Delivery, StorySlip, SuccessStory
from assessments.services import ballots
from assessments.services.sheets import has_sent
from lms.accounts.models import User
from lms.accounts.selectors.roles import is_program_officer
from lms.core import audit, clock
from lms.core.errors import UserError


def offer_story(*, user: User, delivery: Delivery, worked: bool, contact: str) -> None:
    """Put a slip into the box of a follow-up that the person has answered. No event is logged.

    Raises UserError: "not_yours", "no_contact", "full".
    """
    if delivery.purpose != Purpose.FOLLOW_UP or not has_sent(user=user, delivery=delivery):
        raise UserError(_("This form is not open to you."), code="not_yours")
    written = " ".join(contact.split())
    if not written:
        raise UserError(_("Write how you can be reached."), code="no_contact")
    ballots.put_slip(delivery=delivery, worked=worked, contact=written)


def settle_slip(*, actor: User, delivery: Delivery, lot: UUID) -> bool:
    """Remove a slip whose person was reached, or did not want to; False where it has gone already."""
    _check(actor)
    with transaction.atomic():
        gone, _models = StorySlip.objects.filter(delivery=delivery, lot=lot).delete()
        if gone:
            audit.record(actor=actor, action="assessments.settle_story_slip", target=delivery)
    return bool(gone)


def record_story(
    *, actor: User, delivery: Delivery, worked: bool, text: str, agreed_on: date
) -> SuccessStory:
    """Keep a story to which its person agreed. Raises UserError: "not_yours", "not_agreed", "no_text"."""
    _check(actor)
    if agreed_on > clock.today():
        raise UserError(_("The day on which the person agreed lies ahead."), code="not_agreed")
    if not text.strip():
        raise UserError(_("Write the story."), code="no_text")
    with transaction.atomic():
        made = SuccessStory.objects.create(
            delivery=delivery,
            worked=worked,
            text=text.strip(),
            agreed_on=agreed_on,
            recorded_by=actor,
            recorded_at=clock.now(),
        )
        audit.record(actor=actor, action="assessments.record_story", target=made)
    return made


def forget_slips() -> int:
    """Remove the slips of follow-ups that opened long ago: no slip knows when it came itself."""
    old = clock.now() - timedelta(days=settings.RETENTION_DAYS["story_slips"])
    gone, _models = StorySlip.objects.filter(delivery__opens_at__lt=old).delete()
    return gone


def _check(actor: User) -> None:
    if not is_program_officer(actor):
        raise UserError(_("This is for whoever answers for the program."), code="not_yours")
