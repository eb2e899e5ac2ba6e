"""Questions of a file into the bank, as drafts that somebody else approves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from assessments.enums import ItemStatus, TagKind
from assessments.item_files.model import FileItem
from assessments.models import Item, ItemDraft, ItemTag
from assessments.rules.meaning import meanings
from assessments.selectors.item_files import Planned, planned
from lms.accounts.models import User
from lms.core import audit, clock

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
    `dry_run` nothing is written. `source` is the file's name; without `actor` the command line did it.
    """
    with transaction.atomic():
        plan = planned(items)
        if not dry_run:
            for one in plan:
                if one.action in ("new", "change"):
                    _store(actor, one.item, source)
            done = Imported(plan)
            audit.record(
                actor=actor,
                action="assessments.import_items",
                source=source[:120],
                imported=done.imported,
                duplicate=done.duplicate,
            )
    return Imported(plan)


def _store(actor: User | None, said: FileItem, source: str) -> None:
    key = said.key or _key(said)
    facts: dict[str, Any] = {"topic": said.topic, "status": ItemStatus.DRAFT, "author": actor}
    item, created = Item.objects.get_or_create(key=key, defaults=facts)
    if created:
        ItemTag.objects.bulk_create(
            [ItemTag(item=item, kind=kind, value=value) for kind, value in sorted(_tags(said))]
        )
    draft = {"type": said.type, "content": said.content, "edited_at": clock.now(), "source": source[:120]}
    ItemDraft.objects.update_or_create(item=item, defaults=draft)


def _tags(said: FileItem) -> set[tuple[str, str]]:
    """A kind that we do not know is kept as "other"."""
    kinds = set(TagKind.values)
    return {(kind if kind in kinds else TagKind.OTHER.value, value) for kind, value in said.tags if value}


def _key(said: FileItem) -> str:
    """From the words and the meaning: the same question gets the same key wherever it is imported."""
    (digest, *_rest) = meanings(type=said.type, content=said.content).values()
    return f"{OWN_COURSE}/{slugify(said.title)[:60]}-{digest[:8]}"
