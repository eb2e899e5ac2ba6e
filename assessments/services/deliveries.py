"""Opening deliveries, and changing what holds for them."""

from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Purpose
from assessments.models import (
    Accommodation,
    Attempt,
    Delivery,
    DeliveryChange,
    InstrumentVersion,
)
from assessments.rules import timing
from assessments.rules.delivery_rules import DeliveryRules
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def open_delivery(
    *, actor: User | None, instrument_version: InstrumentVersion, purpose: str, rules: DeliveryRules
) -> Delivery:
    """Open an instrument version to people; who they are is for the access registry to say.

    Raises UserError when the rules cannot be: "closes_before_it_opens", "anonymous_once", "bad_rules".
    """
    _check_rules(rules)
    with transaction.atomic():
        delivery = Delivery(instrument_version=instrument_version, purpose=Purpose(purpose))
        delivery.rules = rules.within(rules.opens_at or clock.now(), rules.closes_at)
        delivery.save()
        audit.record(actor=actor, action="assessments.open_delivery", target=delivery, purpose=str(purpose))
    return delivery


def change_delivery(
    *, actor: User | None, delivery: Delivery, rules: DeliveryRules, why: str = ""
) -> Delivery:
    """Put other rules in force, keeping what held before and why it changed; the same rules change nothing.

    Sittings under way keep the deadline that they were started with. Raises UserError as
    `open_delivery`, and "anonymous_stays" where answers would gain or lose their person.
    """
    rules = rules.within(rules.opens_at or delivery.opens_at, rules.closes_at)
    _check_rules(rules)
    with transaction.atomic():
        before = Delivery.objects.select_for_update().get(pk=delivery.pk).rules
        if before == rules:
            return delivery
        if before.anonymous != rules.anonymous:
            raise UserError(_("Whether a form is anonymous cannot change any more."), code="anonymous_stays")
        delivery.rules = rules
        delivery.save(update_fields=[one.name for one in fields(DeliveryRules)])
        DeliveryChange.objects.create(
            delivery=delivery,
            at=clock.now(),
            actor=actor,
            why=why,
            before=before.to_json(),
            after=rules.to_json(),
        )
        audit.record(
            actor=actor,
            action="assessments.change_delivery",
            target=delivery,
            changed=sorted(_changed(before, rules)),
            why=why,
        )
    return delivery


def reschedule_delivery(
    *,
    actor: User | None,
    delivery: Delivery,
    opens_at: datetime,
    closes_at: datetime | None,
    why: str = "",
) -> Delivery:
    """Move the window. Sittings under way keep the deadline that they were started with."""
    rules = delivery.rules.within(opens_at, closes_at)
    return change_delivery(actor=actor, delivery=delivery, rules=rules, why=why)


def grant_accommodation(
    *,
    actor: User | None,
    delivery: Delivery,
    person: User,
    factor: float = 1.0,
    extra_minutes: int = 0,
    breaks: str = "",
    reason: str = "",
) -> Accommodation:
    """Give one person more time; granting again replaces what was granted.

    A sitting under way is lengthened at once and never shortened; one that is over stays over.
    Raises UserError ("bad_accommodation") when it would shorten the time. The reason, which may
    tell of health, stays out of the audit log.
    """
    if not 1 <= factor <= 10 or extra_minutes < 0:
        raise UserError(_("An accommodation can only lengthen the time."), code="bad_accommodation")
    granted = {
        "factor": factor,
        "extra_minutes": extra_minutes,
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
            lengthened=_lengthen(delivery, person, timing.ExtraTime(factor, extra_minutes)),
        )
    return accommodation


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


def _changed(before: DeliveryRules, after: DeliveryRules) -> set[str]:
    old, new = before.to_json(), after.to_json()
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _check_rules(rules: DeliveryRules) -> None:
    words = {
        "closes_before_it_opens": _("The closing must come after the opening."),
        "anonymous_once": _("An anonymous form can be sent only once."),
        "bad_rules": _("These rules cannot hold together."),
    }
    if problem := rules.problem():
        raise UserError(words[problem], code=problem)
