"""Letters are queued with their act, tried again, and never sent twice for one cause."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from lms.accounts.models import Letter
from lms.accounts.services import letters
from lms.accounts.services.invitations import invite
from lms.accounts.services.letters import queue_letter, retry_letter, send_due_letters, send_letter
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def person():
    return make_person(email="ana@example.mx", first_name="Ana")


@pytest.fixture
def letter(person):
    return queue_letter(
        user=person, kind="address_changed", cause="one", context={"before": "a@x.mx", "after": "b@x.mx"}
    )


@pytest.fixture
def mail_fails(monkeypatch):
    """The mail server answers as the test says; None: it works again."""
    answer = []
    real = letters.send_to

    def send(*args, **options):
        if answer and answer[-1] is not None:
            raise answer[-1]
        return real(*args, **options)

    monkeypatch.setattr(letters, "send_to", send)
    return answer.append


def test_a_letter_waits_and_then_leaves(letter, mailoutbox):
    assert (letter.state, letter.attempts, mailoutbox) == (State.QUEUED, 0, [])
    assert send_letter(letter_id=letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error) == (State.SENT, 1, "")
    assert letter.done_at is not None
    assert [mail.to for mail in mailoutbox] == [["ana@example.mx"]]


def test_a_letter_is_sent_once(letter, person, mailoutbox):
    assert send_letter(letter_id=letter.pk)
    assert not send_letter(letter_id=letter.pk)
    assert queue_letter(user=person, kind="address_changed", cause="one") == letter
    assert send_due_letters() == 0
    assert len(mailoutbox) == 1


def test_the_letter_leaves_only_when_its_act_is_written(
    person, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue_letter(user=person, kind="address_changed", cause="two")
        transaction.set_rollback(True)
    assert (Letter.objects.count(), mailoutbox) == (0, [])


def test_a_server_that_is_away_is_tried_again_later_each_time(letter, mail_fails, mailoutbox):
    start = timezone.now()
    mail_fails(smtplib.SMTPServerDisconnected("gone for a while"))
    with time_machine.travel(start, tick=False) as clock:
        for attempt, wait in enumerate(letters.WAITS, start=1):
            assert not send_letter(letter_id=letter.pk)
            letter.refresh_from_db()
            assert (letter.state, letter.attempts) == (State.QUEUED, attempt)
            assert letter.error == "gone for a while"
            clock.shift(wait - timedelta(seconds=1))
            assert send_due_letters() == 0
            letter.refresh_from_db()
            assert letter.attempts == attempt
            clock.shift(timedelta(seconds=1))
        mail_fails(None)
        assert send_due_letters() == 1
    assert len(mailoutbox) == 1


def test_after_the_last_attempt_a_person_must_ask(letter, mail_fails, mailoutbox):
    mail_fails(OSError("no route"))
    Letter.objects.update(attempts=len(letters.WAITS))
    assert not send_letter(letter_id=letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.error) == (State.FAILED, "no route")
    assert send_due_letters() == 0
    mail_fails(None)
    retry_letter(actor=None, letter=letter)
    assert AuditEvent.objects.get().action == "accounts.retry_letter"
    assert send_due_letters() == 1
    with pytest.raises(UserError):
        retry_letter(actor=None, letter=letter)
    assert len(mailoutbox) == 1


def test_an_address_that_does_not_exist_fails_at_once(letter, mail_fails):
    mail_fails(smtplib.SMTPRecipientsRefused({"ana@example.mx": (550, b"no such user here")}))
    assert not send_letter(letter_id=letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error) == (State.FAILED, 1, "no such user here")


def test_a_full_mailbox_is_tried_again(letter, mail_fails):
    mail_fails(smtplib.SMTPRecipientsRefused({"ana@example.mx": (452, b"mailbox full")}))
    assert not send_letter(letter_id=letter.pk)
    letter.refresh_from_db()
    assert letter.state == State.QUEUED


def test_what_was_interrupted_is_not_sent_again_by_itself(letter, mailoutbox):
    long_ago = timezone.now() - letters.INTERRUPTED_AFTER - timedelta(minutes=1)
    Letter.objects.update(state=State.SENDING, due_at=long_ago)
    assert send_due_letters() == 0
    letter.refresh_from_db()
    assert (letter.state, mailoutbox) == (State.FAILED, [])
    assert letter.error


def test_an_invitation_that_was_replaced_does_not_leave(person, mailoutbox):
    invite(actor=None, user=person)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        invite(actor=None, user=person)
        assert send_due_letters() == 1
    assert len(mailoutbox) == 1


def test_the_link_is_the_same_each_time_and_nowhere_in_the_database(person, mail_fails, mailoutbox, settings):
    invitation = invite(actor=None, user=person)
    token = invitation.token_for(invitation.uuid)
    assert token not in str(list(Letter.objects.values()))
    send_due_letters()
    assert f"/invitation/{token}/" in mailoutbox[0].body
    settings.SECRET_KEY = "another"
    assert invitation.token_for(invitation.uuid) != token


def test_letters_are_forgotten_after_a_year(letter):
    send_letter(letter_id=letter.pk)
    assert letters.forget_old_letters() == 0
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert letters.forget_old_letters() == 1
