"""More time for one person, and breaks."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Accommodation, Attempt, Delivery
from assessments.rules import timing
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def grant_accommodation(
    *,
    actor: User | None,
    delivery: Delivery,
    person: User,
    factor: float = 1.0,
    extra_minutes: int = 0,
    break_minutes: int = 0,
    breaks: str = "",
    reason: str = "",
) -> Accommodation:
    """Give one person more time; granting again replaces what was granted.

    A sitting under way is lengthened at once and never shortened; one that is over stays over.
    Raises UserError ("bad_accommodation") when it would shorten the time. The reason, which may
    tell of health, stays out of the audit log.
    """
    if not 1 <= factor <= 10 or extra_minutes < 0 or break_minutes < 0:
        raise UserError(_("An accommodation can only lengthen the time."), code="bad_accommodation")
    granted = {
        "factor": factor,
        "extra_minutes": extra_minutes,
        "break_minutes": break_minutes,
        "breaks": breaks,
        "reason": reason,
        "granted_by": actor,
        "granted_at": clock.now(),
    }
    with transaction.atomic():
        accommodation, _created = Accommodation.objects.update_or_create(
            delivery=delivery, person=person, defaults=granted
        )
        audit.record(
            actor=actor,
            action="assessments.grant_accommodation",
            target=accommodation,
            factor=factor,
            extra_minutes=extra_minutes,
            break_minutes=break_minutes,
            lengthened=_lengthen(delivery, person, accommodation.extra),
        )
    return accommodation


def withdraw_accommodation(*, actor: User | None, accommodation: Accommodation) -> None:
    """Take more time back. A sitting under way keeps the end that it has."""
    with transaction.atomic():
        audit.record(
            actor=actor,
            action="assessments.withdraw_accommodation",
            target=accommodation,
            factor=accommodation.factor,
            extra_minutes=accommodation.extra_minutes,
            break_minutes=accommodation.break_minutes,
        )
        accommodation.delete()


def _lengthen(delivery: Delivery, person: User, extra: timing.ExtraTime) -> bool:
    """Move the end of the person's open sitting, if they have one; whether it moved."""
    own = Attempt.objects.select_for_update().filter(delivery=delivery, user=person)
    attempt = own.filter(submitted_at__isnull=True, due_at__isnull=False).first()
    if attempt is None or attempt.due_at is None:
        return False
    state = timing.state(submitted_at=None, due_at=attempt.due_at, now=clock.now())
    later = timing.due_at(
        started_at=attempt.started_at,
        limit_minutes=delivery.time_limit,
        closes_at=delivery.closes_at,
        extra=extra,
    )
    if state is not timing.State.IN_PROGRESS or later is None or later <= attempt.due_at:
        return False
    attempt.due_at = later
    attempt.save(update_fields=["due_at"])
    return True
