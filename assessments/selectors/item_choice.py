"""The approved questions among which somebody chooses for a test."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assessments.enums import ItemStatus, TagKind
from assessments.models import Item, ItemTag, ItemVersion
from assessments.selectors.measured import measured_items
from assessments.selectors.plan_items import approved_items

MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; "" where it does not matter. `unasked` ones measure nobody, now or later."""

    words: str = ""
    module: str = ""
    level: str = ""
    competency: str = ""
    unasked: bool = False


def choosable(wanted: Wanted) -> QuerySet[ItemVersion]:
    """The newest versions of approved questions that fit, by key."""
    found = approved_items()
    for word in wanted.words.split()[:8]:
        found = found.filter(
            Q(item__key__icontains=word)
            | Q(item__topic__icontains=word)
            | Q(content__stem__es__icontains=word)
            | Q(content__stem__en__icontains=word)
        )
    if wanted.module:
        tagged = _tagged(TagKind.MODULE, wanted.module)
        found = found.filter(Q(item__in=tagged) | Q(item__topic=wanted.module))
    if wanted.level:
        found = found.filter(item__in=_tagged(TagKind.LEVEL, wanted.level))
    if wanted.competency:
        found = found.filter(item__in=_tagged(TagKind.COMPETENCY, wanted.competency))
    if wanted.unasked:
        found = found.exclude(item__in=measured_items())
    return found.order_by("item__key")


def values_of(kind: str) -> list[str]:
    """The values that approved questions are tagged with, at most 200; topics stand in for modules."""
    tags = ItemTag.objects.filter(kind=kind, item__status=ItemStatus.REVIEWED)
    found = set(tags.order_by("value").values_list("value", flat=True).distinct()[:MOST_VALUES])
    if kind == TagKind.MODULE:
        topics = Item.objects.filter(status=ItemStatus.REVIEWED).exclude(topic="").order_by("topic")
        found |= set(topics.values_list("topic", flat=True).distinct()[:MOST_VALUES])
    return sorted(found)


def _tagged(kind: str, value: str) -> QuerySet[Item]:
    return Item.objects.filter(tags__kind=kind, tags__value=value).order_by()
