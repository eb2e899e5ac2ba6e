"""Writing to the audit log."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from lms.core import clock
from lms.core.models import AuditEvent

BATCH = 500


def record(
    *, actor: models.Model | None, action: str, target: models.Model | None = None, **data: Any
) -> AuditEvent:
    """Add one event for `action` ("app.verb_noun") within the caller's transaction.

    `target` is a `PublicModel`; `data` holds JSON values. Raises RuntimeError outside a
    transaction: an act and its event must stand or fall together.
    """
    return record_many(actor=actor, events=[(action, target, data)])[0]


def record_many(
    *,
    actor: models.Model | None,
    events: Iterable[tuple[str, models.Model | None, Mapping[str, Any]]],
) -> list[AuditEvent]:
    """`record` for many acts of one actor at once: (action, target, data) each, in this order."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record needs the transaction of the act it records")
    if actor is not None and actor.pk is None:
        actor = None
    at = clock.now()
    rows = [
        AuditEvent(
            at=at,
            actor_id=actor.pk if actor is not None else None,
            action=action,
            target_type=target._meta.label_lower if target is not None else "",
            target_uuid=getattr(target, "uuid", None),
            data=dict(data),
        )
        for action, target, data in events
    ]
    return AuditEvent.objects.bulk_create(rows, batch_size=BATCH)
