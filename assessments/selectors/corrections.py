"""Corrections of keys that hold for what was asked."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from assessments.models import AttemptItem, Delivery, InstrumentEntry, ItemVersion, KeyCorrection, RegradeRun
from assessments.rules.corrections import Correction, CorrectionKind


def latest_for(*, delivery: str, item_version: str) -> Subquery:
    """The id of the correction that holds for a row of a query, as a column of it.

    Both are names of that query's columns. Where nothing was corrected it is None and costs no statement.
    """
    rows = KeyCorrection.objects.filter(
        Q(delivery__isnull=True) | Q(delivery=OuterRef(delivery)), item_version=OuterRef(item_version)
    )
    return Subquery(rows.order_by("-pk").values("pk")[:1])


def corrections_by_id(ids: Iterable[int | None]) -> Mapping[int, Correction]:
    """The corrections themselves; asks nothing where there are none."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = KeyCorrection.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", "kind", "content")
    return {pk: Correction(CorrectionKind(kind), content) for pk, kind, content in rows}


def correction_by_uuid(uuid: UUID) -> KeyCorrection | None:
    """A correction with its question and its delivery."""
    return (
        KeyCorrection.objects.filter(uuid=uuid)
        .select_related("item_version__item", "delivery__instrument_version")
        .first()
    )


def asked_in(delivery: Delivery, uuid: UUID) -> ItemVersion | None:
    """A version of a question that a form of the delivery asks, or that somebody was asked in it."""
    version = ItemVersion.objects.filter(uuid=uuid).select_related("item").first()
    if version is None:
        return None
    entries = InstrumentEntry.objects.filter(item_version=version)
    planned = entries.filter(
        Q(version=delivery.instrument_version_id) | Q(version__forms__delivery=delivery.pk)
    )
    sat = AttemptItem.objects.filter(item_version=version, attempt__delivery=delivery.pk)
    return version if planned.exists() or sat.exists() else None


def in_force(*, item_version_id: int, delivery_id: int | None) -> KeyCorrection | None:
    """What holds now for a version in a delivery, or (None) wherever nothing else was decided."""
    everywhere = Q(delivery__isnull=True)
    scope = everywhere if delivery_id is None else everywhere | Q(delivery=delivery_id)
    return KeyCorrection.objects.filter(scope, item_version=item_version_id).order_by("-pk").first()


def corrections_in(delivery_ids: Collection[int]) -> dict[int, Correction]:
    """By item version, what holds in a delivery; in several, what holds everywhere."""
    scope = Q(delivery__isnull=True)
    if len(delivery_ids) == 1:
        scope |= Q(delivery__in=delivery_ids)
    rows = KeyCorrection.objects.filter(scope).order_by("pk")
    return {
        item: Correction(CorrectionKind(kind), content)
        for item, kind, content in rows.values_list("item_version_id", "kind", "content")
    }


def run_of(correction: KeyCorrection) -> RegradeRun | None:
    """How far the marking anew is; None for a correction that was carried out whole when it was made."""
    return RegradeRun.objects.filter(correction=correction).first()
