"""Keeping two questions out of one form, and letting them stand together again."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Item, ItemEnemy
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def set_enemies(*, actor: User, item: UUID, other: UUID, reason: str) -> None:
    """Say that two questions may not stand in one form, and why; said again it changes the reason.

    Raises UserError: "not_found", "same", "no_reason".
    """
    if item == other:
        raise UserError(_("A question is no enemy of itself: choose another one."), code="same")
    if not reason.strip():
        raise UserError(_("Please say why the two may not stand in one form."), code="no_reason")
    with transaction.atomic():
        low, high = _pair(item, other)
        facts = {"reason": reason.strip()[:200], "set_at": clock.now(), "set_by": actor}
        ItemEnemy.objects.update_or_create(low=low, high=high, defaults=facts)
        audit.record(
            actor=actor, action="assessments.set_enemies", target=low, other=high.key, reason=facts["reason"]
        )


def lift_enemies(*, actor: User, item: UUID, other: UUID) -> None:
    """Let the two stand together again; nothing happens where they may already. UserError: "not_found"."""
    with transaction.atomic():
        low, high = _pair(item, other)
        if ItemEnemy.objects.filter(low=low, high=high).delete()[0]:
            audit.record(actor=actor, action="assessments.lift_enemies", target=low, other=high.key)


def _pair(item: UUID, other: UUID) -> tuple[Item, Item]:
    found = list(Item.objects.filter(uuid__in=(item, other)).order_by("pk"))
    if len(found) != 2:
        raise UserError(_("There is no such question."), code="not_found")
    return found[0], found[1]
