"""Saving one answer of an open sitting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.item_types import REGISTRY, AnswerError
from assessments.models import Attempt, ItemVersion, Response
from assessments.models.attempts import packed
from assessments.rules import timing
from assessments.services.attempts import lock, raise_epoch
from lms.accounts.models import User
from lms.core import clock
from lms.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Saved:
    """What is stored after a save. `applied` is false when something as new was there already."""

    applied: bool
    seq: int
    saved_at: datetime
    seconds_left: int | None


def claim_attempt(*, user: User, attempt: Attempt) -> int:
    """Make the asking tab the owner of the sitting; the epoch that its saves must carry."""
    with transaction.atomic():
        locked = lock(attempt)
        _check(locked, user=user, epoch=locked.epoch)
        return raise_epoch(locked).epoch


def save_answer(
    *,
    user: User,
    attempt: Attempt,
    item: UUID,
    raw: Sequence[str],
    seq: int,
    epoch: int,
    flagged: bool | None = None,
) -> Saved:
    """Store `raw`, the values that a form sent for `item` (an item version's uuid).

    Only an edit newer than the stored one (`seq`) from the newest tab (`epoch`) is written.
    Raises UserError: "opened_elsewhere", "time_over", "submitted", "bad_answer", "no_such_item".
    """
    with transaction.atomic():
        locked = lock(attempt)
        _check(locked, user=user, epoch=epoch)
        version = ItemVersion.objects.filter(
            uuid=item, entries__version=locked.delivery.instrument_version_id
        ).first()
        if version is None:
            raise UserError(_("This question is not part of the test."), code="no_such_item")
        try:
            value = REGISTRY[version.type].clean(version.content, raw)
        except AnswerError as error:
            raise UserError(_("This answer could not be read."), code="bad_answer") from error
        return _store(locked, version, value=value, seq=seq, flagged=flagged)


def _store(attempt: Attempt, version: ItemVersion, *, value: object, seq: int, flagged: bool | None) -> Saved:
    now = clock.now()
    response, created = Response.objects.get_or_create(
        attempt=attempt,
        item_version=version,
        defaults={
            "answer": packed(value),
            "seq": seq,
            "saved_at": now,
            "flagged": bool(flagged),
        },
    )
    newer = not created and seq > response.seq
    if newer:
        response.answer, response.seq, response.saved_at = packed(value), seq, now
        response.flagged = response.flagged if flagged is None else flagged
        response.save(update_fields=["answer", "seq", "saved_at", "flagged"])
    return Saved(
        applied=created or newer or response.value == value,
        seq=response.seq,
        saved_at=response.saved_at,
        seconds_left=timing.seconds_left(due_at=attempt.due_at, now=now),
    )


def _check(attempt: Attempt, *, user: User, epoch: int) -> None:
    if attempt.user_id != user.pk:
        raise UserError(_("This test is not open to you."), code="not_yours")
    state = timing.state(submitted_at=attempt.submitted_at, due_at=attempt.due_at, now=clock.now())
    if state is timing.State.SUBMITTED:
        raise UserError(_("This test was already handed in; its answers no longer change."), code="submitted")
    if state is timing.State.EXPIRED:
        raise UserError(_("Time is over. What you had saved by then counts."), code="time_over")
    if epoch != attempt.epoch:
        raise UserError(
            _("This test was opened in another tab or on another device."), code="opened_elsewhere"
        )
