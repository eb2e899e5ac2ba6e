"""Changing the slots of an exam day one by one, and saying what became of them.

Every change is held against the same checks as the plan. A change never touches a sheet; only playing
again sets the sheets so far aside.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import DECIDING_KINDS, CaseState, SlotOutcome
from assessments.models import Assignment, CheckIn, ExamDay, Rating, RatingCase, Room, Round, Slot
from assessments.rules import rating_cases as case_rules
from assessments.rules.day_plans import Fault, Finding, Place, new_findings
from assessments.selectors.day_plans import DayPlan, casts_for, plan_of
from assessments.services.criterion_scores import clean
from assessments.services.day_checks import check_not_closed, held_day
from assessments.services.day_filling import write_places
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError

MOST_DELAY = 240


def move_slot(*, actor: User, day: ExamDay, case: RatingCase, room: Room, round: Round) -> Slot:
    """Play a case elsewhere or at another time; whoever is there goes where it was.

    A case without a slot gets one. Raises UserError: "not_yours", "closed", "not_of_day", "clash".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        plan = plan_of(day)
        if case.pk not in plan.frame.cases or room.pk not in plan.rooms or round.pk not in plan.rounds:
            raise _not_of_day()
        by_case = {one.case: one for one in plan.places}
        old = by_case.get(case.pk)
        there = next((one for one in plan.places if (one.room, one.round) == (room.pk, round.number)), None)
        if old is not None:
            by_case[case.pk] = replace(old, room=room.pk, round=round.number)
            if there is not None and there.case != case.pk:
                by_case[there.case] = replace(there, room=old.room, round=old.round)
        else:
            by_case[case.pk] = _first_place(plan, case, room, round)
        _write(day, plan, by_case)
        audit.record(
            actor=actor,
            action="assessments.move_slot",
            target=case,
            day=str(day.uuid),
            room=room.name,
            round=round.number,
            changed_with=there.case if there is not None and there.case != case.pk else None,
        )
    return Slot.objects.get(case=case, outcome="")


def _first_place(plan: DayPlan, case: RatingCase, room: Room, round: Round) -> Place:
    """A place for a case that lost its own: with its scenario if it has one, and its assessors."""
    known = plan.frame.cases[case.pk]
    kept = plan.frame.rooms[room.pk]
    stored = case.scenario_version.scenario_id if case.scenario_version else None
    choices = [one for one in (stored, kept, *plan.frame.open_to(known)) if one]
    assessors = Assignment.objects.filter(
        case=case, kind__in=sorted(DECIDING_KINDS), third=False, stood_down=False
    )
    return Place(
        case=case.pk,
        room=room.pk,
        round=round.number,
        scenario=choices[0] if choices else 0,
        assessors=frozenset(assessors.values_list("assessor_id", flat=True)),
        players=frozenset(one.user_id for one in plan.rooms[room.pk].cast.all()),
    )


def exchange_slots(*, actor: User, day: ExamDay, one: RatingCase, other: RatingCase) -> None:
    """Let two people go into each other's room at each other's time, to whoever assesses and plays there.

    Not once somebody has begun a sheet of either ("begun"). Raises UserError: "not_yours", "closed",
    "not_of_day", "clash".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        plan = plan_of(day)
        by_case = {place.case: place for place in plan.places}
        if one.pk not in by_case or other.pk not in by_case:
            raise _not_of_day()
        begun = Rating.objects.current().filter(
            assignment__case__in=[one, other], assignment__kind__in=sorted(DECIDING_KINDS)
        )
        if found := begun.select_related("assignment__case__ratee").first():
            raise UserError(
                _("A sheet about %(person)s was begun. Move them on the board instead.")
                % {"person": found.assignment.case.ratee},
                code="begun",
            )
        here, there = by_case[one.pk], by_case[other.pk]
        by_case |= {one.pk: replace(there, case=one.pk), other.pk: replace(here, case=other.pk)}
        casts = {case.pk: list(plan.slot_of[case.pk].cast.all()) for case in (one, other)}
        _write(day, plan, by_case)
        plan.slot_of[one.pk].cast.set(casts[other.pk])
        plan.slot_of[other.pk].cast.set(casts[one.pk])
        audit.record(
            actor=actor,
            action="assessments.exchange_slots",
            target=one,
            day=str(day.uuid),
            other=str(other.uuid),
        )


def set_slot_assessors(*, actor: User, day: ExamDay, case: RatingCase, assessors: Collection[User]) -> None:
    """Say who assesses a case. Who has begun is stood down and their sheet set aside, but kept.

    Raises UserError: "not_yours", "closed", "not_of_day", "sent", "clash".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        plan = plan_of(day)
        by_case = {one.case: one for one in plan.places}
        if case.pk not in by_case:
            raise _not_of_day()
        ids = frozenset(one.pk for one in assessors)
        sent = Rating.objects.standing().filter(
            assignment__case=case, assignment__assessor__in=by_case[case.pk].assessors - ids
        )
        if found := sent.select_related("assignment__assessor").first():
            raise UserError(
                _("%(person)s has sent their sheet, which stays.") % {"person": found.assessor}, code="sent"
            )
        by_case[case.pk] = replace(by_case[case.pk], assessors=ids)
        _write(day, plan, by_case)
        audit.record(
            actor=actor,
            action="assessments.set_slot_assessors",
            target=case,
            day=str(day.uuid),
            assessors=sorted(str(one.uuid) for one in assessors),
        )


def set_slot_cast(*, actor: User, day: ExamDay, case: RatingCase, casts: Collection[int]) -> Slot:
    """Say who plays in a case's slot: of those cast in its scenario, by the ids of their castings.

    Nobody plays beside the person or an assessor that they are, or in two places at one time. Raises
    UserError: "not_yours", "closed", "not_of_day", "clash".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        plan = plan_of(day)
        by_case = {one.case: one for one in plan.places}
        if case.pk not in by_case:
            raise _not_of_day()
        chosen = [one for one in casts_for(plan.cases[case.pk]) if one.pk in casts]
        plan = replace(plan, people={**plan.people, **{one.user_id: one.user for one in chosen}})
        by_case[case.pk] = replace(by_case[case.pk], players=frozenset(one.user_id for one in chosen))
        _check(plan, list(by_case.values()))
        slot = plan.slot_of[case.pk]
        slot.cast.set(chosen)
        audit.record(
            actor=actor,
            action="assessments.set_slot_cast",
            target=case,
            day=str(day.uuid),
            cast=sorted(f"{one.role}: {one.user.uuid}" for one in chosen),
        )
    return slot


def delay_slot(*, actor: User, day: ExamDay, slot: Slot, minutes: int) -> Slot:
    """Let a slot begin that many minutes after its round.

    Raises UserError: "not_yours", "closed", "not_of_day", "minutes".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        if not 0 <= minutes <= MOST_DELAY:
            raise UserError(_("Choose from 0 to %(most)s minutes.") % {"most": MOST_DELAY}, code="minutes")
        slot = _slot(day, slot)
        slot.delay_minutes = minutes
        slot.save(update_fields=["delay_minutes"])
        audit.record(
            actor=actor, action="assessments.delay_slot", target=slot.case, day=str(day.uuid), minutes=minutes
        )
    return slot


def void_slot(*, actor: User, day: ExamDay, slot: Slot, reason: str, again: bool = False) -> Slot:
    """Let what was played in a slot not count; `again`: it is played once more, which opens the case.

    The sheets so far are set aside then: kept, and counted nowhere. Raises UserError: "not_yours",
    "closed", "not_of_day", "no_reason", "released".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        slot = _slot(day, slot)
        reason = _reason(reason)
        case = RatingCase.objects.select_for_update(of=("self",)).get(pk=slot.case_id)
        if case.state in case_rules.PUBLIC:
            raise UserError(
                _("The result was released already: whoever is not content appeals."), code="released"
            )
        slot.outcome = SlotOutcome.RERUN if again else SlotOutcome.VOID
        slot.reason = reason
        slot.save(update_fields=["outcome", "reason"])
        if again:
            _play_again(case)
        else:
            case.state = CaseState.VOID
            case.save(update_fields=["state"])
        audit.record(
            actor=actor,
            action="assessments.repeat_performance" if again else "assessments.void_performance",
            target=case,
            day=str(day.uuid),
            reason=reason,
        )
    return slot


def _play_again(case: RatingCase) -> None:
    """Open the case as if nobody had rated it; a talk about the first time is over."""
    sheets = Rating.objects.current().filter(
        assignment__case=case, assignment__kind__in=sorted(DECIDING_KINDS)
    )
    sheets.update(set_aside=True)
    case.moderations.filter(outcome="").delete()
    case.state, case.reruns = CaseState.OPEN, case.reruns + 1
    case.save(update_fields=["state", "reruns"])


def restore_slot(*, actor: User, day: ExamDay, slot: Slot) -> Slot:
    """Take back that a slot is void, or that somebody was absent, while its place is free.

    What was played again stays so. Raises UserError: "not_yours", "closed", "not_of_day", "taken".
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        slot = _slot(day, slot, outcome=True)
        if slot.outcome not in {SlotOutcome.VOID, SlotOutcome.ABSENT}:
            raise UserError(_("That was played again since, so it stays."), code="taken")
        _reopen(slot)
        audit.record(actor=actor, action="assessments.restore_slot", target=slot.case, day=str(day.uuid))
    return slot


def _reopen(slot: Slot) -> None:
    ahead = Slot.objects.filter(outcome="")
    here = ahead.filter(room=slot.room, round=slot.round)
    if here.exists() or ahead.filter(case=slot.case_id).exists():
        raise UserError(
            _("Its place was given to somebody else meanwhile: move it to another one."), code="taken"
        )
    slot.outcome = slot.reason = ""
    slot.save(update_fields=["outcome", "reason"])
    settle_case(slot.case)


def settle_case(case: RatingCase) -> None:
    """Let a case that was absent or void follow its sheets again; their differences show on release."""
    case = RatingCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.state in case_rules.WITHOUT_RESULT:
        sent = Rating.objects.standing().filter(
            assignment__case=case, assignment__kind__in=sorted(DECIDING_KINDS)
        )
        case.state = case_rules.after_ratings(CaseState.OPEN, submitted=sent.count())
        case.save(update_fields=["state"])


def mark_absent(*, actor: User | None, check_in: CheckIn) -> int:
    """Say of every slot ahead of a person that they did not come; how many. Within a transaction.

    A slot of which somebody has begun a sheet stays: whoever was seen was there.
    """
    seen = Rating.objects.current().filter(assignment__kind__in=sorted(DECIDING_KINDS))
    slots = Slot.objects.filter(day=check_in.day, case__ratee=check_in.person, outcome="").exclude(
        case__in=seen.values("assignment__case_id")
    )
    cases = list(slots.values_list("case_id", flat=True))
    slots.update(outcome=SlotOutcome.ABSENT)
    RatingCase.objects.filter(pk__in=cases, state=CaseState.OPEN).update(state=CaseState.ABSENT)
    return len(cases)


def unmark_absent(*, check_in: CheckIn) -> int:
    """Give a person who came after all their slots back where they are free; how many are not.

    Their cases are open again either way. Within a transaction.
    """
    lost = 0
    slots = Slot.objects.filter(
        day=check_in.day, case__ratee=check_in.person, outcome=SlotOutcome.ABSENT
    ).select_related("case", "room", "round")
    for slot in slots.order_by("-pk"):
        try:
            _reopen(slot)
        except UserError:
            settle_case(slot.case)
            lost += not Slot.objects.filter(case=slot.case_id, outcome="").exists()
    return lost


def _write(day: ExamDay, plan: DayPlan, by_case: Mapping[int, Place]) -> None:
    """Keep the changed plan unless it is wrong where it was not before."""
    after = list(by_case.values())
    _check(plan, after)
    before = {one.case: one for one in plan.places}
    write_places(day, plan, [one for one in after if before.get(one.case) != one])


def _check(plan: DayPlan, after: Sequence[Place]) -> None:
    """Raise UserError ("clash") where the changed plan is wrong and was not before."""
    if found := new_findings(plan.frame, plan.places, after):
        raise UserError(
            _("That does not fit: %(why)s Nothing was changed.")
            % {"why": " ".join(dict.fromkeys(finding_words(plan, one) for one in found))},
            code="clash",
        )


def finding_words(plan: DayPlan, finding: Finding) -> str:
    """A fault in a sentence, with the names it is about."""
    about = [plan.cases[one] for one in finding.cases]
    names = {
        "person": str(plan.people.get(finding.person) or ""),
        "ratee": ", ".join(dict.fromkeys(str(one.ratee) for one in about)),
        "count": plan.frame.per_case,
    }
    return WORDS[finding.fault]() % names


WORDS = {
    Fault.ROOM_TWICE: lambda: _("%(ratee)s would be in one room at one time."),
    Fault.PERSON_TWICE: lambda: _("%(person)s would be in two places at one time."),
    Fault.ASSESSOR_TWICE: lambda: _("%(person)s would assess in two places at one time."),
    Fault.PLAYER_TWICE: lambda: _("%(person)s would play in two places at one time."),
    Fault.COACH: lambda: _("%(person)s coached %(ratee)s."),
    Fault.KNOWN: lambda: _("%(person)s knows %(ratee)s."),
    Fault.READ: lambda: _(
        "%(person)s has read another assessor's sheet about %(ratee)s, so they can no longer rate them."
    ),
    Fault.SELF: lambda: _("%(person)s would assess themselves."),
    Fault.SCENARIO_TWICE: lambda: _("%(person)s would play the same scenario twice."),
    Fault.SCENARIO_KNOWN: lambda: _("%(person)s has played or watched the scenario before."),
    Fault.SCENARIO_ELSEWHERE: lambda: _("The scenario of %(person)s is not played in that room."),
    Fault.FEW_ASSESSORS: lambda: _("%(person)s would have fewer than %(count)s assessors."),
    Fault.NO_ASSESSOR: lambda: _("%(person)s is no assessor of this day."),
    Fault.REST: lambda: _("%(person)s would play while everybody rests."),
    Fault.NO_PLACE: lambda: _("%(person)s has no slot."),
}


def _slot(day: ExamDay, slot: Slot, *, outcome: bool = False) -> Slot:
    rows = Slot.objects.select_for_update(of=("self",)).select_related("case", "room", "round")
    found = rows.filter(pk=slot.pk, day=day).first()
    if found is None or bool(found.outcome) != outcome:
        raise _not_of_day()
    return found


def _not_of_day() -> UserError:
    return UserError(_("That slot has changed meanwhile. Please look at the board again."), code="not_of_day")


def _reason(text: str) -> str:
    if not clean(text):
        raise UserError(_("Say why in a sentence: it stands in the report of the day."), code="no_reason")
    return clean(text)
