"""Answers on scales in forms whose authors are known: one person's own, and everybody's as plain values.

Nothing is hidden here: protecting small groups is the work of whoever shows figures of it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models.fields.json import KT

from assessments.data import ScaleAnswer
from assessments.item_types import scale_types
from assessments.models import AttemptItem, InstrumentEntry, Response
from lms.accounts.models import User


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
    """What one person sent, by delivery and in the order of its form; two statements."""
    asked = AttemptItem.objects.filter(
        attempt__delivery_id__in=delivery_ids,
        attempt__user=user,
        attempt__submitted_at__isnull=False,
        attempt__number=1,
        item_version__type__in=scale_types(),
    )
    asked = asked.select_related("attempt", "item_version__item").order_by("attempt_id", "position")
    sheets = list(asked)
    given = Response.objects.filter(attempt_id__in={one.attempt_id for one in sheets})
    answers = {(one.attempt_id, one.item_version_id): one.value for one in given.order_by("pk")}
    found = []
    for one in sheets:
        content, value = one.item_version.content, answers.get((one.attempt_id, one.item_version_id))
        words = next((point["label"] for point in content["scale"] if point["value"] == value), None)
        if isinstance(value, int) and words is not None and one.attempt.submitted_at is not None:
            found.append(
                ScaleAnswer(
                    delivery_id=one.attempt.delivery_id,
                    key=one.item_version.item.key,
                    stem=content["stem"],
                    value=value,
                    words=words,
                    sent_at=one.attempt.submitted_at,
                )
            )
    return found
