"""Letters: queued with the act they tell of, sent by the worker, tried again, never sent twice.

A letter is claimed before it is handed to the mail server. If the process dies in between, nobody
knows whether it left: it then counts as failed and waits for a person, because a second letter is
worse than a late one.
"""

from collections.abc import Mapping
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from lms.accounts.mail import context_of, send_to
from lms.accounts.models import Invitation, Letter, User
from lms.accounts.registries import letter_sources
from lms.accounts.services.reach import must_reach
from lms.core import audit, clock
from lms.core.daily import kept
from lms.core.errors import UserError

# How long to wait after the first, second … failure; after the last one the letter has failed.
WAITS = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))
INTERRUPTED_AFTER = timedelta(hours=1)
State = Letter.State


def queue_letter(
    *,
    user: User | None,
    kind: str,
    cause: str,
    address: str = "",
    language: str = "",
    context: Mapping[str, Any] | None = None,
) -> Letter:
    """Queue a letter within the caller's transaction; for one cause there is one, however often asked.

    Without a `user` it needs an address and a language.
    """
    now = clock.now()
    letter, created = Letter.objects.get_or_create(
        kind=kind,
        cause=cause,
        address=address or (user.email if user else ""),
        defaults={
            "user": user,
            "language": language,
            "context": dict(context or {}),
            "queued_at": now,
            "due_at": now,
        },
    )
    if created:
        transaction.on_commit(lambda: _hand_over(letter.pk))
    return letter


def retry_letter(*, actor: User | None, letter: Letter) -> None:
    """Queue a letter that failed once more, from the first attempt on."""
    if letter.user is None:
        raise TypeError("whoever asked for a letter without an account sends it again")
    must_reach(actor, letter.user)
    now = clock.now()
    with transaction.atomic():
        if not _still_good(letter):
            raise UserError(
                _("The invitation in this letter no longer works. Send a new one."), code="outdated"
            )
        changed = Letter.objects.filter(pk=letter.pk, state__in=(State.FAILED, State.BOUNCED)).update(
            state=State.QUEUED, attempts=0, due_at=now, done_at=None
        )
        if not changed:
            raise UserError(_("This letter did not fail: it waits or has left."), code="not_failed")
        audit.record(actor=actor, action="accounts.retry_letter", target=letter.user, kind=letter.kind)
        transaction.on_commit(lambda: _hand_over(letter.pk))


def send_letter(*, letter_id: int) -> bool:
    """Send a letter that is due; False where there is nothing to send any more, or it did not work."""
    due = Letter.objects.filter(pk=letter_id, state=State.QUEUED, due_at__lte=clock.now())
    if not due.update(state=State.SENDING, attempts=F("attempts") + 1, due_at=clock.now()):
        return False
    letter = Letter.objects.select_related("user").get(pk=letter_id)
    if not _still_good(letter):
        letter.delete()
        return False
    language = letter.user.language if letter.user else letter.language
    try:
        with translation.override(language):
            send_to(letter.user, letter.kind, address=letter.address, language=language, **context_of(letter))
    except (SMTPException, OSError) as error:
        _note_failure(letter, error)
        return False
    Letter.objects.filter(pk=letter.pk).update(state=State.SENT, done_at=clock.now(), error="")
    return True


def send_due_letters() -> int:
    """Send what is due and what nobody was told of; give up what was interrupted. For the daily job."""
    now = clock.now()
    interrupted = Letter.objects.filter(state=State.SENDING, due_at__lt=now - INTERRUPTED_AFTER)
    interrupted.update(state=State.FAILED, done_at=now, error=_("Interrupted; it may have left."))
    waiting = Letter.objects.filter(state=State.QUEUED, due_at__lte=now).order_by("due_at", "pk")
    return sum(send_letter(letter_id=pk) for pk in list(waiting.values_list("pk", flat=True)))


def forget_old_letters() -> int:
    """Remove letters that left, or failed, long ago: what they said is no longer needed."""
    before = clock.now() - kept("letters")
    over = (State.SENT, State.FAILED, State.BOUNCED)
    return Letter.objects.filter(state__in=over, done_at__lt=before).delete()[0]


def _still_good(letter: Letter) -> bool:
    """Whether what the letter brings can still be used: an invitation may have been replaced or ended."""
    if letter.kind in letter_sources:
        return letter_sources[letter.kind](letter) is not None
    if letter.kind != "invitation":
        return True
    found = Invitation.objects.select_related("user").filter(uuid=letter.cause).first()
    return found is not None and found.address == letter.address and found.is_open(clock.now())


def _note_failure(letter: Letter, error: Exception) -> None:
    values: dict[str, Any] = {"error": _words(error)[:300]}
    if _is_final(error) or letter.attempts > len(WAITS):
        values |= {"state": State.FAILED, "done_at": clock.now()}
    else:
        values |= {"state": State.QUEUED, "due_at": clock.now() + WAITS[letter.attempts - 1]}
    Letter.objects.filter(pk=letter.pk).update(**values)
    if values["state"] == State.QUEUED:
        _hand_over(letter.pk, values["due_at"])


def _is_final(error: Exception) -> bool:
    """Whether the mail server said that this address will never do."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return False


def _words(error: Exception) -> str:
    """What the mail server said, without the address."""
    said: Any = str(error)
    if isinstance(error, SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()), (0, b""))[1]
    elif isinstance(error, SMTPResponseException):
        said = error.smtp_error
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


@task()
def deliver(letter_id: int) -> bool:
    """Send one queued letter: what the worker runs."""
    return send_letter(letter_id=letter_id)


def _hand_over(letter_id: int, due_at: Any = None) -> None:
    """Give the letter to the worker; where tasks cannot wait, the daily job takes it up."""
    if due_at is None:
        deliver.enqueue(letter_id)
    elif deliver.get_backend().supports_defer:
        deliver.using(run_after=due_at).enqueue(letter_id)
