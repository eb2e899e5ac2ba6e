"""What a sitting that starts now would be given."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from assessments.enums import ItemStatus
from assessments.models import Accommodation, Delivery, DeliveryForm, InstrumentEntry, ItemTag
from assessments.rules.ordering import shuffled
from assessments.rules.papers import Offered, Part
from assessments.rules.timing import ExtraTime
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Paper:
    """The form a person gets, its sections, and the extra time they were granted."""

    version_id: int
    parts: Sequence[Part]
    extra: ExtraTime


def paper_for(*, user: User, delivery: Delivery, seed: int, had: Collection[int]) -> Paper:
    """The paper of one person: of several forms one that they have not `had` (version ids), by `seed`.

    One query, and one more where questions are drawn by tag. The form's label and the extra time
    come with each row, since a query each would cost more than twenty small look-ups.
    """
    forms = DeliveryForm.objects.filter(delivery=delivery)
    granted = Accommodation.objects.filter(delivery=delivery, person=user)
    entries = list(
        InstrumentEntry.objects.filter(
            Q(version=delivery.instrument_version_id) | Q(version__in=forms.values("instrument_version"))
        )
        .select_related("item_version__item", "section")
        .annotate(
            label=Subquery(forms.filter(instrument_version=OuterRef("version")).values("label")),
            factor=Subquery(granted.values("factor")),
            extra_minutes=Subquery(granted.values("extra_minutes")),
        )
        .order_by("version_id", "position")
    )
    version_id = _choose(delivery, entries, seed, had)
    own = [entry for entry in entries if entry.version_id == version_id]
    first = own[0] if own else None
    extra = ExtraTime(first.factor, first.extra_minutes) if first and first.factor else ExtraTime()
    return Paper(version_id, _parts(own), extra)


def _choose(delivery: Delivery, entries: Sequence[Any], seed: int, had: Collection[int]) -> int:
    forms = {entry.version_id: entry.label for entry in entries if entry.label}
    fresh = {version: label for version, label in forms.items() if version not in had} or forms
    if not fresh:
        return delivery.instrument_version_id
    return shuffled(fresh, seed=seed, name=lambda version: f"form:{fresh[version]}")[0]


def _parts(entries: Sequence[InstrumentEntry]) -> list[Part]:
    by_tag = any(entry.section.draw_rule for entry in entries)
    tags = _tags([entry.item_version.item_id for entry in entries]) if by_tag else {}
    return [
        Part(
            [
                Offered(
                    id=entry.item_version_id,
                    name=str(entry.item_version.uuid),
                    type=entry.item_version.type,
                    content=entry.item_version.content,
                    points=entry.points,
                    topic=entry.item_version.item.topic,
                    drawable=entry.item_version.item.status == ItemStatus.REVIEWED,
                    tags=frozenset(tags.get(entry.item_version.item_id, ())),
                )
                for entry in run
            ],
            section.draw,
            section.draw_rule,
        )
        for section, run in groupby(entries, key=lambda entry: entry.section)
    ]


def _tags(item_ids: Collection[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = ItemTag.objects.filter(item_id__in=item_ids).order_by("id")
    for item_id, kind, value in rows.values_list("item_id", "kind", "value"):
        found[item_id].add((kind, value))
    return found
