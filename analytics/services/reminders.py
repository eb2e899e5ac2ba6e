"""Reminders to people who have not taken a test, or are behind with other steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.data import DeliveryFacts
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Slow:
    """An enrollment, its person, and the names of what is still open."""

    enrollment: Any
    person: User
    steps: Sequence[Any]


def remind(*, actor: User, test: DeliveryFacts, target: Any, people: Iterable[User]) -> int:
    """Queue a letter to each of them whose account is open; nobody gets two on one day. How many were queued.

    `target` is what the log is about. Raises UserError: "not_open".
    """
    if not is_open(test):
        raise UserError(_("It is not open now, so nobody was written to."), code="not_open")
    count = 0
    with transaction.atomic():
        for person in people:
            if not person.is_active:
                continue
            language = person.language
            accounts.queue_letter(
                user=person,
                kind="test_reminder" if test.is_marked else "form_reminder",
                cause=f"test-{test.uuid}-{clock.today().isoformat()}",
                context={
                    "title": localized_in(test.title, language),
                    "link": accounts.absolute_url("attempt_start", test.uuid, language=language),
                },
            )
            count += 1
        audit.record(actor=actor, action="analytics.remind", target=target, test=str(test.uuid), people=count)
    return count


def is_open(test: DeliveryFacts) -> bool:
    """Whether people can take it at this moment."""
    now = clock.now()
    return test.opens_at <= now and (test.closes_at is None or now < test.closes_at)


def remind_of_steps(*, actor: User, people: Iterable[Slow]) -> int:
    """The same with what is still open to each."""
    today, count = clock.today().isoformat(), 0
    with transaction.atomic():
        for one in people:
            if not one.person.is_active:
                continue
            language = one.person.language
            with override(language):
                steps = ", ".join(str(step) for step in one.steps)
            accounts.queue_letter(
                user=one.person,
                kind="steps_reminder",
                cause=f"steps-{one.enrollment.uuid}-{today}",
                context={
                    "course": localized_in(one.enrollment.cohort.course_title, language),
                    "steps": steps,
                    "link": accounts.absolute_url("learning", language=language),
                },
            )
            audit.record(actor=actor, action="analytics.remind", target=one.enrollment)
            count += 1
    return count


def localized_in(texts: Mapping[str, str], language: str) -> str:
    """A text in a person's own language, else in Spanish."""
    return texts.get(language.split("-")[0]) or texts.get("es") or ""
