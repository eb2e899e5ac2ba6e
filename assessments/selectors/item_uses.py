"""Every use of one question with what people earned in it: for its own page. No names."""

from datetime import timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery

from assessments.data import ItemUses, UsedIn, UseRow
from assessments.models import AttemptItem, Delivery, DeliveryForm, Item, ItemVersion, Response, Score
from lms.core import clock

RECENT = timedelta(days=365)


def item_uses(uuid: UUID) -> ItemUses | None:
    """The uses of a question; None where there is none with a version. A constant number of statements."""
    item = Item.objects.filter(uuid=uuid).first()
    newest = ItemVersion.objects.filter(item=item).order_by("-number").first() if item else None
    if item is None or newest is None:
        return None
    rows = tuple(_rows(item))
    ids = {row.delivery_id for row in rows}
    deliveries = Delivery.objects.filter(pk__in=ids).select_related("instrument_version").order_by("pk")
    labels = DeliveryForm.objects.filter(delivery__in=ids).order_by()
    recent, of = _recent_forms(item)
    return ItemUses(
        uuid=item.uuid,
        key=item.key,
        content=newest.content,
        rows=rows,
        deliveries={
            one.pk: UsedIn(one.pk, one.opens_at, one.get_purpose_display(), one.instrument_version.title)
            for one in deliveries
        },
        labels={
            (delivery, version): label
            for delivery, version, label in labels.values_list(
                "delivery_id", "instrument_version_id", "label"
            )
        },
        recent_forms=recent,
        of_forms=of,
    )


def _rows(item: Item) -> list[UseRow]:
    answer = Response.objects.filter(attempt=OuterRef("attempt"), item_version=OuterRef("item_version"))
    whole = Score.objects.filter(
        attempt=OuterRef("attempt"), revision=OuterRef("attempt__revision"), topic=""
    )
    asked = (
        AttemptItem.objects.filter(
            item_version__item=item, attempt__number=1, attempt__revision__gt=0, points__gt=0
        )
        .annotate(
            mark=Subquery(answer.values("mark")),
            total=Subquery(whole.values("points")),
            maximum=Subquery(whole.values("maximum")),
        )
        .filter(total__isnull=False)
        .order_by("attempt__delivery__opens_at", "attempt_id")
    )
    columns = (
        "attempt__delivery_id",
        "attempt__instrument_version_id",
        "item_version__number",
        "attempt__user_id",
        "mark",
        "points",
        "total",
        "maximum",
    )
    return [UseRow._make(row) for row in asked.values_list(*columns)]


def _recent_forms(item: Item) -> tuple[int, int]:
    """How many forms opened in the last year hold the question, of how many that are marked."""
    since = clock.now() - RECENT
    recent = Delivery.objects.filter(opens_at__gte=since, opens_at__lte=clock.now()).order_by()
    own = recent.filter(instrument_version__entries__points__gt=0).values_list("instrument_version")
    parallel = DeliveryForm.objects.filter(delivery__in=recent, instrument_version__entries__points__gt=0)
    forms = set(own.distinct()) | set(parallel.order_by().values_list("instrument_version").distinct())
    ids = [pk for (pk,) in forms]
    holding = ItemVersion.objects.filter(item=item, instruments__in=ids).order_by()
    return holding.values("instruments").distinct().count(), len(ids)
