"""What a sitting that starts now would be given."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from assessments.enums import ItemStatus
from assessments.models import Accommodation, Delivery, DeliveryForm, InstrumentEntry, ItemTag
from assessments.rules.papers import Offered, Part
from assessments.rules.timing import ExtraTime
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sitting that starts now can be given.

    `forms` are the versions of the parallel forms by label, empty without any, `own` the version that
    everybody gets then; `extra` is the extra time the person was granted.
    """

    own: int
    forms: Mapping[str, int]
    extra: ExtraTime
    entries: Sequence[Any]

    def parts(self, version_id: int) -> list[Part]:
        """The sections of one of the versions; one query more where questions are drawn by tag."""
        return parts_of([entry for entry in self.entries if entry.version_id == version_id])


def offer_for(*, user: User, delivery: Delivery) -> Offer:
    """What one person can be given, in one query.

    The forms' labels and the extra time come with each row, since a query each would cost more than
    twenty small look-ups.
    """
    forms = DeliveryForm.objects.filter(delivery=delivery)
    granted = Accommodation.objects.filter(delivery=delivery, person=user)
    entries: list[Any] = list(
        InstrumentEntry.objects.filter(
            Q(version=delivery.instrument_version_id) | Q(version__in=forms.values("instrument_version"))
        )
        .select_related("item_version__item", "section")
        .annotate(
            label=Subquery(forms.filter(instrument_version=OuterRef("version")).values("label")),
            factor=Subquery(granted.values("factor")),
            extra_minutes=Subquery(granted.values_list(F("extra_minutes") + F("break_minutes"))),
        )
        .order_by("version_id", "position")
    )
    first = entries[0] if entries else None
    return Offer(
        own=delivery.instrument_version_id,
        forms=dict(sorted({entry.label: entry.version_id for entry in entries if entry.label}.items())),
        extra=ExtraTime(first.factor, first.extra_minutes) if first and first.factor else ExtraTime(),
        entries=entries,
    )


def parts_of(entries: Sequence[InstrumentEntry]) -> list[Part]:
    """Entries of one version, with their sections, as sections to draw from and ask."""
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
