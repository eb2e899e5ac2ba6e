"""What the sheets of closed boxes add up to, worked out by the database: no sheet leaves its box."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Case, CharField, Count, FloatField, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from assessments.data import ClientBox, ClientSums, ToldBox
from assessments.models import AnonymousSheet, InstrumentEntry
from assessments.rules.client_sums import told
from assessments.selectors.opinion_means import AnswerTo

SATISFIED = 4
"""The two best of five answers."""


class ChoiceOf(AnswerTo):
    """A sheet's choice of an option by its key; NULL when it was left empty."""

    output_field = CharField()  # type: ignore[assignment]

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"JSON_EXTRACT({sql}, '$.\"{self.item}\"')", params

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"({sql} ->> '{self.item}')", params


def client_sums(
    *, boxes: Collection[ClientBox], side: str, overall: str, statements: Collection[str], least: int
) -> dict[int, ToldBox]:
    """By delivery, what may be told of each of these boxes that are over, of `least` sheets or more.

    `side`, `overall` and `statements` are the last parts of the items' keys: who answers, how satisfied they
    are, and what is averaged.
    """
    named = {side, overall, *statements}
    items: dict[int, dict[str, int]] = defaultdict(dict)
    rows = InstrumentEntry.objects.filter(version__deliveries__in=[one.delivery_id for one in boxes])
    columns = ("version__deliveries", "item_version_id", "item_version__item__key")
    for delivery_id, item_id, key in rows.order_by().values_list(*columns):
        if (name := key.rpartition("/")[2]) in named:
            items[delivery_id][name] = item_id
    alike: dict[tuple[tuple[str, int], ...], list[int]] = defaultdict(list)
    for delivery_id, own in items.items():
        alike[tuple(sorted(own.items()))].append(delivery_id)
    by_side: dict[int, dict[str, ClientSums]] = defaultdict(dict)
    for same, deliveries in alike.items():
        asked = dict(same)
        which = [asked[one] for one in sorted(statements) if one in asked]
        for delivery_id, who, sums in _sums(deliveries, asked.get(side), asked.get(overall), which):
            by_side[delivery_id][who] = by_side[delivery_id].get(who, ClientSums()).plus(sums)
    found = {delivery_id: told(own, least=least) for delivery_id, own in by_side.items()}
    return {delivery_id: box for delivery_id, box in found.items() if box is not None}


def _sums(
    deliveries: Collection[int], side: int | None, overall: int | None, statements: Collection[int]
) -> list[tuple[int, str, ClientSums]]:
    """(delivery, side, sums) of the sheets that are alike, put together by the database."""
    total: Combinable = Value(0.0)
    rated: Combinable = Value(0)
    for item in statements:
        total += Coalesce(AnswerTo(item), 0.0)
        rated += Case(
            When(answers__has_key=str(item), then=Value(1)), default=Value(0), output_field=IntegerField()
        )
    rows = (
        AnonymousSheet.objects.filter(delivery_id__in=deliveries)
        .order_by()
        .annotate(
            who=Value("") if side is None else Coalesce(ChoiceOf(side), Value("")),
            level=Value(None, output_field=FloatField()) if overall is None else AnswerTo(overall),
            total=total,
            rated=rated,
        )
        .values("delivery_id", "who", "level", "total", "rated")
        .annotate(many=Count("pk"))
    )
    found = []
    for delivery_id, who, level, sum_, count, many in rows.values_list(
        "delivery_id", "who", "level", "total", "rated", "many"
    ):
        mean = sum_ / count if count else None
        found.append((delivery_id, who, _one(many, level, mean)))
    return found


def _one(many: int, level: float | None, mean: float | None) -> ClientSums:
    """So many equal sheets."""
    return ClientSums(
        sheets=many,
        satisfied=many if level is not None and level >= SATISFIED else 0,
        answered=many if level is not None else 0,
        rated=many if mean is not None else 0,
        total=many * (mean or 0.0),
        squares=many * (mean or 0.0) ** 2,
    )
