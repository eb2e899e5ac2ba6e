"""Forms that stand on one page and are sent once: evaluations, surveys, follow-ups."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.item_types import REGISTRY, Answer, AnswerError
from assessments.models import AnonymousReceipt, Attempt, Delivery, ItemVersion, Response
from assessments.models.attempts import packed
from assessments.services.attempts import check_window
from assessments.services.named_sheets import store_named
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


class SheetError(UserError):
    """Something on the sheet is missing or unreadable; `problems` says what, by item version's uuid."""

    def __init__(self, problems: Mapping[UUID, str]) -> None:
        super().__init__(_("Some answers are missing. Nothing you wrote was lost."), code="incomplete")
        self.problems = problems


def submit_sheet(*, user: User, delivery: Delivery, raw: Mapping[UUID, Sequence[str]]) -> None:
    """Store a whole form at once; sending it again changes nothing and is no error.

    When the delivery is anonymous, the answers go in without the person and the fact of taking
    part goes in without the answers, in the same transaction and with nothing that joins them.
    """
    if not registries.may_take(user, delivery):
        raise UserError(_("This form is not open to you."), code="not_yours")
    if has_sent(user=user, delivery=delivery):
        return
    check_window(delivery, clock.now())
    items = list(
        ItemVersion.objects.filter(entries__version=delivery.instrument_version_id).order_by(
            "entries__position"
        )
    )
    answers = _read(items, raw)
    try:
        with transaction.atomic():
            if delivery.anonymous:
                _store_anonymous(user, delivery, items, answers)
            else:
                store_named(user, delivery, answers)
    except IntegrityError:
        if not has_sent(user=user, delivery=delivery):
            raise


def has_sent(*, user: User, delivery: Delivery) -> bool:
    """Whether the person already sent this form."""
    if delivery.anonymous:
        return AnonymousReceipt.objects.filter(user=user, delivery=delivery).exists()
    return Attempt.objects.filter(user=user, delivery=delivery, submitted_at__isnull=False).exists()


def _read(items: Sequence[ItemVersion], raw: Mapping[UUID, Sequence[str]]) -> dict[int, Answer]:
    answers: dict[int, Answer] = {}
    problems: dict[UUID, str] = {}
    for item in items:
        try:
            answers[item.pk] = REGISTRY[item.type].clean(item.content, raw.get(item.uuid, ()))
        except AnswerError:
            problems[item.uuid] = _("This answer could not be read. It may be too long.")
            continue
        if answers[item.pk] is None and item.content.get("required", True):
            problems[item.uuid] = _("Please choose an answer.")
    if problems:
        raise SheetError(problems)
    return answers


def _store_anonymous(
    user: User, delivery: Delivery, items: Sequence[ItemVersion], answers: Mapping[int, Answer]
) -> None:
    today = clock.now().date()
    AnonymousReceipt.objects.create(delivery=delivery, user=user, on=today)
    midnight = datetime.combine(today, time(), tzinfo=UTC)
    attempt = Attempt(pk=_random_key(), delivery=delivery, user=None, started_at=midnight)
    _fill(attempt, items, answers, at=midnight)
    # Without its actor: the receipt says who took part.
    audit.record(actor=None, action="assessments.receive_anonymous_sheet", target=delivery)


def _fill(
    attempt: Attempt, items: Sequence[ItemVersion], answers: Mapping[int, Answer], *, at: datetime
) -> None:
    attempt.submitted_at = at
    attempt.instrument_version_id = attempt.delivery.instrument_version_id
    attempt.save(force_insert=True)
    Response.objects.bulk_create(
        Response(
            pk=_random_key(),
            attempt=attempt,
            item_version=item,
            answer=packed(answers[item.pk]),
            saved_at=at,
        )
        for item in items
    )


def _random_key() -> int:
    """A primary key that says nothing about the order of arrival; below zero, where no sequence counts."""
    return -1 - secrets.randbelow(2**53)
