"""Sums of scores over many people, worked out by the database."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from math import fsum
from typing import Any

from django.db.models import Count, Exists, F, FloatField, Max, OuterRef, QuerySet, Subquery, Sum, Window
from django.db.models.functions import RowNumber

from assessments.data import ScoreSum
from assessments.enums import Counts, ScoreScope
from assessments.models import Attempt, Delivery, Score
from assessments.rules.marking import Points
from assessments.selectors.scores import late_attempts, scores_in_force

Ids = Collection[int]
ORDER = {Counts.FIRST: ["number"], Counts.LAST: ["-number"], Counts.BEST: ["-points", "number"]}


def score_sums(
    *, delivery_ids: Ids, user_ids: Ids | None = None, counts: str | None = None
) -> list[ScoreSum]:
    """Sums by delivery and topic over each person's sitting that counts, by delivery and topic.

    `counts` ("first", "best", "last") says which sitting; by default each delivery's own rule. A
    person counts once per delivery. No row of a person is read but of those whose time ran out
    and whose sitting nothing closed yet.
    """
    found: dict[tuple[int, str], list[ScoreSum]] = defaultdict(list)
    for rule, ids in _by_rule(delivery_ids, counts).items():
        late = {(one.delivery_id, one.user_id): marked for one, marked in late_attempts(ids, user_ids)}
        for row in [*_stored(ids, user_ids, rule, without=late), *_with_late(ids, rule, late)]:
            found[row.delivery_id, row.topic].append(row)
    return [_added(rows) for _key, rows in sorted(found.items())]


def _by_rule(delivery_ids: Ids, counts: str | None) -> dict[str, list[int]]:
    if counts is not None:
        return {Counts(counts): list(delivery_ids)}
    rules: dict[str, list[int]] = defaultdict(list)
    rows = Delivery.objects.filter(pk__in=delivery_ids).order_by("pk")
    for pk, rule in rows.values_list("pk", "counts"):
        rules[rule].append(pk)
    return rules


def _stored(
    ids: Ids, user_ids: Ids | None, rule: str, *, without: Collection[tuple[int, int]]
) -> list[ScoreSum]:
    """Sums over people none of whose sittings waits to be closed."""
    rows = (
        Score.objects.filter(attempt__in=_counting(ids, user_ids, rule), revision=F("attempt__revision"))
        .order_by()
        .values("attempt__delivery_id", "topic")
        .annotate(
            n=Count("pk"),
            total=Sum("points"),
            squares=Sum(F("points") * F("points"), output_field=FloatField()),
            highest=Max("maximum"),
        )
        .values_list("attempt__delivery_id", "topic", "n", "total", "squares", "highest")
    )
    if without:
        waiting = Attempt.objects.filter(
            delivery=OuterRef("attempt__delivery"),
            user=OuterRef("attempt__user"),
            submitted_at__isnull=True,
            user_id__in={user for _delivery, user in without},
        )
        rows = rows.filter(~Exists(waiting))
    return [ScoreSum._make(row) for row in rows]


def _counting(ids: Ids, user_ids: Ids | None, rule: str) -> QuerySet[Any, Any]:
    """The one marked sitting of each person and delivery that counts, as a query of ids."""
    attempts = Attempt.objects.filter(delivery_id__in=ids, revision__gt=0)
    if user_ids is not None:
        attempts = attempts.filter(user_id__in=user_ids)
    order = ORDER[Counts(rule)]
    if rule == Counts.BEST:
        total = Score.objects.filter(
            attempt=OuterRef("pk"), revision=OuterRef("revision"), scope=ScoreScope.TOTAL
        )
        attempts = attempts.annotate(points=Subquery(total.values("points")))
    place = Window(RowNumber(), partition_by=["delivery_id", "user_id"], order_by=order)
    return attempts.annotate(place=place).filter(place=1).order_by().values("pk")


def _with_late(ids: Ids, rule: str, late: dict) -> list[ScoreSum]:
    """One row for each score of the people of whom a sitting waits to be closed."""
    if not late:
        return []
    sittings: dict[tuple[int, int], list[tuple[int, dict[str, Points]]]] = defaultdict(list)
    stored: dict[tuple[int, int, int], dict[str, Points]] = defaultdict(dict)
    rows = scores_in_force(ids, {user for _delivery, user in late}).values_list(
        "attempt__delivery_id", "attempt__user_id", "attempt__number", "topic", "points", "maximum"
    )
    for delivery, user, number, topic, points, maximum in rows:
        stored[delivery, user, number][topic] = Points(points, maximum)
    for (delivery, user, number), scopes in stored.items():
        if (delivery, user) in late:
            sittings[delivery, user].append((number, scopes))
    for key, marked in late.items():
        if marked.total:
            last = max((number for number, _scopes in sittings[key]), default=0)
            sittings[key].append((last + 1, marked.by_scope()))
    chosen = {key: _chosen(own, rule) for key, own in sittings.items() if own}
    return [
        ScoreSum(delivery, topic, 1, points.earned, points.earned**2, points.maximum)
        for (delivery, _user), scopes in chosen.items()
        for topic, points in scopes.items()
    ]


def _chosen(own: Iterable[tuple[int, dict[str, Points]]], rule: str) -> dict[str, Points]:
    ordered = sorted(own, key=lambda one: one[0])
    if rule == Counts.BEST:
        return max(ordered, key=lambda one: (one[1][""].earned, -one[0]))[1]
    return ordered[0 if rule == Counts.FIRST else -1][1]


def _added(rows: Collection[ScoreSum]) -> ScoreSum:
    first = next(iter(rows))
    return ScoreSum(
        first.delivery_id,
        first.topic,
        sum(one.n for one in rows),
        fsum(one.total for one in rows),
        fsum(one.squares for one in rows),
        max(one.maximum for one in rows),
    )
