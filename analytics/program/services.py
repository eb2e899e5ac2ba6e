"""Changing indicators and targets, each with a reason, and the notes on deviations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.program.models import DeviationNote, Indicator, IndicatorVersion, Target
from analytics.program.selectors import known_indicator
from analytics.program.sheets import shipped
from analytics.releases.models import Release
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def change_sheet(*, actor: User, code: str, sheet: Mapping[str, Any], reason: str) -> IndicatorVersion:
    """A new version of the indicator's sheet; earlier releases keep theirs."""
    _needs(reason)
    with transaction.atomic():
        indicator = _stored(code)
        number = indicator.versions.count() + 1
        made = IndicatorVersion.objects.create(
            indicator=indicator,
            number=number,
            sheet=dict(sheet),
            reason=reason.strip(),
            created_at=clock.now(),
            created_by=actor,
        )
        audit.record(actor=actor, action="analytics.change_indicator", target=indicator, number=number)
    return made


def set_target(*, actor: User, code: str, period: str, value: float, reason: str) -> Target:
    """What the indicator should reach in a period, or at the end."""
    _needs(reason)
    with transaction.atomic():
        indicator = _stored(code)
        made = Target.objects.create(
            indicator=indicator,
            period=period,
            value=value,
            reason=reason.strip(),
            created_at=clock.now(),
            created_by=actor,
        )
        audit.record(actor=actor, action="analytics.set_target", target=indicator, period=period, value=value)
    return made


def write_note(
    *,
    actor: User,
    code: str,
    release: Release,
    period: str,
    facts: Mapping[str, Any],
    cause: str,
    action: str,
    due_on: date,
) -> DeviationNote:
    """Explain a deviation, or explain it better as long as nobody has approved it."""
    with transaction.atomic():
        indicator = _stored(code)
        note = DeviationNote.objects.select_for_update().filter(
            indicator=indicator, release=release, period=period
        ).first() or DeviationNote(indicator=indicator, release=release, period=period)
        if note.approved_at is not None:
            raise UserError(
                _("The note was approved and goes with its publication; it does not change any more.")
            )
        note.facts, note.cause, note.action, note.due_on = dict(facts), cause.strip(), action.strip(), due_on
        note.written_at, note.written_by = clock.now(), actor
        note.save()
        audit.record(actor=actor, action="analytics.write_note", target=note, indicator=code)
    return note


def may_approve(actor: User, note: DeviationNote) -> bool:
    """Somebody else than who wrote it, and once."""
    return note.approved_at is None and note.written_by_id != actor.pk


def approve_note(*, actor: User, note: DeviationNote) -> None:
    """Somebody else than who wrote it approves; from then on it goes with the release."""
    with transaction.atomic():
        note = DeviationNote.objects.select_for_update().get(pk=note.pk)
        if note.approved_at is not None:
            raise UserError(_("The note was approved already."))
        if note.written_by_id == actor.pk:
            raise UserError(_("Somebody else has to approve what you wrote."))
        note.approved_at, note.approved_by = clock.now(), actor
        note.save(update_fields=["approved_at", "approved_by"])
        audit.record(actor=actor, action="analytics.approve_note", target=note)


def _needs(reason: str) -> None:
    if not reason.strip():
        raise UserError(_("Say why it changes: the reason stands in the sheet of the indicator."))


def _stored(code: str) -> Indicator:
    """The row of an indicator; what the product brings gets one when it is first changed."""
    if known_indicator(code) is None:
        raise UserError(_("There is no indicator of this code."))
    position = list(shipped()).index(code) if code in shipped() else 100
    return Indicator.objects.get_or_create(code=code, defaults={"position": position})[0]
