"""What lists find questions by, made anew whenever their words change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from assessments.models import Item, ItemCard, ItemDraft, ItemPrint
from assessments.rules.likeness import LANGUAGES, bands, words_of

Said = tuple[int, str, Mapping[str, Any]]


def file_cards(said: Iterable[Said]) -> None:
    """Make the cards of (item id, type, content) say this; within the transaction that changed the words."""
    cards, prints = [], []
    for item_id, type, content in said:
        words = {code: words_of(content, code) for code in LANGUAGES}
        cards.append(ItemCard(item_id=item_id, type=type, words_es=words["es"], words_en=words["en"]))
        prints += [
            ItemPrint(item_id=item_id, language=code, value=value)
            for code in LANGUAGES
            for value in bands(words[code])
        ]
    with transaction.atomic():
        ItemPrint.objects.filter(item__in=[card.item_id for card in cards]).delete()
        ItemCard.objects.bulk_create(
            cards,
            update_conflicts=True,
            unique_fields=["item"],
            update_fields=["type", "words_es", "words_en"],
        )
        ItemPrint.objects.bulk_create(prints, batch_size=2_000)


def refile(item: Item) -> None:
    """Make the card of one question say what its draft says, or its newest version where there is none."""
    draft = ItemDraft.objects.filter(item=item).values_list("type", "content").first()
    said = draft or item.versions.order_by("-number").values_list("type", "content").first()
    if said:
        file_cards([(item.pk, *said)])
