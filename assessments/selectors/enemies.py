"""Which questions may not stand in one form."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from assessments.models import Item, ItemEnemy


@dataclass(frozen=True, slots=True)
class Enemy:
    """The other question of a pair, and why the two are kept apart."""

    item: Item
    reason: str


def enemy_pairs(item_ids: Collection[int]) -> set[tuple[int, int]]:
    """The pairs of enemies among these items, the smaller id first; empty where all may stand together."""
    found = ItemEnemy.objects.filter(low__in=item_ids, high__in=item_ids)
    return set(found.order_by().values_list("low_id", "high_id"))


def enemies_of(item: UUID) -> list[Enemy]:
    """The questions that are kept apart from this one, by key."""
    pairs = ItemEnemy.objects.filter(Q(low__uuid=item) | Q(high__uuid=item)).select_related("low", "high")
    found = [Enemy(one.high if one.low.uuid == item else one.low, one.reason) for one in pairs]
    return sorted(found, key=lambda one: one.item.key)
