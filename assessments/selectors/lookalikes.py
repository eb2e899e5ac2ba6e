"""Questions that read almost the same as others."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from assessments.models import Item, ItemCard, ItemPrint
from assessments.rules.likeness import ALIKE, likeness

MOST = 5


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A question that reads like another, and how much (0 to 1, in the language in which it is most)."""

    item: Item
    share: float


def lookalikes(item_ids: Collection[int]) -> dict[int, list[Lookalike]]:
    """The questions that read like each of these, the likest first, at most `MOST`; three queries.

    Retired ones too: whoever writes a question anew ought to know.
    """
    asked = set(item_ids)
    sharing: dict[tuple[str, int], set[int]] = defaultdict(set)
    mine = ItemPrint.objects.filter(item__in=asked)
    prints = ItemPrint.objects.filter(value__in=mine.order_by().values("value"))
    for item_id, language, value in prints.order_by().values_list("item_id", "language", "value"):
        sharing[language, value].add(item_id)
    pairs = {
        (item, other)
        for items in sharing.values()
        for item in items & asked
        for other in items
        if item != other
    }
    cards = {
        card.item_id: card
        for card in ItemCard.objects.filter(item__in={one for pair in pairs for one in pair}).select_related(
            "item"
        )
    }
    found: dict[int, list[Lookalike]] = defaultdict(list)
    for item, other in pairs:
        share = _share(cards[item], cards[other])
        if share >= ALIKE:
            found[item].append(Lookalike(cards[other].item, share))
    return {
        item: sorted(near, key=lambda one: (-one.share, one.item.key))[:MOST] for item, near in found.items()
    }


def _share(one: ItemCard, other: ItemCard) -> float:
    return max(likeness(one.words_es, other.words_es), likeness(one.words_en, other.words_en))
