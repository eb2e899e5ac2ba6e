"""Talking about a question, in threads that somebody closes."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Item, ItemComment
from assessments.services.item_writing import held
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def comment(*, actor: User, item: UUID, text: str, thread: UUID | None = None) -> ItemComment:
    """Open a thread on a question, or answer in one; an answer opens a closed one again.

    Raises UserError: "not_found", "no_words".
    """
    if not text.strip():
        raise UserError(_("Please write what you want to say."), code="no_words")
    with transaction.atomic():
        found = held(item)
        opened = None if thread is None else _thread(found, thread)
        if opened is not None and opened.closed_at is not None:
            opened.closed_at = opened.closed_by = None
            opened.save(update_fields=["closed_at", "closed_by"])
            audit.record(actor=actor, action="assessments.reopen_item_thread", target=found)
        return ItemComment.objects.create(
            item=found, thread=opened, text=text.strip()[:4000], written_at=clock.now(), written_by=actor
        )


def close_thread(*, actor: User, item: UUID, thread: UUID) -> None:
    """Say that a thread is settled; nothing happens where somebody did. Raises UserError "not_found"."""
    with transaction.atomic():
        found = held(item)
        opened = _thread(found, thread)
        if opened.closed_at is None:
            opened.closed_at, opened.closed_by = clock.now(), actor
            opened.save(update_fields=["closed_at", "closed_by"])
            audit.record(actor=actor, action="assessments.close_item_thread", target=found)


def has_open_thread(item: Item) -> bool:
    """Whether something said of the question is not settled yet."""
    return ItemComment.objects.filter(item=item, thread=None, closed_at=None).exists()


def _thread(item: Item, uuid: UUID) -> ItemComment:
    found = ItemComment.objects.filter(item=item, uuid=uuid, thread=None).first()
    if found is None:
        raise UserError(_("There is no such thread."), code="not_found")
    return found
