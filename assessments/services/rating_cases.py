"""Releasing results: until then the person rated reads nothing, and nothing counts."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import CaseState
from assessments.models import ExamDay, Occasion, RatingCase
from assessments.rules import rating_cases as rules
from assessments.selectors.cases import ready_cases
from assessments.services.moderation import open_where_due
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def release_case(*, actor: User, occasion: Occasion, subject: User) -> RatingCase:
    """Let the person read how they were rated, and let it count; a second time is no error.

    Ratings that others have only begun can no longer be handed in. Sheets that differ are talked over
    first ("moderation"): a draft that was still open may have kept them from it until now.
    """
    _check_access(actor, occasion)
    with transaction.atomic():
        held = RatingCase.objects.select_for_update(of=("self",)).select_related("occasion")
        case = held.filter(occasion=occasion, ratee=subject).first()
        if case is not None and case.is_public:
            return case
        if case is not None and case.state == CaseState.MODERATION:
            raise moderated()
        if case is None or not rules.allows(case.state, rules.CaseState.RELEASED):
            raise UserError(_("There is no finished rating to release yet."), code="not_rated")
        opened = open_where_due([case], actor=actor, despite_drafts=True)
        if not opened:
            _release(actor, occasion, [case], clock.now())
    if opened:
        raise moderated()
    return case


def moderated() -> UserError:
    """The sheets differ, so that nothing follows from them yet."""
    return UserError(
        _("The assessors' sheets have to be talked over first; nothing was released."), code="moderation"
    )


def release_cases(*, actor: User, occasion: Occasion) -> int:
    """Release everybody who is rated, but for those whom somebody else is still rating; how many."""
    _check_access(actor, occasion)
    with transaction.atomic():
        return _release_ready(actor, occasion, ready_cases(occasion), clock.now())


def release_day(*, actor: User, day: ExamDay) -> int:
    """Release at one moment everybody who is rated on a day that is closed; how many results.

    Those whose sheets have to be talked over stay as they are. Raises UserError: "not_yours", "not_closed".
    """
    occasions = list(day.occasions.order_by("pk"))
    for occasion in occasions:
        _check_access(actor, occasion)
    with transaction.atomic():
        if not ExamDay.objects.select_for_update().get(pk=day.pk).is_closed:
            raise UserError(
                _("Close the day first: its results are released together. Nothing was released."),
                code="not_closed",
            )
        now, played = clock.now(), day.slots.order_by().values("case_id")
        found = [(one, ready_cases(one).filter(pk__in=played)) for one in occasions]
        return sum(_release_ready(actor, occasion, cases, now) for occasion, cases in found)


def _release_ready(actor: User, occasion: Occasion, ready: QuerySet[RatingCase], now: datetime) -> int:
    """Of these cases those that need no talk; how many."""
    ids = list(ready.values_list("pk", flat=True))
    held = (
        RatingCase.objects.select_for_update(of=("self",))
        .filter(pk__in=ids, state__in=sorted(rules.RELEASABLE))
        .order_by("pk")
    )
    cases = list(held.select_related("occasion"))
    open_where_due(cases, actor=actor)
    cases = [one for one in cases if one.state != CaseState.MODERATION]
    _release(actor, occasion, cases, now)
    return len(cases)


def _release(actor: User, occasion: Occasion, cases: Sequence[RatingCase], now: datetime) -> None:
    for case in cases:
        case.state, case.released_at = CaseState.RELEASED, now
    RatingCase.objects.bulk_update(cases, ["state", "released_at"], batch_size=500)
    about = {"occasion": str(occasion.uuid)}
    audit.record_many(actor=actor, events=[("assessments.release_case", case, about) for case in cases])


def _check_access(actor: User, occasion: Occasion) -> None:
    if not registries.may_release(actor, occasion):
        raise UserError(_("You may not release results of this occasion."), code="not_yours")
