"""Marking anew: it verifies, and writes only where the outcome differs."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.models import Attempt, Regrade, Response, Score
from assessments.rules.marking import Points
from assessments.services.scoring import mark_attempt, write_marks
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def regrade_attempts(
    *,
    actor: User | None,
    delivery_ids: Collection[int],
    reason: str,
    item_version_id: int | None = None,
) -> list[Regrade]:
    """Mark every closed sitting of the deliveries anew from its stored answers, with keys as corrected since.

    With `item_version_id` only those that asked that version. A sitting whose outcome is the same is left
    as it is. Where it differs, the new scores come beside the old ones as the next revision, with the
    reason, before and after. One transaction per sitting: what was done stays when a later one fails, and
    doing it again goes on from there. Raises UserError: "no_reason".
    """
    if not reason.strip():
        raise UserError(_("Say why the tests are marked anew."), code="no_reason")
    closed = closed_sittings(delivery_ids, item_version_id=item_version_id)
    found = [
        regrade_sitting(pk, actor=actor, reason=reason.strip()) for pk in closed.values_list("pk", flat=True)
    ]
    return [one for one in found if one is not None]


def closed_sittings(
    delivery_ids: Collection[int], *, item_version_id: int | None = None
) -> QuerySet[Attempt]:
    """The sittings of the deliveries that were handed in, by id; only those that asked the version."""
    closed = Attempt.objects.filter(delivery_id__in=delivery_ids, submitted_at__isnull=False)
    if item_version_id is not None:
        closed = closed.filter(items__item_version=item_version_id)
    return closed.order_by("pk")


def regrade_sitting(pk: int, *, actor: User | None, reason: str) -> Regrade | None:
    """Mark one closed sitting anew; None where the outcome stays, or the sitting is still under way."""
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=pk)
        if attempt.submitted_at is None:
            return None
        before = _in_force(attempt)
        marked, responses = mark_attempt(attempt)
        if marked.by_scope() == before:
            Response.objects.bulk_update(responses, ["mark"])
            return None
        number = attempt.revision
        write_marks(attempt, marked, responses, revision=number + 1)
        attempt.save(update_fields=["revision"])
        regrade = Regrade.objects.create(
            attempt=attempt,
            from_revision=number,
            to_revision=number + 1,
            at=clock.now(),
            actor=actor,
            reason=reason,
            before={topic: list(points) for topic, points in before.items()},
            after={topic: list(points) for topic, points in marked.by_scope().items()},
        )
        audit.record(
            actor=actor,
            action="assessments.regrade_attempt",
            target=attempt,
            revision=number + 1,
            before=before[""].earned if before else None,
            after=marked.score,
            reason=reason,
        )
    return regrade


def _in_force(attempt: Attempt) -> dict[str, Points]:
    rows = Score.objects.filter(attempt=attempt, revision=attempt.revision).order_by("pk")
    return {topic: Points(*points) for topic, *points in rows.values_list("topic", "points", "maximum")}
