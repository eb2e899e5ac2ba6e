"""Beginning to write: a new question, a copy of one, a new wording of one that is asked."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import DraftState, ItemStatus, TagKind
from assessments.item_types import REGISTRY
from assessments.models import Item, ItemDraft, ItemTag
from assessments.services.item_cards import file_cards
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

OWN_COURSE = "bank"


def create_item(*, actor: User, type: str) -> Item:
    """Begin a question of a kind, as a draft without words. Raises UserError "unknown_type"."""
    if type not in REGISTRY:
        raise UserError(_("There is no question type “%(type)s”.") % {"type": type}, code="unknown_type")
    with transaction.atomic():
        item = _new_item(actor)
        _draft(item, type, REGISTRY[type].writing.blank(), actor)
        audit.record(actor=actor, action="assessments.create_item", target=item, type=type)
    return item


def duplicate_item(*, actor: User, item: UUID) -> Item:
    """Begin a question that says what this one does, with its topic and tags. UserError: "not_found"."""
    with transaction.atomic():
        source = held(item)
        said: Any = ItemDraft.objects.filter(item=source).first() or newest_of(source)
        copy = _new_item(actor, topic=source.topic)
        ItemTag.objects.bulk_create(
            [ItemTag(item=copy, kind=tag.kind, value=tag.value) for tag in source.tags.all()]
        )
        _draft(copy, said.type, said.content, actor)
        audit.record(actor=actor, action="assessments.duplicate_item", target=copy, source=source.key)
    return copy


def open_draft(*, actor: User, item: UUID) -> ItemDraft:
    """A draft of a question that is asked, to word it anew; the one that is there, if there is one.

    What people are asked stays until the draft is approved. Raises UserError: "not_found", "retired".
    """
    with transaction.atomic():
        found = held(item)
        if found.status == ItemStatus.RETIRED:
            raise UserError(
                _("This question is retired: it is not worded anew. Duplicate it instead."), code="retired"
            )
        draft = ItemDraft.objects.filter(item=found).first()
        if draft is None:
            version = newest_of(found)
            # Nobody has written a word of it yet.
            draft = _draft(found, version.type, version.content, None)
            audit.record(actor=actor, action="assessments.open_draft", target=found)
    return draft


def describe_item(*, actor: User, item: UUID, topic: str, tags: Iterable[tuple[str, str]]) -> Item:
    """Say what a question is about; `tags` are (kind, value). No version changes. UserError: "not_found"."""
    wanted = {(kind, value) for kind, value in tags if kind in TagKind.values and value}
    with transaction.atomic():
        found = held(item)
        present = {(tag.kind, tag.value): tag.pk for tag in found.tags.all()}
        if found.topic == topic and present.keys() == wanted:
            return found
        found.topic = topic
        found.save(update_fields=["topic"])
        ItemTag.objects.filter(pk__in=[pk for pair, pk in present.items() if pair not in wanted]).delete()
        ItemTag.objects.bulk_create(
            [ItemTag(item=found, kind=kind, value=value) for kind, value in sorted(wanted - present.keys())]
        )
        audit.record(
            actor=actor,
            action="assessments.describe_item",
            target=found,
            topic=topic,
            added=[list(pair) for pair in sorted(wanted - present.keys())],
            removed=[list(pair) for pair in sorted(present.keys() - wanted)],
        )
    return found


def held(item: UUID) -> Item:
    """The question, kept from changing until the transaction ends. Raises UserError "not_found"."""
    found = Item.objects.select_for_update(of=("self",)).filter(uuid=item).first()
    if found is None:
        raise UserError(_("There is no such question."), code="not_found")
    return found


def newest_of(item: Item) -> Any:
    """The version of a question that was made last. Raises UserError "not_found" where there is none."""
    version = item.versions.order_by("-number").first()
    if version is None:
        raise UserError(_("There is no such question."), code="not_found")
    return version


def _new_item(actor: User, topic: str = "") -> Item:
    key = f"{OWN_COURSE}/{uuid4().hex[:10]}"
    return Item.objects.create(key=key, topic=topic, status=ItemStatus.DRAFT, author=actor)


def _draft(item: Item, type: str, content: Any, writer: User | None) -> ItemDraft:
    draft = ItemDraft.objects.create(
        item=item,
        type=type,
        content=content,
        state=DraftState.DRAFT,
        edited_at=clock.now(),
        edited_by=writer,
    )
    file_cards([(item.pk, type, content)])
    return draft
