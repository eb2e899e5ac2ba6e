"""Answers on scales in forms whose authors are known: one person's own, and everybody's as plain values.

Nothing is hidden here: protecting small groups is the work of whoever shows figures of it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT

from assessments.data import ScaleAnswer
from assessments.item_types import scale_types
from assessments.models import AttemptItem, InstrumentEntry, Response
from lms.accounts.models import User
from lms.core.composed import Composed


def scale_answers(*, delivery_ids: Collection[int]) -> dict[tuple[int, int], dict[str, int]]:
    """By delivery and person, what they chose for each question, by its key; one statement."""
    rows = Response.objects.filter(
        attempt__delivery_id__in=delivery_ids,
        attempt__submitted_at__isnull=False,
        attempt__number=1,
        item_version__type__in=scale_types(),
        answer__has_key="value",
    ).order_by()
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    columns = ("attempt__delivery_id", "attempt__user_id", "item_version__item__key", KT("answer__value"))
    for delivery_id, user_id, key, value in rows.values_list(*columns):
        if value is not None:
            found[delivery_id, user_id][key] = int(value)
    return dict(found)


def scale_questions(*, delivery_ids: Collection[int]) -> dict[str, Mapping[str, str]]:
    """The words of each question on a scale that these deliveries ask, by its key, in the form's order."""
    rows = InstrumentEntry.objects.filter(
        version__deliveries__in=delivery_ids, item_version__type__in=scale_types()
    ).order_by("version_id", "position")
    return dict(rows.values_list("item_version__item__key", "item_version__content__stem"))


def own_scale_answers(*, user: User, delivery_ids: Collection[int]) -> list[ScaleAnswer]:
    """What one person sent, by delivery and in the order of its form; one statement."""
    found = []
    for delivery, sent_at, key, content, answer in _OWN(user=user.pk, deliveries=list(delivery_ids)):
        value = (answer or {}).get("value")
        words = next((point["label"] for point in content["scale"] if point["value"] == value), None)
        if isinstance(value, int) and words is not None:
            found.append(ScaleAnswer(delivery, key, content["stem"], value, words, sent_at))
    return found


def _own(user: int, deliveries: Collection[int]) -> QuerySet[AttemptItem, tuple[Any, ...]]:
    given = Response.objects.filter(attempt=OuterRef("attempt"), item_version=OuterRef("item_version"))
    return (
        AttemptItem.objects.filter(
            attempt__delivery_id__in=deliveries,
            attempt__user=user,
            attempt__submitted_at__isnull=False,
            attempt__number=1,
            item_version__type__in=scale_types(),
        )
        .order_by("attempt_id", "position")
        .values_list(
            "attempt__delivery_id",
            "attempt__submitted_at",
            "item_version__item__key",
            "item_version__content",
            Subquery(given.order_by("pk").values("answer")[:1]),
        )
    )


_OWN = Composed(_own)
