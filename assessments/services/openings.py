"""Opening deliveries and occasions."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Feedback, OccasionMode, Purpose
from assessments.models import Delivery, InstrumentVersion, Occasion, RubricVersion, ScenarioVersion
from assessments.services.scenarios import add_scenario
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError


def open_delivery(
    *,
    actor: User | None,
    instrument_version: InstrumentVersion,
    purpose: str,
    opens_at: datetime,
    closes_at: datetime | None = None,
    time_limit: int | None = None,
    max_attempts: int = 1,
    shuffle: bool = True,
    feedback: str = Feedback.NONE,
    anonymous: bool = False,
) -> Delivery:
    """Open an instrument version to people; who they are is for the access registry to say."""
    _check_window(opens_at, closes_at)
    if anonymous and max_attempts != 1:
        raise UserError(_("An anonymous form can be sent only once."), code="anonymous_once")
    with transaction.atomic():
        delivery = Delivery.objects.create(
            instrument_version=instrument_version,
            purpose=Purpose(purpose),
            opens_at=opens_at,
            closes_at=closes_at,
            time_limit=time_limit,
            max_attempts=max_attempts,
            shuffle=shuffle,
            feedback=Feedback(feedback),
            anonymous=anonymous,
        )
        audit.record(actor=actor, action="assessments.open_delivery", target=delivery, purpose=str(purpose))
    return delivery


def reschedule_delivery(
    *, actor: User | None, delivery: Delivery, opens_at: datetime, closes_at: datetime | None
) -> Delivery:
    """Move the window. Sittings under way keep the deadline that they were started with."""
    _check_window(opens_at, closes_at)
    with transaction.atomic():
        delivery.opens_at, delivery.closes_at = opens_at, closes_at
        delivery.save(update_fields=["opens_at", "closes_at"])
        audit.record(
            actor=actor,
            action="assessments.reschedule_delivery",
            target=delivery,
            opens_at=opens_at.isoformat(),
            closes_at=closes_at.isoformat() if closes_at else None,
        )
    return delivery


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
    """Move the moment of a role-play."""
    with transaction.atomic():
        occasion.held_at = held_at
        occasion.save(update_fields=["held_at"])
        audit.record(
            actor=actor,
            action="assessments.reschedule_occasion",
            target=occasion,
            held_at=held_at.isoformat() if held_at else None,
        )
    return occasion


def _check_window(opens_at: datetime, closes_at: datetime | None) -> None:
    if closes_at is not None and closes_at <= opens_at:
        raise UserError(_("The closing must come after the opening."), code="closes_before_it_opens")
