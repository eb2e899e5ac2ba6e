"""What is said to whoever opens a test whose questions were practiced."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import ngettext

from assessments.models import Delivery, DeliveryForm, InstrumentVersion
from assessments.selectors.measured import practiced
from assessments.services.practice import named


def practice_warning(deliveries: Iterable[Delivery]) -> str:
    """That what these deliveries ask was asked in practice already; "" where nothing was. Two queries."""
    ids = [one.pk for one in deliveries]
    own = Delivery.objects.filter(pk__in=ids).order_by().values("instrument_version")
    forms = DeliveryForm.objects.filter(delivery__in=ids).order_by().values("instrument_version")
    keys = practiced(InstrumentVersion.objects.filter(Q(pk__in=own) | Q(pk__in=forms)))
    if not keys:
        return ""
    words = ngettext(
        "%(n)d question of it was asked in practice already, so some people may know its answer: %(keys)s. "
        "It is open all the same; if that matters, close it and choose other questions.",
        "%(n)d questions of it were asked in practice already, so some people may know their answers: "
        "%(keys)s. It is open all the same; if that matters, close it and choose other questions.",
        len(keys),
    )
    return words % {"n": len(keys), "keys": named(keys)}
