"""Questions of a file into the bank, as drafts that somebody else approves."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from assessments.enums import DraftState, ItemStatus, TagKind
from assessments.item_files.model import FileItem, Reading
from assessments.models import Item, ItemDraft, ItemTag, ItemUpload
from assessments.rules.meaning import meanings
from assessments.selectors.item_files import Planned, planned, with_known_pictures
from assessments.services.item_cards import file_cards
from assessments.services.item_pictures import keep_pictures
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.tidy_pictures import tidied

KEPT = timedelta(days=1)
OWN_COURSE = "bank"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it, by number; `done` says it question by question."""

    done: Sequence[Planned]

    @property
    def imported(self) -> int:
        return sum(one.action in ("new", "change") for one in self.done)

    @property
    def duplicate(self) -> int:
        return sum(one.action in ("same", "duplicate") for one in self.done)


def import_items(
    *, actor: User | None, items: Sequence[FileItem], source: str, dry_run: bool = False
) -> Imported:
    """Make a draft of each question that the bank does not hold; all of them or none.

    A question whose key the bank knows gets a draft beside what people are asked, which stays. With
    `dry_run` nothing is written. Pictures that neither the file nor the bank has are left out. `source` is
    the file's name; without `actor` the command line did it.
    """
    with transaction.atomic():
        plan = planned(with_known_pictures(items))
        if not dry_run:
            wanted = [one.item for one in plan if one.action in ("new", "change")]
            keep_pictures(tidied(b64decode(data)) for said in wanted for data in said.pictures.values())
            stored = [_store(actor, said, source) for said in wanted]
            file_cards((item.pk, said.type, said.content) for item, said in zip(stored, wanted, strict=True))
            # Each on record: whoever brought a wording never approves it.
            audit.record_many(actor=actor, events=[("assessments.import_item", item, {}) for item in stored])
            done = Imported(plan)
            audit.record(
                actor=actor,
                action="assessments.import_items",
                source=source[:120],
                imported=done.imported,
                duplicate=done.duplicate,
            )
    return Imported(plan)


def keep_upload(*, actor: User, file_name: str, reading: Reading) -> ItemUpload:
    """Keep what was read until its uploader has looked at it; files that nobody imported go."""
    with transaction.atomic():
        forget_old_uploads()
        return ItemUpload.objects.create(
            user=actor,
            file_name=file_name[:200],
            unit=reading.unit,
            items=[asdict(one) for one in reading.items],
            messages=[asdict(one) for one in reading.messages],
            uploaded_at=clock.now(),
        )


def import_upload(*, actor: User, uuid: UUID) -> Imported | None:
    """Import what was kept, once: None where it is not theirs or was imported already."""
    with transaction.atomic():
        upload = ItemUpload.objects.select_for_update().filter(user=actor, uuid=uuid).first()
        # Taken away before it is used: of two clicks one finds nothing.
        if upload is None or not ItemUpload.objects.filter(pk=upload.pk).delete()[0]:
            return None
        items = [FileItem.from_json(one) for one in upload.items]
        return import_items(actor=actor, items=items, source=upload.file_name)


def forget_old_uploads() -> int:
    """Remove files that nobody imported; for the daily job."""
    return ItemUpload.objects.filter(uploaded_at__lt=clock.now() - KEPT).delete()[0]


def _store(actor: User | None, said: FileItem, source: str) -> Item:
    key = said.key or _key(said)
    facts: dict[str, Any] = {"topic": said.topic, "status": ItemStatus.DRAFT, "author": actor}
    item, created = Item.objects.get_or_create(key=key, defaults=facts)
    if created:
        ItemTag.objects.bulk_create(
            [ItemTag(item=item, kind=kind, value=value) for kind, value in sorted(_tags(said))]
        )
    draft = {
        "type": said.type,
        "content": said.content,
        "state": DraftState.DRAFT,
        "edited_at": clock.now(),
        "edited_by": actor,
        "source": source[:120],
        "note": "",
    }
    ItemDraft.objects.update_or_create(item=item, defaults=draft)
    return item


def _tags(said: FileItem) -> set[tuple[str, str]]:
    """A kind that we do not know is kept as "other"."""
    kinds = set(TagKind.values)
    return {(kind if kind in kinds else TagKind.OTHER.value, value) for kind, value in said.tags if value}


def _key(said: FileItem) -> str:
    """From the words and the meaning: the same question gets the same key wherever it is imported."""
    (digest, *_rest) = meanings(type=said.type, content=said.content).values()
    return f"{OWN_COURSE}/{slugify(said.title)[:60]}-{digest[:8]}"
