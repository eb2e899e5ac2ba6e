"""Releasing results: until then the person rated reads nothing, and nothing counts."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import CaseState
from assessments.models import Occasion, RatingCase
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
            _release(actor, occasion, [case])
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
        ids = list(ready_cases(occasion).values_list("pk", flat=True))
        held = (
            RatingCase.objects.select_for_update(of=("self",))
            .filter(pk__in=ids, state__in=sorted(rules.RELEASABLE))
            .order_by("pk")
        )
        cases = list(held.select_related("occasion"))
        open_where_due(cases, actor=actor)
        cases = [one for one in cases if one.state != CaseState.MODERATION]
        _release(actor, occasion, cases)
    return len(cases)


def _release(actor: User, occasion: Occasion, cases: Sequence[RatingCase]) -> None:
    now = clock.now()
    for case in cases:
        case.state, case.released_at = CaseState.RELEASED, now
    RatingCase.objects.bulk_update(cases, ["state", "released_at"], batch_size=500)
    about = {"occasion": str(occasion.uuid)}
    audit.record_many(actor=actor, events=[("assessments.release_case", case, about) for case in cases])


def _check_access(actor: User, occasion: Occasion) -> None:
    if not registries.may_release(actor, occasion):
        raise UserError(_("You may not release results of this occasion."), code="not_yours")
