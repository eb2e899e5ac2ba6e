"""Putting a board's decisions on record."""

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.assessing.models import BoardDecision
from assessments.data import CaseFact, LedOccasion
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def record_decision(
    *,
    actor: User,
    occasion: LedOccasion,
    case: CaseFact | None,
    about: str,
    decision: str,
    reason: str,
    present: str,
    abstained: str = "",
) -> BoardDecision:
    """Keep what a board decided about an occasion that the actor leads; it changes no result by itself.

    Raises UserError: "own_case", "other_case", "no_reason".
    """
    if case is not None and case.occasion_id != occasion.id:
        raise UserError(_("That performance belongs to another role-play."), code="other_case")
    if case is not None and case.subject_id == actor.pk:
        raise UserError(_("Nobody puts a decision about themselves on record."), code="own_case")
    if not (decision.strip() and reason.strip() and present.strip()):
        raise UserError(
            _("A decision needs its reasons and who made it. Nothing was sent."), code="no_reason"
        )
    with transaction.atomic():
        found = BoardDecision.objects.create(
            occasion_id=occasion.id,
            case_id=case.id if case else None,
            about=about,
            decision=decision.strip(),
            reason=reason.strip(),
            present=present.strip(),
            abstained=abstained.strip(),
            recorded_by=actor,
            recorded_at=clock.now(),
        )
        audit.record(actor=actor, action="analytics.record_decision", target=found, about=about)
    return found
