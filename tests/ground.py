"""What migrations put into a new database, kept across tests that empty it.

A transactional test ends with a flush, and with several workers other tests may follow on the same
database: they need Wagtail's root page and groups back.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import models
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

# A flush makes most of these anew under other numbers, so they are known by name.
NAMED: tuple[type[models.Model], ...] = (ContentType, Permission)
# In an order in which each finds what it points at.
KEPT: tuple[type[models.Model], ...] = (
    Locale,
    Page,
    Site,
    Collection,
    Group,
    GroupPagePermission,
    GroupCollectionPermission,
)


def snapshot() -> list[str]:
    """The rows of NAMED and of KEPT."""
    return [
        serializers.serialize(
            "json", _rows(NAMED), use_natural_foreign_keys=True, use_natural_primary_keys=True
        ),
        serializers.serialize("json", _rows(KEPT), use_natural_foreign_keys=True),
    ]


def restore(texts: list[str]) -> None:
    """Put a snapshot back."""
    ContentType.objects.clear_cache()
    for text in texts:
        for row in serializers.deserialize("json", text):
            row.save()


def _rows(kinds: Iterable[type[models.Model]]) -> Iterable[models.Model]:
    return (row for kind in kinds for row in kind.objects.order_by("pk"))
