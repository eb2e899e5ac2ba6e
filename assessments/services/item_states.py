"""Setting a question aside: for a while, for good, and back from a rest."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import ItemStatus
from assessments.models import Item
from assessments.services.item_writing import held
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError


def rest_item(*, actor: User, item: UUID, reason: str) -> Item:
    """Set a question aside: it is not drawn any more, and may come back.

    Forms in which it stands keep asking it. Raises UserError: "not_found", "no_reason", "not_approved".
    """
    return _change(actor, item, "rest_item", ItemStatus.REVIEWED, ItemStatus.RESTED, reason)


def wake_item(*, actor: User, item: UUID, reason: str) -> Item:
    """Let a question that rests be drawn again. UserError: "not_found", "no_reason", "not_rested"."""
    return _change(actor, item, "wake_item", ItemStatus.RESTED, ItemStatus.REVIEWED, reason)


def retire_item(*, actor: User, item: UUID, reason: str) -> Item:
    """Take a question out for good: it is never drawn again, and its wording never changes.

    Forms in which it stands, and everything that was answered, stay as they are.
    Raises UserError: "not_found", "no_reason", "retired".
    """
    return _change(actor, item, "retire_item", None, ItemStatus.RETIRED, reason)


def _change(
    actor: User, item: UUID, act: str, before: ItemStatus | None, after: ItemStatus, reason: str
) -> Item:
    if not reason.strip():
        raise UserError(_("Please say why. Nothing was changed."), code="no_reason")
    with transaction.atomic():
        found = held(item)
        _check(found, before)
        found.status = after
        found.save(update_fields=["status"])
        audit.record(actor=actor, action=f"assessments.{act}", target=found, reason=reason.strip()[:400])
    return found


def _check(item: Item, before: ItemStatus | None) -> None:
    if item.status == ItemStatus.RETIRED:
        raise UserError(_("This question is retired. Nothing was changed."), code="retired")
    if before == ItemStatus.RESTED and item.status != before:
        raise UserError(_("This question does not rest. Nothing was changed."), code="not_rested")
    if before != ItemStatus.RESTED and not item.versions.exists():
        raise UserError(_("This question is not approved yet. Nothing was changed."), code="not_approved")
    if before == ItemStatus.REVIEWED and item.status != before:
        raise UserError(_("This question rests already. Nothing was changed."), code="not_approved")
