"""Whether deliveries ask a question, as conditions for queries."""

from django.db.models import Exists, OuterRef, Q

from assessments.models import Delivery, InstrumentEntry
from lms.core import clock


def asked_by(deliveries: Q) -> Exists:
    """That a question stands in an instrument, or a parallel form, of a delivery that fits."""
    found = Delivery.objects.filter(deliveries).order_by()
    versions = Q(version__in=found.values("instrument_version")) | Q(
        version__in=found.filter(forms__isnull=False).values("forms__instrument_version")
    )
    return Exists(InstrumentEntry.objects.filter(versions, item_version__item=OuterRef("pk")).order_by())


def is_asked_now() -> Exists:
    """That a delivery which is open now asks it."""
    now = clock.now()
    return asked_by(Q(opens_at__lte=now) & (Q(closes_at__isnull=True) | Q(closes_at__gt=now)))


def was_ever_asked() -> Exists:
    """That a delivery asks it which has opened, whether or not it is over."""
    return asked_by(Q(opens_at__lte=clock.now()))
