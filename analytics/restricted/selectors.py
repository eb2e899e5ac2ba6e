"""Bundles under agreements, as their pages read them."""

from uuid import UUID

from django.db.models import QuerySet

from analytics.restricted.models import RestrictedBundle
from lms.core.models import AuditEvent


def bundles() -> QuerySet[RestrictedBundle]:
    """All of them, the newest first."""
    return RestrictedBundle.objects.select_related("asked_by", "decided_by", "revoked_by", "release")


def bundle_or_none(uuid: UUID) -> RestrictedBundle | None:
    """One of them."""
    return bundles().filter(uuid=uuid).first()


def taken(bundle: RestrictedBundle) -> QuerySet[AuditEvent]:
    """When it was downloaded and by whom, the latest first."""
    return AuditEvent.objects.filter(action="analytics.take_bundle", target_uuid=bundle.uuid).select_related(
        "actor"
    )
