"""Starting and ending a sitting."""

import logging
import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.models import Attempt, AttemptItem, Delivery
from assessments.rules import timing
from assessments.rules.drawing import DrawError
from assessments.rules.papers import lay_out
from assessments.selectors.papers import offer_for
from assessments.services.forms import form_for
from assessments.services.scoring import item_rows, mark_attempt, write_marks
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

logger = logging.getLogger(__name__)


def start_attempt(*, user: User, delivery: Delivery, code: str = "") -> Attempt:
    """Start a sitting, or take up the open one; either way older tabs become stale.

    Two calls at once get the same sitting: the database allows one open one per person. Raises
    UserError: "not_yours", "anonymous", "not_open", "closed", "no_attempts_left", "wrong_code",
    "draw_short", "start_clash", and what the access registry says.
    """
    if not registries.may_take(user, delivery):
        raise not_yours()
    if delivery.anonymous:
        raise UserError(_("This form is anonymous and is sent in one piece."), code="anonymous")
    for _try in range(2):
        try:
            with transaction.atomic():
                held = Attempt.objects.select_for_update().filter(user=user, delivery=delivery)
                own = list(held.order_by("number"))
                return _take_up(user, own) or _new_attempt(user, delivery, own, code)
        except IntegrityError:
            continue  # somebody else's click won: the next round finds that sitting
    raise UserError(_("The test could not be started. Please try again."), code="start_clash")


def submit_attempt(*, user: User, attempt: Attempt | UUID, epoch: int | None = None) -> Attempt:
    """Hand in a sitting (it or its uuid) and mark it; handing in again changes nothing and is no error.

    A hand-in that may have waited on a device names the `epoch` of its tab: where another tab or device
    goes on by now, it ends nothing. Raises UserError: "not_yours", "opened_elsewhere".
    """
    now = clock.now()  # when it came, and not when those before it had let go of the database
    with transaction.atomic():
        locked = lock(attempt, user=user)
        state = timing.state(submitted_at=locked.submitted_at, due_at=locked.due_at, now=now)
        if state is timing.State.SUBMITTED:
            return locked
        if state is timing.State.IN_PROGRESS and epoch not in (None, locked.epoch):
            raise opened_elsewhere()
        expired = state is timing.State.EXPIRED
        return close(locked, actor=user, at=locked.due_at if expired else now, expired=expired)


def close_expired_attempts() -> int:
    """Hand in every sitting whose time ran out; for a scheduled task, as reads do not need it.

    One that cannot be closed stops no other; at the end it is told of (RuntimeError).
    """
    late = Attempt.objects.filter(submitted_at__isnull=True, due_at__lt=clock.now() - timing.GRACE)
    count = failed = 0
    for pk in list(late.order_by("id").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                locked = Attempt.objects.select_for_update().get(pk=pk)
                if locked.submitted_at is None:
                    close(locked, actor=None, at=locked.due_at, expired=True)
                    count += 1
        except Exception:  # whatever it is, the other people's sittings are to be closed
            logger.exception("The sitting %s could not be closed", pk)
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} sittings could not be closed, {count} were")
    return count


def not_yours() -> UserError:
    """The refusal that tells a stranger nothing."""
    return UserError(_("This test is not open to you."), code="not_yours")


def opened_elsewhere() -> UserError:
    """The refusal that a tab gets which another one took the sitting from."""
    return UserError(_("This test was opened in another tab or on another device."), code="opened_elsewhere")


def lock(attempt: Attempt | UUID, *, user: User) -> Attempt:
    """The person's own sitting as it is now, held until the transaction ends; else UserError.

    On SQLite the transaction itself, which begins IMMEDIATE, is the lock.
    """
    uuid = attempt if isinstance(attempt, UUID) else attempt.uuid
    locked = Attempt.objects.select_for_update().filter(uuid=uuid, user=user).first()
    if locked is None:
        raise not_yours()
    return locked


def close(attempt: Attempt, *, actor: User | None, at: datetime | None, expired: bool) -> Attempt:
    """Mark the stored answers and end the sitting, dated `at`. The caller holds the row."""
    marked, responses = mark_attempt(attempt)
    write_marks(attempt, marked, responses, revision=1)
    attempt.submitted_at = at
    attempt.save(update_fields=["submitted_at", "revision"])
    audit.record(
        actor=actor,
        action="assessments.submit_attempt",
        target=attempt,
        score=marked.score,
        max_score=marked.max_score,
        expired=expired,
    )
    return attempt


def raise_epoch(attempt: Attempt, *, tab: UUID | None = None) -> Attempt:
    """Make every tab opened before this moment stale, but for `tab`. The caller holds the row."""
    attempt.epoch += 1
    attempt.tab = tab
    attempt.save(update_fields=["epoch", "tab"])
    return attempt


def _take_up(user: User, own: list[Attempt]) -> Attempt | None:
    """The sitting to go on with; one whose time ran out is handed in on the way."""
    attempt = next((one for one in own if one.submitted_at is None), None)
    if attempt is None:
        return None
    state = timing.state(submitted_at=attempt.submitted_at, due_at=attempt.due_at, now=clock.now())
    if state is timing.State.EXPIRED:
        close(attempt, actor=user, at=attempt.due_at, expired=True)
        return None
    return raise_epoch(attempt)


def _new_attempt(user: User, delivery: Delivery, own: list[Attempt], code: str) -> Attempt:
    now = clock.now()
    check_window(delivery, now)
    if len(own) >= delivery.max_attempts:
        raise UserError(_("You have used all your attempts at this test."), code="no_attempts_left")
    if delivery.code and code.strip().casefold() != delivery.code.casefold():
        raise UserError(_("This is not the code of this test."), code="wrong_code")
    seed = secrets.randbelow(2**31)
    offer = offer_for(user=user, delivery=delivery)
    version_id = form_for(user=user, delivery=delivery, forms=offer.forms) if offer.forms else offer.own
    try:
        asked = lay_out(offer.parts(version_id), seed=seed, shuffle=delivery.shuffle)
    except DrawError as error:
        raise UserError(
            _("This test has too few questions to draw from. Tell your trainer."), code="draw_short"
        ) from error
    attempt = Attempt.objects.create(
        delivery=delivery,
        instrument_version_id=version_id,
        user=user,
        number=own[-1].number + 1 if own else 1,
        started_at=now,
        due_at=timing.due_at(
            started_at=now,
            limit_minutes=delivery.time_limit,
            closes_at=delivery.closes_at,
            extra=offer.extra,
        ),
        epoch=1,
        seed=seed,
    )
    AttemptItem.objects.bulk_create(item_rows(attempt, asked))
    audit.record(actor=user, action="assessments.start_attempt", target=attempt, number=attempt.number)
    return attempt


def check_window(delivery: Delivery, now: datetime) -> None:
    """Refuse in words outside the delivery's window."""
    if now < delivery.opens_at:
        raise UserError(_("This is not open yet."), code="not_open")
    if delivery.closes_at and now >= delivery.closes_at:
        raise UserError(_("This is closed."), code="closed")
