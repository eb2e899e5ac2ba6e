"""What the bank holds of the questions of a file, and the bank's questions as a file writes them."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assessments.item_files.model import FileItem
from assessments.item_types.pictures import pictures_of, without_pictures
from assessments.models import Item, ItemDraft, ItemPicture, ItemVersion
from assessments.rules.meaning import meanings

Action = Literal["new", "change", "same", "duplicate"]


@dataclass(frozen=True, slots=True)
class Planned:
    """What importing would do with one question.

    "new" makes a question; "change" makes a draft for the one of its key; "same": the bank holds
    exactly this under its key; "duplicate": `of` asks the same already, in the bank or above in the file.
    With `replaces` the question has a draft that goes for it.
    """

    item: FileItem
    action: Action
    of: str = ""
    replaces: bool = False


def planned(items: Iterable[FileItem]) -> list[Planned]:
    """What importing would do, question by question. Three queries, two of them of the whole bank.

    Of two under one key the second is a question of its own: somebody copied the first to write another.
    """
    held = _held()
    asked = list(items)
    rows = Item.objects.filter(key__in={one.key for one in asked if one.key})
    known = dict(rows.values_list("key", "draft__pk"))
    decided, taken = [], set()
    for item in asked:
        if item.key in taken:
            item = replace(item, key="")
        elif item.key:
            taken.add(item.key)
        prints = set(meanings(type=item.type, content=item.content).values())
        # Under its own key a question may be worded anew; elsewhere the same words are a duplicate.
        owners = sorted({key for one in prints for key in held[one]})
        if item.key and item.key in owners:
            decided.append(Planned(item, "same", item.key))
        elif owners:
            decided.append(Planned(item, "duplicate", owners[0]))
        else:
            replaces = known.get(item.key) is not None
            decided.append(Planned(item, "change" if item.key in known else "new", replaces=replaces))
            for one in prints:
                held[one].add(item.key or item.title)
    return decided


def with_known_pictures(items: Iterable[FileItem]) -> list[FileItem]:
    """The questions without pictures that are named and neither came along nor are in the bank. One query.

    Formats that hold no pictures name those of the site that wrote the file.
    """
    asked = list(items)
    named = {picture.get("digest", "") for one in asked for picture in pictures_of(one.content)}
    known = set(ItemPicture.objects.filter(digest__in=named).values_list("digest", flat=True))
    return [replace(one, content=without_pictures(one.content, known | one.pictures.keys())) for one in asked]


def pictures_for(items: Sequence[FileItem]) -> list[FileItem]:
    """The questions with the bytes of their pictures, for a format that holds them. One query."""
    named = {one: [said["digest"] for said in pictures_of(item.content)] for one, item in enumerate(items)}
    every = {digest for digests in named.values() for digest in digests}
    rows = ItemPicture.objects.filter(digest__in=every).values_list("digest", "data")
    data = {digest: b64encode(bytes(found)).decode() for digest, found in rows}
    return [
        replace(item, pictures={digest: data[digest] for digest in named[one] if digest in data})
        for one, item in enumerate(items)
    ]


def _held() -> dict[str, set[str]]:
    """The keys of the questions behind each meaning; of versions the last one counts, and drafts."""
    latest: dict[str, tuple[str, dict]] = {}
    rows = ItemVersion.objects.order_by("item_id", "number").values_list("item__key", "type", "content")
    for key, type, content in rows:
        latest[key] = (type, content)
    found: dict[str, set[str]] = defaultdict(set)
    drafts = ItemDraft.objects.order_by().values_list("item__key", "type", "content")
    for key, type, content in [*((key, *what) for key, what in latest.items()), *drafts]:
        for one in meanings(type=type, content=content).values():
            found[one].add(key)
    return found


def file_items(*, keys: Sequence[str] | None = None, tag: str = "", topic: str = "") -> list[FileItem]:
    """The bank's questions as a file writes them, by key: a draft before the last version.

    `keys` names them; `tag` (a value) and `topic` narrow. Four queries.
    """
    items = Item.objects.order_by("key").select_related("draft").prefetch_related("tags")
    if keys is not None:
        items = items.filter(key__in=keys)
    if tag:
        items = items.filter(tags__value=tag)
    if topic:
        items = items.filter(topic=topic)
    versions: dict[int, ItemVersion] = {}
    for version in ItemVersion.objects.filter(item__in=items.order_by().values("pk")).order_by("number"):
        versions[version.item_id] = version
    found = []
    for place, item in enumerate(items, start=1):
        said: ItemDraft | ItemVersion | None = getattr(item, "draft", None) or versions.get(item.pk)
        if said is not None:
            tags = tuple((tag.kind, tag.value) for tag in item.tags.all())
            found.append(FileItem(place, said.type, said.content, item.key, item.topic, tags))
    return pictures_for(found)
