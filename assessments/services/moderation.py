"""Settling a difference between assessors: alone first, then together, then by somebody else.

Their sheets never change. A case goes into moderation by itself once the last begun sheet is sent.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import AssessorKind, CaseState, ModerationOutcome, OccasionMode
from assessments.models import (
    Assignment,
    CriterionScore,
    Moderation,
    ModerationNote,
    Occasion,
    Rating,
    RatingCase,
)
from assessments.rules import rating_cases as rules
from assessments.rules.moderation import Trigger
from assessments.selectors.moderation import LOOKED, Talk, due, lookers_of, readers_of, talk_of, with_drafts
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from assessments.services.criterion_scores import clean
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

Levels = Mapping[str, int | None]


def open_where_due(
    cases: Sequence[RatingCase], *, actor: User | None, despite_drafts: bool = False
) -> list[RatingCase]:
    """Move the rated ones of an occasion's cases into moderation whose sheets demand it; those that moved.

    Within the caller's transaction, with the cases held. A sheet that was begun is waited for, unless
    `despite_drafts`. Practice is never moderated.
    """
    rated = [one for one in cases if one.state == CaseState.RATED]
    if not rated or rated[0].occasion.mode != OccasionMode.ASSESSED:
        return []
    waiting = set() if despite_drafts else with_drafts(rated)
    occasion = occasion_by_uuid(rated[0].occasion.uuid)
    assert occasion is not None
    found = due(occasion, [one.ratee_id for one in rated if one.pk not in waiting])
    moved = [one for one in rated if one.ratee_id in found]
    for case in moved:
        case.state = CaseState.MODERATION
    RatingCase.objects.bulk_update(moved, ["state"], batch_size=500)
    audit.record_many(
        actor=actor,
        events=[
            ("assessments.open_moderation", case, {"why": _plain(found[case.ratee_id])}) for case in moved
        ],
    )
    return moved


def _plain(found: Mapping[Trigger, tuple[str, ...]]) -> dict[str, list[str]]:
    return {trigger.value: list(criteria) for trigger, criteria in found.items()}


def write_reasons(*, actor: User, occasion: Occasion, subject: User, text: str) -> ModerationNote:
    """Keep why the assessor rated as they did, before they see the others' sheets; once.

    Raises UserError: "not_yours", "not_moderated", "no_reasons", "written".
    """
    with transaction.atomic():
        talk = _held(actor, occasion, subject)
        if not clean(text):
            raise UserError(
                _("Write down what you saw and why you rated as you did. Nothing was sent."),
                code="no_reasons",
            )
        note, created = ModerationNote.objects.get_or_create(
            case=talk.case, author=actor, defaults={"text": clean(text), "written_at": clock.now()}
        )
        if not created:
            raise UserError(_("Your reasons were sent already and stay as they are."), code="written")
        audit.record(actor=actor, action="assessments.write_moderation_reasons", target=talk.case)
    return note


def propose(*, actor: User, occasion: Occasion, subject: User, levels: Levels, reason: str) -> Moderation:
    """Propose what to settle on, once everybody wrote alone; another assessor of the case answers it.

    `levels` by criterion, None is N/O; what all sheets share stands as it is. Raises UserError:
    "not_yours", "not_moderated", "alone_first", "proposed", "bad_levels", "no_reason".
    """
    with transaction.atomic():
        talk = _together(actor, occasion, subject)
        if talk.proposal:
            raise UserError(_("A proposal waits for its answer already."), code="proposed")
        _check_no_third(talk)
        scores = _scores(talk, levels)
        return _moderation(talk, actor, scores, reason)


def answer(
    *, actor: User, occasion: Occasion, subject: User, agrees: bool, proposal: int | None = None
) -> Moderation | None:
    """Agree with the other's proposal, which settles the case; or not, which takes it back.

    `proposal` is the id of the one that was read: no other one is answered by it ("no_proposal").
    Raises UserError: "not_yours", "not_moderated", "alone_first", "no_proposal", "own_proposal".
    """
    with transaction.atomic():
        talk = _together(actor, occasion, subject)
        found = talk.proposal
        if found is None or proposal not in (None, found.pk):
            raise UserError(_("There is no proposal to answer any more."), code="no_proposal")
        if found.moderator_id == actor.pk:
            raise UserError(_("Another assessor answers what you proposed."), code="own_proposal")
        if agrees:
            _decide(talk, found, ModerationOutcome.AGREED, actor)
            return found
        audit.record(
            actor=actor, action="assessments.refuse_proposal", target=talk.case, levels=dict(found.scores)
        )
        found.delete()
    return None


def note_look(*, actor: User, case: RatingCase) -> None:
    """Keep, once, that somebody read the sheets of a case side by side: they are not asked as the third."""
    if actor.pk not in lookers_of(case):
        with transaction.atomic():
            audit.record(actor=actor, action=LOOKED, target=case)


def call_third(*, actor: User, occasion: Occasion, subject: User, assessor: User) -> Assignment:
    """Ask a third assessor, who rates without seeing the others' sheets and whose sheet decides.

    For whoever may release. Raises UserError: "not_yours", "not_moderated", "third_called",
    "took_part", "not_an_assessor".
    """
    _check_lead(actor, occasion)
    with transaction.atomic():
        talk = _talk(occasion, subject)
        _check_no_third(talk)
        # Whoever leads reads the sheets: they decide, and do not rate as if they had not.
        parts = {one.assessor_id for one in talk.assignments} | {subject.pk, actor.pk}
        parts |= readers_of(talk.case) | lookers_of(talk.case)
        if assessor.pk in parts:
            raise UserError(_("The third assessor has no part in the case yet."), code="took_part")
        if not registries.may_rate(assessor, occasion, subject):
            raise UserError(_("That person does not rate on this occasion."), code="not_an_assessor")
        Moderation.objects.filter(case=talk.case, outcome="").delete()
        third = Assignment.objects.create(
            case=talk.case, assessor=assessor, kind=AssessorKind.ASSESSOR, third=True
        )
        audit.record(
            actor=actor, action="assessments.call_third_assessor", target=talk.case, third=str(assessor.uuid)
        )
    return third


def settle_by_third(rating: Rating) -> None:
    """Let the third assessor's sheet, just sent, decide; within the transaction that sent it."""
    case = rating.assignment.case
    rows = CriterionScore.objects.filter(rating=rating, decided=True).order_by("criterion__position")
    occasion = occasion_by_uuid(case.occasion.uuid)
    assert occasion is not None
    talk = talk_of(occasion, case)
    scores = dict(rows.values_list("criterion__key", "value"))
    moderation = _moderation(talk, rating.assessor, scores, rating.comment or _("Rated as third assessor."))
    _decide(talk, moderation, ModerationOutcome.THIRD_ASSESSOR, rating.assessor)


def decide(*, actor: User, occasion: Occasion, subject: User, levels: Levels, reason: str) -> Moderation:
    """Let whoever answers for the occasion decide where the assessors could not; never who rated it.

    Raises UserError: "not_yours", "not_moderated", "took_part", "bad_levels", "no_reason".
    """
    _check_lead(actor, occasion)
    with transaction.atomic():
        talk = _talk(occasion, subject)
        if actor.pk == subject.pk or any(one.assessor_id == actor.pk for one in talk.assignments):
            raise UserError(_("Somebody who has no part in the case decides."), code="took_part")
        Moderation.objects.filter(case=talk.case, outcome="").delete()
        moderation = _moderation(talk, actor, _scores(talk, levels), reason)
        _decide(talk, moderation, ModerationOutcome.BOARD, actor)
    return moderation


def _held(actor: User, occasion: Occasion, subject: User) -> Talk:
    """The talk for one of the assessors whose sheets are talked over."""
    talk = _talk(occasion, subject)
    if actor not in talk.parties:
        raise UserError(_("Only the assessors of this person settle it."), code="not_yours")
    return talk


def _together(actor: User, occasion: Occasion, subject: User) -> Talk:
    talk = _held(actor, occasion, subject)
    if not talk.all_wrote:
        raise UserError(_("First each assessor writes alone why they rated as they did."), code="alone_first")
    return talk


def _talk(occasion: Occasion, subject: User) -> Talk:
    held = RatingCase.objects.select_for_update(of=("self",)).select_related("occasion", "ratee")
    case = held.filter(occasion=occasion, ratee=subject).first()
    if case is None or case.state not in rules.SETTLING:
        raise UserError(_("There is nothing to settle about this person here."), code="not_moderated")
    full = occasion_by_uuid(occasion.uuid)
    assert full is not None
    return talk_of(full, case)


def _scores(talk: Talk, levels: Levels) -> dict[str, int | None]:
    known = {level["value"] for level in talk.occasion.rubric_version.levels} | {None}
    scores = {**levels, **talk.common()}
    wanted = {one.key for one in criteria_of(talk.occasion)}
    if scores.keys() != wanted or not set(scores.values()) <= known:
        raise UserError(
            _("Choose a level, or N/O, for each criterion on which the sheets differ. Nothing was sent."),
            code="bad_levels",
        )
    return scores


def _moderation(talk: Talk, moderator: User, scores: dict[str, int | None], reason: str) -> Moderation:
    if not clean(reason):
        raise UserError(_("Say why these levels are right. Nothing was sent."), code="no_reason")
    return Moderation.objects.create(
        case=talk.case, moderator=moderator, reason=clean(reason), scores=scores, opened_at=clock.now()
    )


def _decide(talk: Talk, moderation: Moderation, outcome: str, actor: User) -> None:
    moderation.outcome, moderation.decided_at = outcome, clock.now()
    moderation.save(update_fields=["outcome", "decided_at"])
    _move(talk.case, CaseState.AGREED)
    audit.record(
        actor=actor,
        action="assessments.settle_moderation",
        target=talk.case,
        outcome=str(outcome),
        levels=dict(moderation.scores),
    )


def _move(case: RatingCase, state: str) -> None:
    assert rules.allows(case.state, state), (case.state, state)
    case.state = state
    case.save(update_fields=["state"])


def _check_no_third(talk: Talk) -> None:
    if talk.third:
        raise UserError(_("A third assessor was asked: their sheet decides."), code="third_called")


def _check_lead(actor: User, occasion: Occasion) -> None:
    if not registries.may_release(actor, occasion):
        raise UserError(_("You may not settle results of this occasion."), code="not_yours")
