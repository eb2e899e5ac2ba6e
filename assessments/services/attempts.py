"""Starting and ending a sitting."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assessments import registries
from assessments.models import Attempt, Delivery, Response
from assessments.rules import timing
from assessments.rules.marking import mark_all
from assessments.selectors.questions import answers_of, questions_of
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def start_attempt(*, user: User, delivery: Delivery) -> Attempt:
    """Start a sitting, or take up the open one; either way older tabs become stale.

    Two calls at once get the same sitting: the database allows one open one per person.
    """
    if not registries.may_take(user, delivery):
        raise UserError(_("This test is not open to you."), code="not_yours")
    if delivery.anonymous:
        raise UserError(_("This form is anonymous and is sent in one piece."), code="anonymous")
    with transaction.atomic():
        for _try in range(2):
            if attempt := _open_attempt(user, delivery):
                return attempt
            try:
                with transaction.atomic():
                    return _new_attempt(user, delivery)
            except IntegrityError:
                continue  # somebody else's click won: the next round finds that sitting
    raise UserError(_("The test could not be started. Please try again."), code="start_clash")


def submit_attempt(*, user: User, attempt: Attempt) -> Attempt:
    """Hand in a sitting and mark it; handing in again changes nothing and is no error."""
    with transaction.atomic():
        locked = lock(attempt)
        if locked.user_id != user.pk:
            raise UserError(_("This test is not open to you."), code="not_yours")
        now = clock.now()
        state = timing.state(submitted_at=locked.submitted_at, due_at=locked.due_at, now=now)
        if state is timing.State.SUBMITTED:
            return locked
        expired = state is timing.State.EXPIRED
        return close(locked, actor=user, at=locked.due_at if expired else now, expired=expired)


def close_expired_attempts() -> int:
    """Hand in every sitting whose time ran out; for a scheduled task, as reads do not need it."""
    late = Attempt.objects.filter(submitted_at__isnull=True, due_at__lt=clock.now() - timing.GRACE)
    count = 0
    for attempt in late.order_by("id"):
        with transaction.atomic():
            locked = lock(attempt)
            if locked.submitted_at is None:
                close(locked, actor=None, at=locked.due_at, expired=True)
                count += 1
    return count


def lock(attempt: Attempt) -> Attempt:
    """The row as it is now, held until the transaction ends.

    On SQLite the transaction itself, which begins IMMEDIATE, is the lock.
    """
    return Attempt.objects.select_for_update().get(pk=attempt.pk)


def close(attempt: Attempt, *, actor: User | None, at: datetime | None, expired: bool) -> Attempt:
    """Mark the stored answers and end the sitting, dated `at`. The caller holds the row."""
    version_id = attempt.delivery.instrument_version_id
    marked = mark_all(questions_of([version_id])[version_id], answers_of([attempt.pk])[attempt.pk])
    attempt.submitted_at = at
    attempt.score, attempt.max_score = marked.score, marked.max_score
    attempt.save(update_fields=["submitted_at", "score", "max_score"])
    responses = list(Response.objects.filter(attempt=attempt))
    for response in responses:
        response.mark = marked.marks.get(response.item_version_id)
    Response.objects.bulk_update(responses, ["mark"])
    audit.record(
        actor=actor,
        action="assessments.submit_attempt",
        target=attempt,
        score=marked.score,
        max_score=marked.max_score,
        expired=expired,
    )
    return attempt


def _open_attempt(user: User, delivery: Delivery) -> Attempt | None:
    """The sitting to go on with; one whose time ran out is handed in on the way."""
    attempt = Attempt.objects.filter(user=user, delivery=delivery, submitted_at__isnull=True).first()
    if attempt is None:
        return None
    attempt = lock(attempt)
    state = timing.state(submitted_at=attempt.submitted_at, due_at=attempt.due_at, now=clock.now())
    if state is timing.State.EXPIRED:
        close(attempt, actor=user, at=attempt.due_at, expired=True)
    if state is not timing.State.IN_PROGRESS:
        return None
    return raise_epoch(attempt)


def raise_epoch(attempt: Attempt) -> Attempt:
    """Make every tab opened before this moment stale."""
    Attempt.objects.filter(pk=attempt.pk).update(epoch=F("epoch") + 1)
    attempt.refresh_from_db(fields=["epoch"])
    return attempt


def _new_attempt(user: User, delivery: Delivery) -> Attempt:
    now = clock.now()
    check_window(delivery, now)
    used = Attempt.objects.filter(user=user, delivery=delivery).count()
    if used >= delivery.max_attempts:
        raise UserError(_("You have used all your attempts at this test."), code="no_attempts_left")
    attempt = Attempt.objects.create(
        delivery=delivery,
        user=user,
        number=used + 1,
        started_at=now,
        due_at=timing.due_at(started_at=now, limit_minutes=delivery.time_limit, closes_at=delivery.closes_at),
        epoch=1,
        seed=secrets.randbelow(2**31),
    )
    audit.record(actor=user, action="assessments.start_attempt", target=attempt, number=attempt.number)
    return attempt


def check_window(delivery: Delivery, now: datetime) -> None:
    """Refuse in words outside the delivery's window."""
    if now < delivery.opens_at:
        raise UserError(_("This is not open yet."), code="not_open")
    if delivery.closes_at and now >= delivery.closes_at:
        raise UserError(_("This is closed."), code="closed")
