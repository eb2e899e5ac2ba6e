"""Making a version of something that never changes: idempotent by content hash."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, models, transaction

Version = TypeVar("Version", bound=models.Model)


def ensure_version(
    versions: models.Manager[Version] | models.QuerySet[Version], digest: str, make: Callable[[int], Version]
) -> Version:
    """The version with `digest`, else a new one; of two makers at once, both get the first's."""
    for tries_left in (2, 1, 0):
        if found := versions.filter(content_hash=digest).first():
            return found
        last = versions.aggregate(last=models.Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return make(last + 1)
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError("unreachable")
