"""Marking by hand: one answer at a time, and the sitting once nothing of it waits any more."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.models import Attempt, Delivery, ItemVersion, ManualMark, MarkingPlan, Response
from assessments.selectors.manual_marks import answers_to, level_points, may_be_marked
from assessments.services.scoring import mark_attempt, write_marks
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def mark_answer(
    *,
    actor: User,
    delivery: Delivery,
    item: ItemVersion,
    attempt: UUID,
    points: float,
    comment: str = "",
    asks_second: bool = False,
) -> ManualMark:
    """Give one answer the points of a level; with the last answer of a sitting its scores are written.

    Raises UserError: "not_yours", "no_such_level", "not_waiting".
    """
    _allowed(actor, delivery)
    if points not in level_points(item):
        raise UserError(_("Choose one of the levels."), code="no_such_level")
    with transaction.atomic():
        locked = Attempt.objects.select_for_update().filter(uuid=attempt, delivery=delivery).first()
        answers = answers_to(delivery=delivery, item=item) if locked is not None else []
        found = next((one for one in answers if one.attempt_uuid == attempt), None)
        if locked is None or found is None or not may_be_marked(found, actor):
            raise UserError(
                _("This answer does not wait for you any more. Nothing was changed."), code="not_waiting"
            )
        mark = ManualMark.objects.create(
            attempt=locked,
            item_version=item,
            marker=actor,
            order=found.order,
            points=points,
            comment=comment.strip(),
            asks_second=asks_second and found.order == 1,
            at=clock.now(),
        )
        _finish(locked, actor)
    return mark


def take_back(*, actor: User, delivery: Delivery, item: ItemVersion) -> ManualMark:
    """Take back the last mark that the person gave under a question, as long as nothing rests on it.

    Raises UserError: "not_yours", "nothing_to_take_back".
    """
    _allowed(actor, delivery)
    with transaction.atomic():
        mine = ManualMark.objects.filter(marker=actor, item_version=item, attempt__delivery=delivery)
        last = mine.order_by("-at", "-pk").first()
        locked = Attempt.objects.select_for_update().filter(pk=last.attempt_id).first() if last else None
        later = ManualMark.objects.filter(
            attempt=locked, item_version=item, order__gt=last.order if last else 0
        )
        if last is None or locked is None or locked.revision or later.exists():
            raise UserError(
                _("Somebody already goes on from your last mark, or the test has its score."),
                code="nothing_to_take_back",
            )
        last.delete()
        Response.objects.filter(attempt=locked, item_version=item).update(mark=None)
    return last


def plan_markers(*, actor: User, delivery: Delivery, two_markers: bool) -> None:
    """Let one or two people mark each answer from now on. Raises UserError: "not_yours"."""
    _allowed(actor, delivery)
    with transaction.atomic():
        MarkingPlan.objects.update_or_create(delivery=delivery, defaults={"two_markers": two_markers})
        audit.record(actor=actor, action="assessments.plan_markers", target=delivery, two_markers=two_markers)
        waiting = Attempt.objects.select_for_update().filter(
            delivery=delivery, submitted_at__isnull=False, revision=0, manual_marks__isnull=False
        )
        for attempt in waiting.order_by("pk") if not two_markers else ():
            attempt.refresh_from_db()
            _finish(attempt, actor)


def _allowed(actor: User, delivery: Delivery) -> None:
    if not registries.may_mark(actor, delivery):
        raise UserError(_("This is not yours to mark."), code="not_yours")


def _finish(attempt: Attempt, actor: User) -> None:
    """Store what was settled, and the scores once nothing waits. A sitting that has scores keeps them."""
    if attempt.revision:
        return
    marked, changed = mark_attempt(attempt)
    if marked.total is None:
        Response.objects.bulk_update(changed, ["mark"])
        return
    write_marks(attempt, marked, changed, revision=1)
    attempt.save(update_fields=["revision"])
    audit.record(
        actor=actor,
        action="assessments.mark_attempt",
        target=attempt,
        score=marked.score,
        max_score=marked.max_score,
    )
