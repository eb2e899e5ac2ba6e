"""Setting up occasions."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.enums import OccasionMode
from assessments.models import Occasion, Rating, RubricVersion, ScenarioVersion
from assessments.services.scenarios import add_scenario
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def create_occasion(
    *,
    actor: User | None,
    rubric_version: RubricVersion,
    mode: str,
    title: Mapping[str, str],
    held_at: datetime | None,
    scenario_version: ScenarioVersion | None = None,
) -> Occasion:
    """Set up a role-play to be rated; `add_scenario` adds further scenarios."""
    with transaction.atomic():
        occasion = Occasion.objects.create(
            rubric_version=rubric_version, mode=OccasionMode(mode), title=dict(title), held_at=held_at
        )
        audit.record(actor=actor, action="assessments.create_occasion", target=occasion, mode=str(mode))
        if scenario_version is not None:
            add_scenario(actor=actor, occasion=occasion, scenario_version=scenario_version)
    return occasion


def reschedule_occasion(*, actor: User | None, occasion: Occasion, held_at: datetime | None) -> Occasion:
    """Move the moment of a role-play; never behind a rating of it, which nobody gives before.

    Raises UserError "rated".
    """
    with transaction.atomic():
        _check_not_rated_before(occasion, held_at)
        occasion.held_at = held_at
        occasion.save(update_fields=["held_at"])
        audit.record(
            actor=actor,
            action="assessments.reschedule_occasion",
            target=occasion,
            held_at=held_at.isoformat() if held_at else None,
        )
    return occasion


def _check_not_rated_before(occasion: Occasion, held_at: datetime | None) -> None:
    ratings = Rating.objects.filter(assignment__case__occasion=occasion)
    if held_at is None or not ratings.exists():
        return
    first = ratings.aggregate(at=Min("submitted_at"))["at"] or clock.now()
    if held_at > first:
        moment = date_format(localtime(first), "DATETIME_FORMAT")
        words = _("Somebody was already rated on this role-play: it cannot be held later than %(moment)s.")
        raise UserError(words % {"moment": moment}, code="rated")


def set_peers(*, actor: User | None, occasion: Occasion, on: bool) -> Occasion:
    """Let those who are rated rate each other too, or no longer; what they said stays."""
    with transaction.atomic():
        occasion.peers = on
        occasion.save(update_fields=["peers"])
        audit.record(actor=actor, action="assessments.set_peers", target=occasion, on=on)
    return occasion
