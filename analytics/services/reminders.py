"""Reminders to people who have not taken a test."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.data import DeliveryFacts
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def remind(*, actor: User, test: DeliveryFacts, target: Any, people: Iterable[User]) -> int:
    """Queue a letter to each of them; nobody gets two on one day. `target` is what the log is about.

    Raises UserError: "not_open".
    """
    now = clock.now()
    if now < test.opens_at or (test.closes_at is not None and now >= test.closes_at):
        raise UserError(_("The test is not open now, so nobody was written to."), code="not_open")
    count = 0
    with transaction.atomic():
        for person in people:
            language = person.language
            accounts.queue_letter(
                user=person,
                kind="test_reminder",
                cause=f"test-{test.uuid}-{clock.today().isoformat()}",
                context={
                    "title": test.title.get(language.split("-")[0]) or test.title.get("es") or "",
                    "link": accounts.absolute_url("attempt_start", test.uuid, language=language),
                },
            )
            count += 1
        audit.record(actor=actor, action="analytics.remind", target=target, test=str(test.uuid), people=count)
    return count
