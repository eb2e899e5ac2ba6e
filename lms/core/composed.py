"""Queries that every page asks anew, put together once per process.

Django composes a queryset and compiles it to SQL each time: for a query that reads a few rows that is most
of what it costs. A `Composed` query keeps the SQL, and how rows become values or models; nothing that was
read is kept. What may differ from one time to the next has to be given: ids, moments, words, and lists of ids
for an `IN`. Everything else in the query is fixed when it is first asked.

    _READ = Composed(lambda people: Enrollment.objects.filter(user_id__in=people).values_list("pk", "uuid"))
    rows = _READ(people=[3, 5])
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.transaction import TransactionManagementError

# A list is filled up with its last to one of these lengths, which changes no `IN`: each length is kept.
LENGTHS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)
# Longer ones are composed each time: they are of the whole program.
LONGEST = LENGTHS[-1]

Rows = Iterable[Sequence[Any]]


class Composed:
    """One query; called with what differs, it answers with a list of rows, as the queryset would be.

    `compose` takes the same by name and gives a queryset of models, `values_list` tuples or flat values.
    """

    def __init__(self, compose: Callable[..., QuerySet[Any, Any]]) -> None:
        self._compose = compose
        self._made: dict[tuple[Any, ...], _Statement | None] = {}

    def __call__(self, **given: Any) -> list[Any]:
        if any(len(one) > LONGEST for one in given.values() if isinstance(one, list)):
            return list(self._compose(**given))
        given = {name: _filled(one) if isinstance(one, list) else one for name, one in given.items()}
        lengths = tuple(len(one) if isinstance(one, list) else -1 for one in given.values())
        # With their names: values are sent in the order in which they were given.
        shape = (connection.vendor, *given, lengths)
        if shape not in self._made:
            self._made[shape] = _compiled(self._compose, given)
        statement = self._made[shape]
        return [] if statement is None else statement.rows(_flat(given))


def _filled(values: list[Any]) -> list[Any]:
    length = LENGTHS[bisect_left(LENGTHS, len(values))]
    return values if length == len(values) else values + values[-1:] * (length - len(values))


def together(rows: QuerySet[Any, Any], *expressions: Any) -> QuerySet[Any, Any]:
    """What these expressions come to over all of the rows, as the one row of a query."""
    names = [f"at_{place}" for place in range(len(expressions))]
    everything = rows.order_by().values(all=Value(1)).annotate(**dict(zip(names, expressions, strict=True)))
    return everything.values_list(*names)


def _flat(given: dict[str, Any]) -> list[Any]:
    values: list[Any] = []
    for one in given.values():
        if isinstance(one, list):
            values += one
        else:
            values.append(one)
    return values


class _Statement:
    """SQL with places for what is given, and how its rows are read."""

    def __init__(self, queryset: QuerySet[Any, Any], stand_ins: Sequence[Any]) -> None:
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("a composed query asks for nothing besides itself")
        query = queryset.query
        self._locks = query.select_for_update and connection.features.has_select_for_update
        compiler = query.get_compiler(using=connection.alias)
        self._sql, params = compiler.as_sql()
        self._params = list(params)
        self._places = _places(self._params, stand_ins)
        self._width = compiler.col_count if compiler.has_extra_select else None
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(columns).items())
        self._read = _reader(queryset, compiler)

    def rows(self, values: Sequence[Any]) -> list[Any]:
        if self._locks and connection.get_autocommit():
            raise TransactionManagementError("what is locked is locked in a transaction")
        params = self._params.copy()
        for place, which, adapt in self._places:
            params[place] = adapt(values[which])
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            rows: Rows = cursor.fetchall()
        if self._width is not None:
            rows = [row[: self._width] for row in rows]
        if self._converters and rows:
            rows = _converted(rows, self._converters)
        return self._read(rows)


def _compiled(compose: Callable[..., QuerySet[Any, Any]], given: dict[str, Any]) -> _Statement | None:
    numbers = iter(range(1_000_000))
    stood = {
        name: [_stand_in(one, numbers) for one in value]
        if isinstance(value, list)
        else _stand_in(value, numbers)
        for name, value in given.items()
    }
    try:
        return _Statement(compose(**stood), _flat(stood))
    except EmptyResultSet:
        if all(one != [] for one in given.values()):
            raise TypeError("no stand-in of a given value can be in the column it is asked of") from None
        return None


def _stand_in(value: Any, numbers: Iterator[int]) -> Any:
    """A value of the same type that stands nowhere else in the query."""
    number = next(numbers)
    if type(value) is int:
        return 2**31 - 1 - number  # fits the keys of pages, which are short
    if type(value) is str:
        return f"stands in for {number}"
    if isinstance(value, UUID):
        return UUID(int=2**100 + number)
    if isinstance(value, datetime):
        return datetime(1000, 1, 1, tzinfo=UTC) + timedelta(days=number)
    raise TypeError(f"a composed query is not given {type(value).__name__}")


def _places(params: Sequence[Any], stand_ins: Sequence[Any]) -> list[tuple[int, int, Callable[[Any], Any]]]:
    """Which parameter is which of the given values, and how it is sent to this database."""
    found: list[tuple[int, int, Callable[[Any], Any]]] = []
    for which, stand_in in enumerate(stand_ins):
        sent = _sent(stand_in)
        at = [place for place, one in enumerate(params) if isinstance(one, type(sent)) and one == sent]
        if not at:
            raise TypeError(f"given value {which + 1} is not in the query: {params}")
        found += [(place, which, type(params[place]) if isinstance(sent, int) else _sent) for place in at]
    return found


def _sent(value: Any) -> Any:
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _converted(rows: Rows, converters: Sequence[tuple[int, Any]]) -> Rows:
    found = [list(row) for row in rows]
    for row in found:
        for place, (convert, column) in converters:
            for one in convert:
                row[place] = one(row[place], column, connection)
    return found


def _reader(queryset: QuerySet[Any, Any], compiler: Any) -> Callable[[Rows], list[Any]]:
    """What makes of rows what the queryset would."""
    kind = queryset._iterable_class
    if kind is ValuesListIterable:
        return lambda rows: [tuple(row) for row in rows]
    if kind is FlatValuesListIterable:
        return lambda rows: [row[0] for row in rows]
    if kind is not ModelIterable:
        raise TypeError(f"a composed query does not read as {kind.__name__}")
    return _models(queryset, compiler)


def _models(queryset: QuerySet[Any, Any], compiler: Any) -> Callable[[Rows], list[Any]]:
    """As Django's own `ModelIterable` does, with everything looked up beforehand."""
    info, select, alias = compiler.klass_info, compiler.select, queryset.db
    model, fields = info["model"], info["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in select[begin:end]]
    populators: list[Any] = get_related_populators(info, select, alias)  # type: ignore[call-arg]
    annotations = list(compiler.annotation_col_map.items())

    def read(rows: Rows) -> list[Any]:
        found = []
        for row in rows:
            one = model.from_db(alias, names, row[begin:end])
            for populator in populators:
                populator.populate(row, one)
            for name, column in annotations:
                setattr(one, name, row[column])
            found.append(one)
        return found

    return read
