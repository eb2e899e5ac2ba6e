"""Questions by which somebody is measured, now or later, and those that practice has shown already.

A question counts by itself, not by its wording: who practiced last month's wording knows the answer to
this month's. What nobody marks measures nobody.
"""

from collections.abc import Iterable

from django.db.models import Max, Q, QuerySet

from assessments import registries
from assessments.enums import MEASURING, Purpose
from assessments.models import Delivery, DeliveryForm, FormSet, InstrumentEntry, InstrumentVersion, Item
from lms.core import clock


def measured_items() -> QuerySet[Item]:
    """The questions of what measures: deliveries that are not over, tests built for it, paths of courses."""
    ahead = Delivery.objects.filter(
        Q(closes_at__isnull=True) | Q(closes_at__gt=clock.now()), purpose__in=MEASURING
    )
    newest = FormSet.objects.order_by().values("key").annotate(last=Max("pk")).values("last")
    built = FormSet.objects.filter(pk__in=newest, purpose__in=MEASURING)
    asked = _asked_by(ahead) | Q(version__parallel_forms__form_set__in=built.order_by().values("pk"))
    for versions in registries.measured_versions():
        asked |= Q(version__in=versions)
    return _items(InstrumentEntry.objects.filter(asked))


def measuring(versions: Iterable[InstrumentVersion]) -> list[str]:
    """The keys of those questions of these versions that measure somebody. One query."""
    return _keys(versions, measured_items())


def practiced(versions: Iterable[InstrumentVersion]) -> list[str]:
    """The keys of those questions of these versions that practice has asked. One query."""
    begun = Delivery.objects.filter(purpose=Purpose.PRACTICE, opens_at__lte=clock.now())
    return _keys(versions, _items(InstrumentEntry.objects.filter(_asked_by(begun))))


def versions_that_measure(versions: Iterable[InstrumentVersion]) -> set[int]:
    """The ids of those versions that ask a question which measures somebody. One query."""
    found = _marked(versions).filter(item_version__item__in=measured_items())
    return set(found.order_by().values_list("version_id", flat=True).distinct())


def _asked_by(deliveries: QuerySet[Delivery]) -> Q:
    found = deliveries.order_by()
    forms = DeliveryForm.objects.filter(delivery__in=found.values("pk")).order_by()
    return Q(version__in=found.values("instrument_version")) | Q(
        version__in=forms.values("instrument_version")
    )


def _items(entries: QuerySet[InstrumentEntry]) -> QuerySet[Item]:
    marked = entries.filter(points__gt=0).order_by()
    return Item.objects.filter(pk__in=marked.values("item_version__item")).order_by()


def _marked(versions: Iterable[InstrumentVersion]) -> QuerySet[InstrumentEntry]:
    return InstrumentEntry.objects.filter(version__in=[one.pk for one in versions], points__gt=0)


def _keys(versions: Iterable[InstrumentVersion], items: QuerySet[Item]) -> list[str]:
    keys = _marked(versions).filter(item_version__item__in=items).order_by("item_version__item__key")
    return list(keys.values_list("item_version__item__key", flat=True).distinct())
