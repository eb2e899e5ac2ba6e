"""Everything that is told of one question on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assessments.models import Delivery, DeliveryForm, Item, ItemComment, ItemDraft, ItemVersion
from assessments.rules.item_states import Standing
from assessments.selectors.enemies import Enemy, enemies_of
from assessments.selectors.item_use import is_asked_now
from assessments.selectors.lookalikes import Lookalike, lookalikes

MOST_USES = 50


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said at first, and the answers."""

    first: ItemComment
    answers: Sequence[ItemComment] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One delivery that asks a version of the question."""

    instrument: str
    purpose: str
    form: str
    version: int
    opens_at: datetime
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One question with what people said of it, what it is kept apart from, and where it is asked."""

    item: Any
    standing: Standing
    draft: ItemDraft | None
    versions: Sequence[ItemVersion]
    threads: Sequence[Thread]
    enemies: Sequence[Enemy]
    alike: Sequence[Lookalike]
    uses: Sequence[Use]


def item_page(uuid: UUID) -> ItemPage | None:
    """The page of one question; None where there is no such question. A constant number of queries."""
    found: Any = (
        Item.objects.filter(uuid=uuid)
        .select_related("author", "reviewer")
        .prefetch_related("tags")
        .annotate(is_live=is_asked_now())
        .first()
    )
    if found is None:
        return None
    draft = ItemDraft.objects.filter(item=found).first()
    versions = list(found.versions.order_by("-number"))
    return ItemPage(
        item=found,
        standing=Standing(found.status, bool(versions), draft.state if draft else "", found.is_live),
        draft=draft,
        versions=versions,
        threads=threads_of(found),
        enemies=enemies_of(uuid),
        alike=lookalikes([found.pk]).get(found.pk, []),
        uses=_uses(found),
    )


def threads_of(item: Item) -> list[Thread]:
    """What was said of a question, open threads first, each in the order in which it was said."""
    said = list(
        ItemComment.objects.filter(item=item)
        .select_related("written_by", "closed_by")
        .order_by("written_at", "pk")
    )
    answers: dict[int, list[ItemComment]] = {}
    for one in said:
        if one.thread_id is not None:
            answers.setdefault(one.thread_id, []).append(one)
    firsts = [one for one in said if one.thread_id is None]
    firsts.sort(key=lambda one: one.closed_at is not None)
    return [Thread(one, answers.get(one.pk, ())) for one in firsts]


def _uses(item: Item) -> list[Use]:
    """Deliveries whose instrument, or a parallel form, holds a version of the question; newest first."""
    found = []
    columns = ("opens_at", "closes_at", "purpose")
    rows = Delivery.objects.filter(instrument_version__entries__item_version__item=item).order_by(
        "-opens_at", "pk"
    )
    named = ("instrument_version__instrument__key", "instrument_version__entries__item_version__number")
    for opens, closes, purpose, key, number in rows.values_list(*columns, *named)[:MOST_USES]:
        found.append(Use(key, purpose, "", number, opens, closes))
    forms = DeliveryForm.objects.filter(instrument_version__entries__item_version__item=item).order_by(
        "-delivery__opens_at", "pk"
    )
    of_forms = (f"delivery__{one}" for one in columns)
    for opens, closes, purpose, key, number, label in forms.values_list(*of_forms, *named, "label")[
        :MOST_USES
    ]:
        found.append(Use(key, purpose, label, number, opens, closes))
    return sorted(found, key=lambda one: one.opens_at, reverse=True)[:MOST_USES]
