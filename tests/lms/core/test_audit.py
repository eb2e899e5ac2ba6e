"""The log is only ever added to, within the act that it records."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from lms.core import audit
from lms.core.frozen import FrozenError
from lms.core.models import AuditEvent
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_which():
    actor, target = make_person(), make_center()
    event = audit.record(actor=actor, action="tests.open_center", target=target, reason="why")
    event.refresh_from_db()
    assert (event.actor, event.action, event.target_type) == (actor, "tests.open_center", "accounts.center")
    assert (event.target_uuid, event.data) == (target.uuid, {"reason": "why"})


def test_a_stranger_is_nobody():
    assert audit.record(actor=AnonymousUser(), action="tests.knock").actor is None


def test_an_act_that_fails_leaves_no_event():
    @transaction.atomic
    def act():
        audit.record(actor=None, action="tests.fail")
        raise ValueError("after the event")

    with pytest.raises(ValueError, match="after the event"):
        act()
    assert AuditEvent.objects.count() == 0


def test_outside_of_a_transaction_nothing_is_recorded(monkeypatch):
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError):
        audit.record(actor=None, action="tests.outside")


def test_events_cannot_be_changed_or_deleted():
    event = audit.record(actor=None, action="tests.once")
    for change in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(action="x"),
    ):
        with pytest.raises(FrozenError):
            change()
    assert AuditEvent.objects.get().action == "tests.once"
