"""Making versions of questions and instruments: idempotent by content hash."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.item_types import REGISTRY
from assessments.models import (
    Instrument,
    InstrumentEntry,
    InstrumentVersion,
    Item,
    ItemVersion,
)
from assessments.rules.hashing import content_hash
from assessments.services.versions import ensure_version
from lms.core.errors import UserError

Texts = Mapping[str, str]


def ensure_item_version(*, key: str, type: str, content: Mapping[str, Any], topic: str = "") -> ItemVersion:
    """The version of question `key` that says exactly this, made if there is none yet."""
    if type not in REGISTRY:
        raise UserError(_("There is no question type “%(type)s”.") % {"type": type}, code="unknown_type")
    if problems := REGISTRY[type].problems(content):
        raise UserError(f"{key}: {'; '.join(problems)}", code="bad_item")
    with transaction.atomic():
        item, _created = Item.objects.get_or_create(key=key)
        digest = content_hash(type=type, content=content, topic=topic)
        return ensure_version(
            item.versions,
            digest,
            lambda number: item.versions.create(
                number=number, content_hash=digest, type=type, content=content, topic=topic
            ),
        )


def ensure_instrument_version(
    *, key: str, title: Texts, intro: Texts, items: Sequence[ItemVersion], minutes: int
) -> InstrumentVersion:
    """The version of instrument `key` with exactly these questions in this order."""
    digest = content_hash(
        title=title, intro=intro, minutes=minutes, items=[str(item.content_hash) for item in items]
    )
    with transaction.atomic():
        instrument, _created = Instrument.objects.get_or_create(key=key)

        def make(number: int) -> InstrumentVersion:
            version = instrument.versions.create(
                number=number, content_hash=digest, title=title, intro=intro, minutes=minutes
            )
            InstrumentEntry.objects.bulk_create(
                InstrumentEntry(version=version, item_version=item, position=position)
                for position, item in enumerate(items, start=1)
            )
            return version

        return ensure_version(instrument.versions, digest, make)
