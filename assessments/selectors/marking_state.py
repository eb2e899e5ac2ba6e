"""Which sittings still wait for whoever marks by hand."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from assessments.item_types import REGISTRY
from assessments.models import AttemptItem, Response

# Kinds whose answers no rule can mark.
BY_HAND = tuple(key for key, kind in REGISTRY.items() if not kind.graded and kind.holds_words)


def waiting(attempt_ids: Collection[int]) -> set[int]:
    """Those of the sittings, handed in, in which an answer that earns points is not marked yet."""
    if not attempt_ids:
        return set()
    unmarked = Response.objects.filter(
        attempt=OuterRef("attempt"),
        item_version=OuterRef("item_version"),
        answer__has_key="value",
        mark__isnull=True,
    )
    rows = AttemptItem.objects.filter(
        Exists(unmarked),
        attempt__in=attempt_ids,
        attempt__submitted_at__isnull=False,
        item_version__type__in=BY_HAND,
        points__gt=0,
    )
    return set(rows.order_by().values_list("attempt_id", flat=True))
