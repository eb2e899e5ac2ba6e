"""Objecting to a result: its procedure is reviewed, it is rated anew by a third person, and decided.

Nobody with a part in the case does any of it. Sheets stay as they are: a decision that changes the result
adds what was settled, and the person is told.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import AppealFinding, AppealStepKind, CaseState, ModerationOutcome
from assessments.models import Appeal, AppealStep, Moderation, Occasion, RatingCase
from assessments.rules.appeals import AppealKind
from assessments.selectors.appeals import Course, closes_on, course_of, free_reraters, may_object
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from assessments.services.criterion_scores import clean
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

Levels = Mapping[str, int | None]


def file_appeal(*, actor: User, occasion: Occasion, grounds: str) -> Appeal:
    """Object to one's own released result, once and in time; a second time is no error.

    Raises UserError: "not_yours", "over", "no_grounds".
    """
    with transaction.atomic():
        held = RatingCase.objects.select_for_update(of=("self",)).select_related("occasion")
        case = held.filter(occasion=occasion, ratee=actor).first()
        if case is None or not case.is_public:
            raise UserError(_("There is no result of yours to object to."), code="not_yours")
        if found := Appeal.objects.filter(case=case).first():
            return found
        until = closes_on(case)
        assert until is not None
        if not may_object(case):
            words = _("This result could be objected to until %(day)s. Ask whoever leads your course.")
            raise UserError(words % {"day": date_format(until, "DATE_FORMAT")}, code="over")
        if not clean(grounds):
            raise UserError(_("Say what you object to and why. Nothing was sent."), code="no_grounds")
        appeal = Appeal.objects.create(
            case=case, grounds=clean(grounds), filed_at=clock.now(), closes_on=until
        )
        audit.record(actor=actor, action="assessments.file_appeal", target=case)
    return appeal


def review_procedure(*, actor: User, appeal: Appeal, finding: str, reason: str) -> AppealStep:
    """Say whether the case was rated as the rules demand.

    Raises UserError: "not_yours", "took_part", "not_now", "no_finding", "no_reason".
    """
    with transaction.atomic():
        course = _led(actor, appeal, AppealKind.PROCEDURE)
        if finding not in (AppealFinding.SOUND, AppealFinding.FLAWED):
            raise UserError(_("Say whether the procedure was kept. Nothing was sent."), code="no_finding")
        return _done(actor, course, AppealStepKind.PROCEDURE, reason, finding=finding)


def ask_rerating(*, actor: User, appeal: Appeal, assessor: User) -> AppealStep:
    """Ask a third person to rate anew; they see what there is of the case, and neither sheet.

    Raises UserError: "not_yours", "took_part", "not_now", "asked".
    """
    with transaction.atomic():
        course = _led(actor, appeal, AppealKind.RERATING)
        people = list(registries.people_of(course.appeal.case.occasion).assessors[:100])
        if course.took_part(assessor) or assessor not in free_reraters(course, people, actor):
            raise UserError(_("Whoever rates anew has had no part in the case."), code="took_part")
        if AppealStepKind.RERATING in course.by_kind:
            raise UserError(_("Somebody was asked already."), code="asked")
        step = AppealStep.objects.create(
            appeal=appeal, kind=AppealStepKind.RERATING, by=assessor, asked_at=clock.now()
        )
        audit.record(
            actor=actor,
            action="assessments.ask_rerating",
            target=course.appeal.case,
            assessor=str(assessor.uuid),
        )
    return step


def rate_anew(*, actor: User, appeal: Appeal, levels: Levels, reason: str) -> AppealStep:
    """Rate the case without the sheets that stand; only for who was asked.

    Raises UserError: "not_yours", "bad_levels", "no_reason".
    """
    with transaction.atomic():
        course = _held(appeal)
        if course.rerater != actor:
            raise UserError(_("You were not asked to rate this case anew."), code="not_yours")
        return _done(
            actor, course, AppealStepKind.RERATING, reason, scores=_levels(course.appeal.case, levels)
        )


def decide_appeal(
    *, actor: User, appeal: Appeal, finding: str, reason: str, levels: Levels | None = None
) -> AppealStep:
    """Let the result stay, or change it to `levels`; the person is told either way.

    Raises UserError: "not_yours", "took_part", "not_now", "no_finding", "bad_levels", "no_reason".
    """
    with transaction.atomic():
        course = _led(actor, appeal, AppealKind.DECISION)
        case = course.appeal.case
        if finding not in (AppealFinding.KEPT, AppealFinding.CHANGED):
            raise UserError(_("Say whether the result stays. Nothing was sent."), code="no_finding")
        scores = _levels(case, levels or {}) if finding == AppealFinding.CHANGED else {}
        step = _done(actor, course, AppealStepKind.DECISION, reason, finding=finding, scores=scores)
        if scores:
            now = clock.now()
            Moderation.objects.create(
                case=case,
                moderator=actor,
                reason=step.reason,
                outcome=ModerationOutcome.BOARD,
                scores=scores,
                opened_at=now,
                decided_at=now,
            )
        Appeal.objects.filter(pk=appeal.pk).update(decided_at=step.done_at)
        language = case.ratee.language
        accounts.queue_letter(
            user=case.ratee,
            kind="appeal_decided",
            cause=str(appeal.uuid),
            context={
                "title": case.occasion.title.get(language.split("-")[0]) or case.occasion.title["es"],
                "changed": bool(scores),
                "link": accounts.absolute_url("my_appeal", case.occasion.uuid, language=language),
            },
        )
    return step


def lock_cases() -> int:
    """Lock released results whose time for objections is over and that nobody objects to; how many.

    The last day is that of whoever was rated, where they are: so their page told it.
    """
    rows = RatingCase.objects.filter(state=CaseState.RELEASED).order_by("pk")
    rows = rows.select_related("occasion", "ratee__center")
    open_ = set(Appeal.objects.filter(decided_at__isnull=True).values_list("case_id", flat=True))
    over = [one for one in rows.iterator(chunk_size=500) if one.pk not in open_ and _is_over(one)]
    for case in over:
        case.state = CaseState.LOCKED
    RatingCase.objects.bulk_update(over, ["state"], batch_size=500)
    audit.record_many(actor=None, events=[("assessments.lock_case", case, {}) for case in over])
    return len(over)


def _is_over(case: RatingCase) -> bool:
    with timezone.override(accounts.zone_of(case.ratee) or settings.TIME_ZONE):
        return not may_object(case)


def _held(appeal: Appeal) -> Course:
    held = Appeal.objects.select_for_update(of=("self",)).select_related("case__occasion", "case__ratee")
    return course_of(held.get(pk=appeal.pk))


def _led(actor: User, appeal: Appeal, due: AppealKind) -> Course:
    course = _held(appeal)
    if not registries.may_release(actor, course.appeal.case.occasion):
        raise UserError(_("You may not settle results of this occasion."), code="not_yours")
    if course.took_part(actor):
        raise UserError(_("Somebody who has no part in the case reviews it."), code="took_part")
    if course.next != due:
        raise UserError(_("Another step of the appeal is due. Nothing was sent."), code="not_now")
    return course


def _levels(case: RatingCase, levels: Levels) -> dict[str, int | None]:
    occasion = occasion_by_uuid(case.occasion.uuid)
    assert occasion is not None
    known = {level["value"] for level in occasion.rubric_version.levels} | {None}
    if {one.key for one in criteria_of(occasion)} != set(levels) or not set(levels.values()) <= known:
        raise UserError(_("Choose a level, or N/O, for each criterion. Nothing was sent."), code="bad_levels")
    return dict(levels)


def _done(
    actor: User,
    course: Course,
    kind: AppealStepKind,
    reason: str,
    *,
    finding: str = "",
    scores: Levels | None = None,
) -> AppealStep:
    if not clean(reason):
        raise UserError(_("Give the reasons: the person reads them. Nothing was sent."), code="no_reason")
    now = clock.now()
    step = course.by_kind.get(kind) or AppealStep(appeal=course.appeal, kind=kind, asked_at=now)
    step.by, step.finding, step.reason = actor, finding, clean(reason)
    step.scores, step.done_at = dict(scores or {}), now
    step.save()
    audit.record(
        actor=actor,
        action=f"assessments.appeal_{kind}",
        target=course.appeal.case,
        finding=finding,
        levels=dict(scores or {}),
    )
    return step
