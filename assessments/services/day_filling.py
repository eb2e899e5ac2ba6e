"""Filling the slots of an exam day, and making rows of what the plan says.

What has an outcome and what somebody wrote on stays: whoever wrote is stood down, not taken away.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assessments.enums import AssessorKind, SlotOutcome
from assessments.models import Assignment, ExamDay, Rating, RatingCase, Round, Slot
from assessments.rules.day_plans import Place
from assessments.rules.exam_days import timetable
from assessments.selectors.day_plans import DayPlan, plan_of
from assessments.services.day_checks import check_not_closed, held_day, published
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError

MOST_ROUNDS = 80
# How many rounds more than the fewest are tried before the plan is given up.
SPARE_ROUNDS = 6


def fill(*, actor: User | None, day: ExamDay) -> DayPlan:
    """Fill the slots of a day that is planned, in as few rounds as its rooms and assessors allow.

    Raises UserError: "published", "no_plan", which says why nothing fits.
    """
    from assessments.rules.day_solver import NoPlanError, rounds_needed, solve

    with transaction.atomic():
        day = ExamDay.objects.select_for_update().get(pk=day.pk)
        if not day.is_plan:
            raise published()
        clear_slots(day)
        day.rounds.all().delete()
        plan = plan_of(day)
        places, times = None, None
        try:
            needed = rounds_needed(plan.frame)
            for more in range(SPARE_ROUNDS + 1):
                times = _times(day, needed + more)
                frame = replace(plan.frame, rounds=[one.number for one in times if not one.rest])
                try:
                    places = solve(frame)
                except NoPlanError:
                    continue
                break
        except NoPlanError:
            pass
        if places is None or times is None or needed > MOST_ROUNDS:
            raise UserError(why_not(plan), code="no_plan")
        Round.objects.bulk_create(
            Round(day=day, number=one.number, starts_at=one.starts_at, is_rest=one.rest) for one in times
        )
        write_places(day, plan_of(day), places)
        day.planning, day.planning_note = "", ""
        day.save(update_fields=["planning", "planning_note"])
        audit.record(
            actor=actor, action="assessments.plan_exam_day", target=day, slots=len(places), rounds=len(times)
        )
    return plan_of(day)


def note_planning(*, day: ExamDay, state: str, note: str = "") -> None:
    """Keep how far the work on the plan is, for the page that waits for it."""
    with transaction.atomic():
        ExamDay.objects.filter(pk=day.pk).update(planning=state, planning_note=note)


def clear_slots(day: ExamDay) -> None:
    """Take the slots ahead and the assessors whom the plan gave; sheets and whoever wrote them stay."""
    ahead = Slot.objects.filter(day=day, outcome="")
    cases = list(ahead.values_list("case_id", flat=True))
    ahead.delete()
    written = Rating.objects.filter(assignment__case__in=cases).values("assignment_id")
    Assignment.objects.filter(case__in=cases, kind=AssessorKind.ASSESSOR, third=False).exclude(
        pk__in=written
    ).delete()


def write_places(day: ExamDay, plan: DayPlan, places: Sequence[Place]) -> None:
    """Make slots and assignments what the places say; what is the same already stays as it is.

    Who has written on a case is stood down instead of taken away.
    """
    rounds = {one.number: one for one in plan.rounds.values()}
    slots = plan.slot_of
    moved = [one for one in places if one.case in slots and _moved(slots[one.case], one)]
    # Slots that change places would meet on the way: what has an outcome is in nobody's.
    Slot.objects.filter(pk__in=[slots[one.case].pk for one in moved]).update(outcome=SlotOutcome.VOID)
    made = []
    for one in places:
        slot = slots.get(one.case)
        if slot is None:
            made.append(Slot(day=day, case_id=one.case, room_id=one.room, round=rounds[one.round]))
        elif _moved(slot, one):
            slot.room_id, slot.round = one.room, rounds[one.round]
            slot.save(update_fields=["room", "round", "outcome"])
    Slot.objects.bulk_create(made)
    links = [
        Slot.cast.through(slot_id=slot.pk, rolecast_id=cast.pk)
        for slot in made
        for cast in plan.rooms[slot.room_id].cast.all()
    ]
    Slot.cast.through.objects.bulk_create(links)
    changed = []
    for one in places:
        case, version = plan.cases[one.case], plan.scenarios.get(one.scenario)
        if version is not None and case.scenario_version_id != version.pk:
            case.scenario_version = version
            changed.append(case)
    RatingCase.objects.bulk_update(changed, ["scenario_version"], batch_size=500)
    _assign(places)


def add_round(*, actor: User, day: ExamDay) -> Round:
    """One more round after the last one. Raises UserError: "not_yours", "closed", "too_many"."""
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        last = day.rounds.aggregate(last=Max("number"))["last"] or 0
        if last >= MOST_ROUNDS:
            raise UserError(_("A day has no more rounds than this."), code="too_many")
        add_rounds(day, last + 1)
        audit.record(actor=actor, action="assessments.add_exam_day_round", target=day, number=last + 1)
    return day.rounds.order_by("-number")[0]


def add_rounds(day: ExamDay, upto: int) -> None:
    """Rounds up to this number, after the last one there is."""
    last = day.rounds.order_by("-number").first()
    number = last.number if last else 0
    moment = last.starts_at if last else day.starts_at
    step = timedelta(minutes=day.rest_minutes if last and last.is_rest else day.minutes.round)
    while number < upto:
        number, moment = number + 1, moment + step if number else moment
        Round.objects.create(day=day, number=number, starts_at=moment)
        step = timedelta(minutes=day.minutes.round)


def why_not(plan: DayPlan) -> str:
    """In words why nothing fits: the first thing that is too few, by person where it is about one."""
    frame = plan.frame
    for case in frame.cases.values():
        person = plan.people[case.person]
        if not frame.open_to(case):
            return _(
                "%(person)s has played or watched every scenario of the day. Add a scenario, or leave "
                "them out."
            ) % {"person": person}
        free = [one for one in frame.assessors if frame.may_rate(one, case)]
        if len(free) < frame.per_case:
            return _(
                "Only %(count)s of the assessors may assess %(person)s: the others coached or know them, or "
                "have read a sheet about them. Add assessors, or ask for fewer for each person."
            ) % {"count": len(free), "person": person}
    if len(frame.assessors) < frame.per_case:
        return _("There are fewer assessors than each person needs. Add assessors.")
    return _("The slots could not be filled. Add rooms or assessors, or open rooms to all scenarios.")


def _times(day: ExamDay, rounds: int) -> list[Any]:
    return timetable(
        day.starts_at,
        day.minutes,
        rounds=rounds,
        rest_every=day.rest_every,
        rest_minutes=day.rest_minutes,
    )


def _moved(slot: Slot, place: Place) -> bool:
    return (slot.room_id, slot.round.number) != (place.room, place.round)


def _assign(places: Sequence[Place]) -> None:
    rows = Assignment.objects.filter(
        case__in=[one.case for one in places], kind=AssessorKind.ASSESSOR, third=False
    )
    known = {(one.case_id, one.assessor_id): one for one in rows}
    wanted = {(one.case, assessor) for one in places for assessor in one.assessors}
    Assignment.objects.bulk_create(
        Assignment(case_id=case, assessor_id=assessor, kind=AssessorKind.ASSESSOR)
        for case, assessor in sorted(wanted - known.keys())
    )
    back = [one.pk for pair, one in known.items() if pair in wanted and one.stood_down]
    Assignment.objects.filter(pk__in=back).update(stood_down=False)
    gone = [one.pk for pair, one in known.items() if pair not in wanted]
    written = set(Rating.objects.filter(assignment__in=gone).values_list("assignment_id", flat=True))
    Assignment.objects.filter(pk__in=set(gone) - written).delete()
    Assignment.objects.filter(pk__in=written).update(stood_down=True)
    Rating.objects.current().filter(assignment__in=written).update(set_aside=True)
