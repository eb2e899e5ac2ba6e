"""What the services would be without their guards: for the control, which must show the harm."""

import time
from uuid import UUID

from django.db import transaction

from assessments.models import Attempt, Delivery
from assessments.services import attempts
from assessments.views import autosave, starts
from lms.accounts.models import User
from lms.core import clock

BETWEEN = 0.1  # seconds between looking and acting, in which others look as well


def look_first_and_act_later() -> None:
    """Put services in place that look without holding anything, and then act on what they saw."""
    starts.start_attempt = _start  # type: ignore[assignment]
    autosave.submit_attempt = _hand_in  # type: ignore[assignment]
    attempts.write_marks = lambda *_marks, **_more: None  # whose constraint is a guard of its own


def _start(*, user: User, delivery: Delivery, code: str = "") -> Attempt:
    if found := Attempt.objects.filter(user=user, delivery=delivery).first():
        return found
    time.sleep(BETWEEN)
    with transaction.atomic():
        own = list(Attempt.objects.filter(user=user, delivery=delivery).order_by("number"))
        return attempts._new_attempt(user, delivery, own, code)


def _hand_in(*, user: User, attempt: UUID, epoch: int | None = None) -> Attempt:
    found = Attempt.objects.get(user=user, uuid=attempt)
    if found.submitted_at:
        return found
    time.sleep(BETWEEN)
    with transaction.atomic():
        return attempts.close(found, actor=user, at=clock.now(), expired=False)
