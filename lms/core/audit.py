"""Writing to the audit log."""

from typing import Any

from django.db import models, transaction

from lms.core import clock
from lms.core.models import AuditEvent


def record(
    *, actor: models.Model | None, action: str, target: models.Model | None = None, **data: Any
) -> AuditEvent:
    """Add one event for `action` ("app.verb_noun") within the caller's transaction.

    `target` is a `PublicModel`; `data` holds JSON values. Raises RuntimeError outside a
    transaction: an act and its event must stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record needs the transaction of the act it records")
    if actor is not None and actor.pk is None:
        actor = None
    return AuditEvent.objects.create(
        at=clock.now(),
        actor=actor,
        action=action,
        target_type=target._meta.label_lower if target is not None else "",
        target_uuid=getattr(target, "uuid", None),
        data=data,
    )
