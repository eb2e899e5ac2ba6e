"""Making questions: what is about them, and their versions, idempotent by content hash."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import ItemStatus, TagKind
from assessments.item_types import REGISTRY
from assessments.models import Item, ItemTag, ItemVersion
from assessments.rules.hashing import content_hash
from assessments.services.item_cards import file_cards
from assessments.services.versions import ensure_version
from lms.core.errors import UserError

SET_ASIDE = frozenset({ItemStatus.RESTED, ItemStatus.RETIRED})


def ensure_item(
    *, key: str, topic: str = "", tags: Iterable[tuple[str, str]] = (), status: str = ItemStatus.REVIEWED
) -> Item:
    """Make question `key` ("course/item") be about exactly this; no version changes by it.

    `tags` are (kind, value), the kinds those of `TagKind`. A question that a person rested or retired stays
    so, whatever its file says. Raises UserError: "bad_tag".
    """
    wanted = set(tags)
    if unknown := sorted(kind for kind, _value in wanted if kind not in TagKind.values):
        raise UserError(_("There is no kind of tag “%(kind)s”.") % {"kind": unknown[0]}, code="bad_tag")
    with transaction.atomic():
        facts = {"topic": topic, "status": ItemStatus(status)}
        item, created = Item.objects.get_or_create(key=key, defaults=facts)
        if not created and item.status in SET_ASIDE:
            status = item.status
        if not created and (item.topic, item.status) != (topic, status):
            item.topic, item.status = topic, ItemStatus(status)
            item.save(update_fields=["topic", "status"])
        present = {(tag.kind, tag.value): tag.pk for tag in item.tags.all()}
        if gone := [pk for pair, pk in present.items() if pair not in wanted]:
            ItemTag.objects.filter(pk__in=gone).delete()
        ItemTag.objects.bulk_create(
            [ItemTag(item=item, kind=kind, value=value) for kind, value in sorted(wanted - present.keys())],
            ignore_conflicts=True,
        )
    return item


def ensure_item_version(*, key: str, type: str, content: Mapping[str, Any]) -> ItemVersion:
    """The version of question `key` ("course/item") that says exactly this, made if there is none yet.

    Raises UserError: "unknown_type", "bad_item".
    """
    if type not in REGISTRY:
        raise UserError(_("There is no question type “%(type)s”.") % {"type": type}, code="unknown_type")
    if problems := REGISTRY[type].problems(content):
        raise UserError(f"{key}: {'; '.join(problems)}", code="bad_item")
    digest = content_hash(type=type, content=content)
    with transaction.atomic():
        item, _created = Item.objects.get_or_create(key=key)

        def make(number: int) -> ItemVersion:
            version = item.versions.create(number=number, content_hash=digest, type=type, content=content)
            file_cards([(item.pk, type, content)])
            return version

        return ensure_version(item.versions, digest, make)
