"""Which sittings still wait for whoever marks by hand."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from assessments.item_types import REGISTRY
from assessments.models import AttemptItem, Response

# Kinds whose answers no rule can mark.
BY_HAND = tuple(key for key, kind in REGISTRY.items() if not kind.graded and kind.holds_words)


def unmarked(*, delivery_ids: Collection[int], user_ids: Collection[int]) -> set[tuple[int, int]]:
    """(delivery id, user id) where words that earn points were handed in and are not marked; one query."""
    rows = _unmarked().filter(attempt__delivery__in=delivery_ids, attempt__user__in=user_ids)
    return set(rows.order_by().values_list("attempt__delivery_id", "attempt__user_id"))


def waiting(attempt_ids: Collection[int]) -> set[int]:
    """Those of the sittings, handed in, in which an answer that earns points is not marked yet."""
    if not attempt_ids:
        return set()
    return set(_unmarked().filter(attempt__in=attempt_ids).order_by().values_list("attempt_id", flat=True))


def _unmarked() -> QuerySet[AttemptItem]:
    open_still = Response.objects.filter(
        attempt=OuterRef("attempt"),
        item_version=OuterRef("item_version"),
        answer__has_key="value",
        mark__isnull=True,
    )
    return AttemptItem.objects.filter(
        Exists(open_still),
        attempt__submitted_at__isnull=False,
        item_version__type__in=BY_HAND,
        points__gt=0,
    )
