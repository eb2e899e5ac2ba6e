"""What whole sheets amount to, worked out by the database: nobody's sheet is read, however many there are.

Nothing is hidden here: protecting small groups is the work of whoever shows it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, FloatField, Func, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from assessments.item_types import scale_types
from assessments.models import AnonymousSheet, InstrumentEntry, Response
from lms.core.composed import Composed


class AnswerTo(Func):
    """A sheet's answer to one statement as a number; NULL when it was left empty.

    Django's own look-up takes a key of digits for a place in a list.
    """

    output_field = FloatField()

    def __init__(self, item_version_id: int) -> None:
        super().__init__("answers")
        self.item = int(item_version_id)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"CAST(JSON_EXTRACT({sql}, '$.\"{self.item}\"') AS REAL)", params

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"({sql} ->> '{self.item}')::double precision", params


def opinion_means(*, delivery_ids: Collection[int], names: Collection[str]) -> dict[int, dict[float, int]]:
    """How many sheets of each delivery have which mean over the statements named.

    `names` are the last parts of the items' keys. Sheets without an answer to any of them count nowhere.
    """
    statements, named = _statements(delivery_ids, frozenset(names))
    found: dict[int, Counter[float]] = defaultdict(Counter)
    alike: dict[frozenset[int], list[int]] = defaultdict(list)
    for delivery_id, items in statements.items():
        alike[frozenset(items)].append(delivery_id)
    for same, deliveries in alike.items():
        for delivery_id, total, answered, sheets in _anonymous(deliveries, same):
            if answered:
                found[delivery_id][total / answered] += sheets
        known = [one for one in deliveries if one in named]
        for delivery_id, values in _named(known, same) if known else ():
            found[delivery_id][sum(values) / len(values)] += 1
    return {delivery_id: dict(counted) for delivery_id, counted in found.items()}


_ENTRIES = Composed(
    lambda deliveries: (
        InstrumentEntry.objects.filter(
            version__deliveries__in=deliveries, item_version__type__in=scale_types()
        )
        .order_by()
        .values_list(
            "version__deliveries",
            "version__deliveries__anonymous",
            "item_version_id",
            "item_version__item__key",
        )
    )
)


def _statements(delivery_ids: Collection[int], names: frozenset[str]) -> tuple[dict[int, set[int]], set[int]]:
    """The statements of each delivery, and the deliveries whose sheets have an author."""
    found: dict[int, set[int]] = defaultdict(set)
    named: set[int] = set()
    for delivery_id, anonymous, item_id, key in _ENTRIES(deliveries=list(delivery_ids)):
        if key.rpartition("/")[2] in names:
            found[delivery_id].add(item_id)
            if not anonymous:
                named.add(delivery_id)
    return found, named


def _anonymous(deliveries: Collection[int], items: Collection[int]) -> list[tuple[int, float, int, int]]:
    """(delivery, sum of a sheet's answers, how many were answered, how many sheets have these)."""
    return _sums_of(tuple(sorted(items)))(deliveries=list(deliveries))


@lru_cache(maxsize=50)
def _sums_of(items: tuple[int, ...]) -> Composed:
    """What is asked of sheets with these statements; twenty sums take longer to put into SQL than to do."""
    total: Combinable = Value(0.0)
    answered: Combinable = Value(0)
    for item in items:
        total += Coalesce(AnswerTo(item), 0.0)
        answered += Case(
            When(answers__has_key=str(item), then=Value(1)), default=Value(0), output_field=IntegerField()
        )
    return Composed(
        lambda deliveries: (
            AnonymousSheet.objects.filter(delivery_id__in=deliveries)
            .order_by()
            .annotate(total=total, answered=answered)
            .values("delivery_id", "total", "answered")
            .annotate(sheets=Count("pk"))
            .values_list("delivery_id", "total", "answered", "sheets")
        )
    )


def _named(deliveries: Collection[int], items: Collection[int]) -> list[tuple[int, list[int]]]:
    """(delivery, answers) of each sheet whose author is known; few evaluations are such."""
    rows = Response.objects.filter(
        attempt__delivery_id__in=deliveries, attempt__submitted_at__isnull=False, item_version_id__in=items
    ).order_by("attempt__delivery_id", "attempt_id")
    sheets: dict[tuple[int, int], list[int]] = defaultdict(list)
    for delivery_id, attempt_id, answer in rows.values_list("attempt__delivery_id", "attempt_id", "answer"):
        if isinstance(value := answer.get("value"), int):
            sheets[delivery_id, attempt_id].append(value)
    return [(delivery_id, values) for (delivery_id, _attempt), values in sheets.items()]
