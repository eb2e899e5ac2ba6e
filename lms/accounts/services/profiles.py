"""Changes that people make, or administrators make for them, field by field."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.accounts.models import Center, Office, User
from lms.accounts.services.credentials import end_credentials
from lms.accounts.services.reach import must_reach
from lms.core import audit
from lms.core.errors import UserError


def update_person(*, actor: User, user: User, values: dict[str, Any]) -> None:
    """Set facts of a person; the event names the fields, not what was in them."""
    must_reach(actor, user)
    changed = sorted(name for name, value in values.items() if getattr(user, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(user, name, values[name])
    try:
        with transaction.atomic():
            user.save(update_fields=changed)
            audit.record(actor=actor, action="accounts.update_person", target=user, fields=changed)
    except IntegrityError as error:
        raise UserError(_("This CURP belongs to somebody else."), code="curp_taken") from error


def save_center(*, actor: User, center: Center, offices: Sequence[tuple[str, str]] | None = None) -> Center:
    """Add or change a center, with its offices as (name, zone) where they are given.

    One that is no longer named is closed and not removed: people and figures are told by it.
    """
    verb = "update" if center.pk else "create"
    try:
        with transaction.atomic():
            center.save()
            if offices is not None:
                _save_offices(center, dict(offices))
            audit.record(actor=actor, action=f"accounts.{verb}_center", target=center)
    except IntegrityError as error:
        raise UserError(_("Another center has this code."), code="code_taken") from error
    return center


def _save_offices(center: Center, wanted: Mapping[str, str]) -> None:
    known = {one.name: one for one in center.offices.all()}
    for name, zone in wanted.items():
        office = known.get(name) or Office(center=center, name=name)
        if office.pk is not None and office.zone and office.zone != zone:
            raise UserError(
                _("The zone of “%(office)s” stays: figures were told by it. Close it and add another.")
                % {"office": name},
                code="zone",
            )
        if office.pk is None or (office.zone, office.is_active) != (zone, True):
            office.zone, office.is_active = zone, True
            office.save()
    center.offices.exclude(name__in=list(wanted)).filter(is_active=True).update(is_active=False)


def set_active(*, actor: User, user: User, active: bool) -> None:
    """Close an account, or open it again; nothing it did is touched.

    Closing ends sessions and open letters for good: opening again brings none of them back.
    """
    if actor.pk == user.pk:
        raise UserError(_("You cannot close your own account here."), code="own_account")
    must_reach(actor, user)
    with transaction.atomic():
        changed = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
        if changed:
            end_credentials(user)
            verb = "open" if active else "close"
            audit.record(actor=actor, action=f"accounts.{verb}_account", target=user)
    user.is_active = active
