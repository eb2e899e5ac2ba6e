"""Forms that stand on one page and are sent once: evaluations, surveys, follow-ups."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.item_types import REGISTRY, Answer, AnswerError
from assessments.models import Attempt, Delivery, ItemVersion
from assessments.services import ballots
from assessments.services.attempts import check_window
from assessments.services.named_sheets import store_named
from lms.accounts.models import User
from lms.core import clock
from lms.core.errors import UserError


class SheetError(UserError):
    """Something on the sheet is missing or unreadable; `problems` says what, by item version's uuid."""

    def __init__(self, problems: Mapping[UUID, str]) -> None:
        super().__init__(_("Some answers are missing. Nothing you wrote was lost."), code="incomplete")
        self.problems = problems


def submit_sheet(*, user: User, delivery: Delivery, raw: Mapping[UUID, Sequence[str]]) -> None:
    """Store a whole form at once; sending it again changes nothing and is no error.

    An anonymous one goes into the ballot box, where nothing joins it to the person.
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
    answers = read_answers(items, raw)
    try:
        if delivery.anonymous:
            _cast(user, delivery, items, answers)
        else:
            with transaction.atomic():
                store_named(user, delivery, answers)
    except IntegrityError:
        if not has_sent(user=user, delivery=delivery):
            raise


def has_sent(*, user: User, delivery: Delivery) -> bool:
    """Whether the person already sent this form."""
    if delivery.anonymous:
        return ballots.has_cast(user=user, delivery=delivery)
    return Attempt.objects.filter(user=user, delivery=delivery, submitted_at__isnull=False).exists()


def read_answers(items: Sequence[ItemVersion], raw: Mapping[UUID, Sequence[str]]) -> dict[int, Answer]:
    """What was sent to each question, by its version's id; None where nothing was. Raises SheetError."""
    answers: dict[int, Answer] = {}
    problems: dict[UUID, str] = {}
    for item in items:
        try:
            answers[item.pk] = REGISTRY[item.type].clean(item.content, raw.get(item.uuid, ()))
        except AnswerError:
            problems[item.uuid] = _(
                "This answer could not be read. It may be too long, or a number that is not asked for."
            )
            continue
        if answers[item.pk] is None and item.content.get("required", True):
            problems[item.uuid] = _("Please choose an answer.")
    if problems:
        raise SheetError(problems)
    return answers


def _cast(
    user: User, delivery: Delivery, items: Sequence[ItemVersion], answers: Mapping[int, Answer]
) -> None:
    given = [(item, answers[item.pk]) for item in items if answers[item.pk] is not None]
    ballots.cast(
        user=user,
        delivery=delivery,
        answers={str(item.pk): answer for item, answer in given if not REGISTRY[item.type].holds_words},
        comments=[(item.pk, str(answer)) for item, answer in given if REGISTRY[item.type].holds_words],
    )
