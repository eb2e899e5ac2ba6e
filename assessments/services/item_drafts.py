"""A question's way from a draft to being asked: written, looked at by somebody else, approved."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import DraftState, ItemStatus
from assessments.item_types import REGISTRY
from assessments.models import ItemDraft, ItemVersion
from assessments.rules.hashing import content_hash
from assessments.services.item_cards import file_cards, refile
from assessments.services.item_comments import has_open_thread
from assessments.services.items import ensure_item_version
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.models import AuditEvent


def write_draft(*, actor: User, item: UUID, content: Mapping[str, Any], edited_at: str) -> ItemDraft:
    """Put another wording into a draft; both languages go back to be reviewed.

    `content` may lack words and more; `edited_at` is the moment (ISO 8601) of what the page showed: what
    somebody else wrote since is not overwritten. Raises UserError: "not_found", "stale".
    """
    with transaction.atomic():
        draft = _held(item)
        if draft.edited_at.isoformat() != edited_at:
            raise UserError(
                _("Somebody else changed this question meanwhile. What they wrote is shown below yours."),
                code="stale",
            )
        if content != draft.content:
            draft.content, draft.state = dict(content), DraftState.DRAFT
            draft.edited_at, draft.edited_by = clock.now(), actor
            draft.save(update_fields=["content", "state", "edited_at", "edited_by"])
            file_cards([(draft.item_id, draft.type, content)])
            _record(actor, "write_draft", draft)
    return draft


def propose_draft(*, actor: User, item: UUID) -> ItemDraft:
    """Hand a draft to whoever reviews; it must be whole. UserError: "not_found", "retired", "unfinished",
    "known_wording".
    """
    with transaction.atomic():
        draft = _held(item)
        _check_not_retired(draft)
        if problems_of(draft):
            raise UserError(
                _("It is not finished: see what is missing. Nothing was changed."), code="unfinished"
            )
        _check_is_new(draft)
        if draft.state != DraftState.REVIEW:
            draft.state, draft.note = DraftState.REVIEW, ""
            draft.save(update_fields=["state", "note"])
            _record(actor, "propose_draft", draft)
    return draft


def return_draft(*, actor: User, item: UUID, note: str) -> ItemDraft:
    """Give a draft back to its author and say why. Raises UserError: "not_found", "no_reason"."""
    if not note.strip():
        raise UserError(_("Please say what is to be changed."), code="no_reason")
    with transaction.atomic():
        draft = _held(item)
        draft.state, draft.note = DraftState.DRAFT, note.strip()
        draft.save(update_fields=["state", "note"])
        _record(actor, "return_draft", draft)
    return draft


def approve_draft(*, actor: User, item: UUID, edited_at: str = "") -> ItemVersion:
    """Make a draft in review the question's newest version; both languages as a pair.

    Who wrote it never approves it, and nobody does before every comment is settled. Forms keep the
    version that they ask; a question that rests goes on resting. `edited_at` is the moment (ISO 8601) of
    the words that were read: no others are approved by it; "" does not ask.
    Raises UserError: "not_found", "stale", "retired", "not_proposed", "own_words", "open_thread",
    "unfinished".
    """
    with transaction.atomic():
        draft = _held(item)
        if edited_at and draft.edited_at.isoformat() != edited_at:
            raise UserError(
                _("This question was written anew meanwhile. Read it again before you approve it."),
                code="stale",
            )
        _check_not_retired(draft)
        if draft.state != DraftState.REVIEW:
            raise UserError(_("It is not in review."), code="not_proposed")
        if has_written(actor, draft):
            raise UserError(_("Who wrote a question does not approve it."), code="own_words")
        if has_open_thread(draft.item):
            raise UserError(
                _("A comment on this question is still open. Close it first; nothing was changed."),
                code="open_thread",
            )
        if problems_of(draft):
            raise UserError(
                _("It is not finished: see what is missing. Nothing was changed."), code="unfinished"
            )
        version = ensure_item_version(key=draft.item.key, type=draft.type, content=draft.content)
        draft.item.reviewer = actor
        if draft.item.status != ItemStatus.RESTED:
            draft.item.status = ItemStatus.REVIEWED
        draft.item.save(update_fields=["status", "reviewer"])
        _record(actor, "approve_draft", draft, version=version.number)
        draft.delete()
    return version


def discard_draft(*, actor: User, item: UUID) -> None:
    """Throw a draft away; a question that was never asked goes with it. Raises UserError: "not_found"."""
    with transaction.atomic():
        draft = _held(item)
        _record(actor, "discard_draft", draft, key=draft.item.key)
        question = draft.item
        draft.delete()
        if question.versions.exists():
            refile(question)
        else:
            question.delete()


def has_written(person: User, draft: ItemDraft) -> bool:
    """Whether any of a draft's words may be theirs: they are its author, or brought or wrote it once.

    Everybody who did since the last approval counts, not the last one alone; the log knows them.
    """
    if person.pk in (draft.edited_by_id, draft.item.author_id):
        return True
    acts = AuditEvent.objects.filter(target_uuid=draft.item.uuid)
    approved = acts.filter(action="assessments.approve_draft").order_by("-pk").values_list("pk", flat=True)
    wrote = acts.filter(action__in=("assessments.import_item", "assessments.write_draft"), actor=person)
    return wrote.filter(pk__gt=approved.first() or 0).exists()


def problems_of(draft: ItemDraft) -> list[str]:
    """What keeps a draft from being asked; empty when nothing does."""
    return REGISTRY[draft.type].problems(draft.content)


def _check_not_retired(draft: ItemDraft) -> None:
    if draft.item.status == ItemStatus.RETIRED:
        raise UserError(
            _("This question is retired: it is not worded anew. Duplicate it instead."), code="retired"
        )


def _check_is_new(draft: ItemDraft) -> None:
    """A wording of before is found again by its hash, and the newest would stay what it is."""
    digest = content_hash(type=draft.type, content=draft.content)
    numbers = dict(draft.item.versions.values_list("content_hash", "number"))
    if digest in numbers and numbers[digest] < max(numbers.values()):
        words = _("It says exactly what version %(number)d said. Change something in it, or throw it away.")
        raise UserError(words % {"number": numbers[digest]}, code="known_wording")


def _held(item: UUID) -> Any:
    draft = ItemDraft.objects.select_for_update(of=("self",)).select_related("item").filter(item__uuid=item)
    found = draft.first()
    if found is None:
        raise UserError(_("There is no draft of this question any more."), code="not_found")
    return found


def _record(actor: User, act: str, draft: ItemDraft, **data: Any) -> None:
    audit.record(actor=actor, action=f"assessments.{act}", target=draft.item, **data)
