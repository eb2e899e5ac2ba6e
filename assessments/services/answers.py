"""Saving one answer of an open sitting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from assessments.enums import EvidenceReason
from assessments.item_types import REGISTRY, Answer, AnswerError
from assessments.models import Attempt, AttemptItem, Response, ResponseEvidence
from assessments.models.attempts import packed
from assessments.rules import timing
from assessments.rules.marking import Question
from assessments.services.attempts import lock, not_yours, opened_elsewhere, raise_epoch
from lms.accounts.models import User
from lms.core import clock
from lms.core.composed import Composed
from lms.core.errors import UserError

USED = (
    "attempt__due_at",
    "attempt__submitted_at",
    "attempt__epoch",
    "item_version__type",
    "item_version__content",
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What is stored after a save. `applied` is false when something as new was there already."""

    applied: bool
    seq: int
    saved_at: datetime
    seconds_left: int | None


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit as it arrived, read by its item type."""

    value: Answer
    seq: int
    epoch: int
    flagged: bool | None


def claim_attempt(
    *,
    user: User,
    attempt: Attempt | UUID,
    seen: int | None = None,
    tab: UUID | None = None,
    before: Collection[UUID] = (),
) -> int:
    """Make the asking tab the owner of the sitting; the epoch that its saves must carry.

    A tab that may be old names the epoch that it has `seen`, and gets nothing if another tab came since.
    The answer to a claim may never have reached who asked. So a `tab` that says who it is, by a name it
    made up, owns what it owned already, and is followed by the one that names it among the tabs `before`
    it on the same device.
    Raises UserError: "opened_elsewhere", "time_over", "submitted", "not_yours".
    """
    now = clock.now()
    with transaction.atomic():
        locked = lock(attempt, user=user)
        if reason := _refusal(locked, epoch=locked.epoch, now=now):
            raise _in_words(reason)
        if tab is not None and locked.tab == tab:
            return locked.epoch
        follows = locked.tab in before
        if seen not in (None, locked.epoch) and not follows:
            raise opened_elsewhere()
        return raise_epoch(locked, tab=tab).epoch


def save_answer(
    *,
    user: User,
    attempt: Attempt | UUID,
    item: UUID,
    raw: Sequence[str],
    seq: int,
    epoch: int,
    flagged: bool | None = None,
) -> Saved:
    """Store `raw`, the values that a form sent for `item` (an item version's uuid).

    Only an edit newer than the stored one (`seq`) from the newest tab (`epoch`) is written. What
    came too late or lost a conflict is kept as evidence that does not count. The open sitting is
    right enough: nothing asks again whether the person may take the test.
    Raises UserError: "opened_elsewhere", "time_over", "submitted", "bad_answer", "no_such_item",
    "not_yours".
    """
    uuid = attempt if isinstance(attempt, UUID) else attempt.uuid
    now = clock.now()  # when it came, and not when those before it had let go of the database
    try:
        return _save(user, uuid, item, raw, seq, epoch, flagged, now)
    except IntegrityError:
        # The first save of this question was under way when this one looked: now it is there to see.
        # Trying again costs less than a savepoint around each first save.
        return _save(user, uuid, item, raw, seq, epoch, flagged, now)


def _save(
    user: User,
    attempt: UUID,
    item: UUID,
    raw: Sequence[str],
    seq: int,
    epoch: int,
    flagged: bool | None,
    now: datetime,
) -> Saved:
    with transaction.atomic():
        place = _held_place(user, attempt, item)
        edit = Edit(_read(place, raw), seq, epoch, flagged)
        saved = None
        reason = _refusal(place.attempt, epoch=epoch, now=now)
        if reason is None:
            saved = _store(place, edit, now)
            reason = None if saved.applied else EvidenceReason.LOWER_SEQ
        if reason is not None:
            _keep_as_evidence(place, edit, reason, now)
    if saved is None and reason is not None:
        # Only now: the evidence must outlive the refusal.
        raise _in_words(reason)
    assert saved is not None
    return saved


def _place(user: int, attempt: UUID, item: UUID) -> QuerySet[AttemptItem]:
    stored = Response.objects.filter(attempt=OuterRef("attempt"), item_version=OuterRef("item_version"))
    return (
        AttemptItem.objects.select_for_update(of=("attempt",))
        .select_related("attempt", "item_version")
        .only("points", *USED)
        .filter(attempt__uuid=attempt, attempt__user=user, item_version__uuid=item)
        .annotate(stored_seq=Subquery(stored.order_by().values("seq")))
        .order_by()
    )


_PLACE = Composed(_place)


def _held_place(user: User, attempt: UUID, item: UUID) -> Any:
    """The question in the person's own sitting, with what is stored for it; the sitting is held.

    One query. What it says of the stored answer may be older than the lock, so writing checks again.
    """
    for place in _PLACE(user=user.pk, attempt=attempt, item=item):
        return place
    if Attempt.objects.filter(uuid=attempt, user=user).exists():
        raise UserError(_("This question is not part of the test."), code="no_such_item")
    raise not_yours()


def _read(place: AttemptItem, raw: Sequence[str]) -> Answer:
    version = place.item_version
    try:
        return REGISTRY[version.type].clean(version.content, raw)
    except AnswerError as error:
        raise UserError(_("This answer could not be read."), code="bad_answer") from error


def _store(place: Any, edit: Edit, now: datetime) -> Saved:
    left = timing.seconds_left(due_at=place.attempt.due_at, now=now)
    if _written(place, edit, now):
        return Saved(True, edit.seq, now, left)
    stored = Response.objects.get(attempt=place.attempt, item_version=place.item_version)
    if edit.seq > stored.seq:  # a save that was under way when this one looked
        place.stored_seq = stored.seq
        _written(place, edit, now)
        return Saved(True, edit.seq, now, left)
    return Saved(stored.value == edit.value, stored.seq, stored.saved_at, left)


def _written(place: Any, edit: Edit, now: datetime) -> bool:
    """Write the edit unless something as new is there; whether it was written.

    Its mark goes with it, so that handing in writes those alone that are not right any more.
    """
    values = {
        "answer": packed(edit.value),
        "seq": edit.seq,
        "saved_at": now,
        "mark": _mark(place, edit.value),
    }
    if edit.flagged is not None:
        values["flagged"] = edit.flagged
    if place.stored_seq is not None:
        if edit.seq <= place.stored_seq:
            return False
        older = Response.objects.filter(
            attempt=place.attempt_id, item_version=place.item_version_id, seq__lt=edit.seq
        )
        return bool(older.update(**values))
    Response.objects.create(attempt=place.attempt, item_version=place.item_version, **values)
    return True


def _mark(place: AttemptItem, value: Answer) -> float | None:
    version = place.item_version
    return Question(place.pk, version.type, version.content, points=place.points).mark(value)


def _keep_as_evidence(place: AttemptItem, edit: Edit, reason: EvidenceReason, now: datetime) -> None:
    evidence = ResponseEvidence(
        attempt=place.attempt,
        item_version=place.item_version,
        reason=reason,
        answer=packed(edit.value),
        seq=edit.seq,
        epoch=edit.epoch,
        received_at=now,
    )
    ResponseEvidence.objects.bulk_create([evidence], ignore_conflicts=True)


def _refusal(attempt: Attempt, *, epoch: int, now: datetime) -> EvidenceReason | None:
    """Why an edit cannot count; None when it can."""
    state = timing.state(submitted_at=attempt.submitted_at, due_at=attempt.due_at, now=now)
    if state is timing.State.SUBMITTED:
        return EvidenceReason.SUBMITTED
    if state is timing.State.EXPIRED:
        return EvidenceReason.LATE
    return None if epoch == attempt.epoch else EvidenceReason.STALE_EPOCH


def _in_words(reason: EvidenceReason) -> UserError:
    if reason == EvidenceReason.SUBMITTED:
        return UserError(
            _("This test was already handed in; its answers no longer change."), code="submitted"
        )
    if reason == EvidenceReason.LATE:
        return UserError(_("Time is over. What you had saved by then counts."), code="time_over")
    return opened_elsewhere()
