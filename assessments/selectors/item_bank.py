"""The bank's questions as a list: searched, filtered, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from assessments.enums import ItemStatus, TagKind
from assessments.models import Item, ItemComment, ItemDraft, ItemTag, ItemVersion
from assessments.rules.item_states import EASY_FROM, FEWEST, HARD_BELOW, Found, Standing, State, Use
from assessments.selectors.item_use import is_asked_now, was_ever_asked
from assessments.selectors.lookalikes import Lookalike, lookalikes
from lms.core.search import matching

SEARCHED = ("card__words_es", "card__words_en", "key", "topic")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty: everything. `tags` are {kind: value}."""

    words: str = ""
    type: str = ""
    state: str = ""
    use: str = ""
    found: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One question in the list: its words in both languages, where it stands, and what to look at."""

    item: Item
    type: str
    stem: Mapping[str, str]
    standing: Standing
    version: int | None
    tags: Sequence[ItemTag]
    open_threads: int
    alike: Sequence[Lookalike] = ()


def bank(wanted: Wanted) -> QuerySet[Item]:
    """The questions that fit, by key, with what `rows` needs of each; retired ones only when asked for."""
    versions = ItemVersion.objects.filter(item=OuterRef("pk")).order_by()
    found = (
        Item.objects.filter(matching(wanted.words, *SEARCHED))
        .annotate(has_version=Exists(versions), is_live=is_asked_now())
        .order_by("key")
    )
    for kind, value in wanted.tags.items():
        found = found.filter(Exists(ItemTag.objects.filter(item=OuterRef("pk"), kind=kind, value=value)))
    if wanted.type:
        found = found.filter(card__type=wanted.type)
    return _in_use(_in_state(_as_hard(found, wanted.found), wanted.state), wanted.use)


def _as_hard(found: QuerySet[Any], hardness: str) -> QuerySet[Any]:
    known = Q(difficulty__isnull=False, difficulty_n__gte=FEWEST)
    match hardness:
        case Found.EASY:
            return found.filter(known, difficulty__gte=EASY_FROM)
        case Found.MEDIUM:
            return found.filter(known, difficulty__gte=HARD_BELOW, difficulty__lt=EASY_FROM)
        case Found.HARD:
            return found.filter(known, difficulty__lt=HARD_BELOW)
        case Found.UNKNOWN:
            return found.exclude(known)
    return found


def _in_state(found: QuerySet[Any], state: str) -> QuerySet[Any]:
    standing = ~Q(status__in=(ItemStatus.RETIRED, ItemStatus.RESTED)) & Q(has_version=True)
    match state:
        case "":
            return found.exclude(status=ItemStatus.RETIRED)
        case State.DRAFT | State.REVIEW:
            # New wordings of what is asked wait for somebody just as new questions do.
            return found.exclude(status=ItemStatus.RETIRED).filter(draft__state=state)
        case State.APPROVED | State.LIVE:
            return found.filter(standing, is_live=state == State.LIVE)
    return found.filter(status=state)


def _in_use(found: QuerySet[Any], use: str) -> QuerySet[Any]:
    match use:
        case Use.NEVER:
            return found.exclude(was_ever_asked())
        case Use.NOW:
            return found.filter(is_live=True)
        case Use.BEFORE:
            return found.filter(was_ever_asked(), is_live=False)
    return found


def rows(items: Sequence[Item]) -> list[Row]:
    """A page of `bank` with its words and marks; six queries, however many questions there are."""
    ids = [item.pk for item in items]
    drafts = {one.item_id: one for one in ItemDraft.objects.filter(item__in=ids)}
    newest: dict[int, ItemVersion] = {}
    for version in ItemVersion.objects.filter(item__in=ids).order_by("item_id", "number"):
        newest[version.item_id] = version
    tags: dict[int, list[ItemTag]] = {}
    for tag in ItemTag.objects.filter(item__in=ids).order_by("item_id", "kind", "value"):
        tags.setdefault(tag.item_id, []).append(tag)
    threads = open_threads(ids)
    alike = lookalikes(ids)
    return [
        _row(item, drafts.get(item.pk), newest.get(item.pk), tags, threads, alike)
        for item in items
        if item.pk in drafts or item.pk in newest
    ]


def _row(
    item: Any,
    draft: ItemDraft | None,
    version: ItemVersion | None,
    tags: Mapping[int, Sequence[ItemTag]],
    threads: Mapping[int, int],
    alike: Mapping[int, Sequence[Lookalike]],
) -> Row:
    said: Any = draft or version
    return Row(
        item=item,
        type=said.type,
        stem=said.content["stem"],
        standing=Standing(item.status, version is not None, draft.state if draft else "", item.is_live),
        version=version.number if version else None,
        tags=tags.get(item.pk, ()),
        open_threads=threads.get(item.pk, 0),
        alike=alike.get(item.pk, ()),
    )


def open_threads(item_ids: Sequence[int]) -> dict[int, int]:
    """How many threads nobody has closed yet, by item; items without any are left out."""
    found = ItemComment.objects.filter(item__in=item_ids, thread=None, closed_at=None)
    counted = found.order_by().values("item_id").annotate(number=Count("pk"))
    return dict(counted.values_list("item_id", "number"))


def tag_values() -> dict[str, list[str]]:
    """The values of tags that the bank knows, by kind, each in order."""
    found: dict[str, list[str]] = {kind: [] for kind in TagKind.values}
    for kind, value in ItemTag.objects.order_by("kind", "value").values_list("kind", "value").distinct():
        found[kind].append(value)
    return found
