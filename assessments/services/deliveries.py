"""Opening deliveries, and changing what holds for them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Purpose
from assessments.models import (
    AnonymousReceipt,
    AnonymousSheet,
    Attempt,
    Delivery,
    DeliveryChange,
    InstrumentVersion,
)
from assessments.rules.delivery_rules import DeliveryRules
from assessments.services.practice import check_practice
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def open_delivery(
    *,
    actor: User | None,
    instrument_version: InstrumentVersion,
    purpose: str,
    rules: DeliveryRules,
    title: Mapping[str, str] | None = None,
) -> Delivery:
    """Open an instrument version to people; who they are is for the access registry to say.

    Raises UserError when the rules cannot be: "closes_before_it_opens", "anonymous_once", "bad_rules";
    "measures" where practice would ask what measures people.
    """
    _check_rules(rules)
    check_practice(purpose, instrument_version)
    with transaction.atomic():
        delivery = Delivery(
            instrument_version=instrument_version, purpose=Purpose(purpose), title=dict(title or {})
        )
        delivery.rules = rules.within(rules.opens_at or clock.now(), rules.closes_at)
        delivery.save()
        audit.record(actor=actor, action="assessments.open_delivery", target=delivery, purpose=str(purpose))
    return delivery


def change_delivery(
    *, actor: User | None, delivery: Delivery, rules: DeliveryRules, why: str = ""
) -> Delivery:
    """Put other rules in force, keeping what held before and why it changed; the same rules change nothing.

    Sittings under way keep the deadline that they were started with. Raises UserError as
    `open_delivery`, "anonymous_stays" where answers would gain or lose their person, and "no_reason"
    where somebody has started and nobody says why.
    """
    rules = rules.within(rules.opens_at or delivery.opens_at, rules.closes_at)
    _check_rules(rules)
    with transaction.atomic():
        before = Delivery.objects.select_for_update().get(pk=delivery.pk).rules
        if before == rules:
            return delivery
        if before.anonymous != rules.anonymous:
            raise UserError(_("Whether a form is anonymous cannot change any more."), code="anonymous_stays")
        if not why.strip() and has_started(delivery):
            raise UserError(
                _("People have started this test: say why it changes for them."), code="no_reason"
            )
        delivery.rules = rules
        delivery.save(update_fields=[one.name for one in fields(DeliveryRules)])
        DeliveryChange.objects.create(
            delivery=delivery,
            at=clock.now(),
            actor=actor,
            why=why.strip(),
            before=before.to_json(),
            after=rules.to_json(),
            sheets=_seen(delivery, before, rules),
        )
        audit.record(
            actor=actor,
            action="assessments.change_delivery",
            target=delivery,
            changed=sorted(_changed(before, rules)),
            why=why.strip(),
        )
    return delivery


def release_results(*, actor: User | None, delivery: Delivery) -> Delivery:
    """Let people learn what was held back, from now on; releasing again changes nothing.

    Raises UserError ("not_held") where results never wait.
    """
    with transaction.atomic():
        found = Delivery.objects.select_for_update(no_key=True).get(pk=delivery.pk)
        if not found.held:
            raise UserError(_("The results of this test do not wait for a release."), code="not_held")
        if found.released_at is None:
            found.released_at = clock.now()
            found.save(update_fields=["released_at"])
            audit.record(actor=actor, action="assessments.release_results", target=found)
    return found


def has_started(delivery: Delivery) -> bool:
    """Whether anybody has begun to answer."""
    answered = (Attempt, AnonymousReceipt, AnonymousSheet)
    return any(model.objects.filter(delivery=delivery).exists() for model in answered)


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


def _seen(delivery: Delivery, before: DeliveryRules, after: DeliveryRules) -> int | None:
    """How many anonymous sheets could be seen until a form that had closed takes more of them."""
    now = clock.now()
    closed = before.closes_at is not None and before.closes_at <= now
    opens = after.closes_at is None or after.closes_at > now
    if not (after.anonymous and closed and opens):
        return None
    return AnonymousSheet.objects.filter(delivery=delivery).count()


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
