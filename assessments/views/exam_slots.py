"""One slot of an exam day: moved, swapped, delayed, given to others, void or played again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.enums import Presence
from assessments.models import ExamDay, RatingCase, Slot
from assessments.rules.scenarios import role_of
from assessments.selectors.day_plans import DayPlan, casts_for, plan_of
from assessments.services import day_slots as services
from assessments.services.day_door import check_in
from assessments.views.exam_days import led_or_404
from lms.accounts.access import signed_in
from lms.core.errors import UserError


@signed_in
@require_http_methods(["GET", "POST"])
def exam_slot(request: HttpRequest, day: UUID, case: UUID) -> HttpResponse:
    """The slots of one case, and everything that can be changed about them."""
    found = led_or_404(request, day)
    plan = plan_of(found)
    about = next((one for one in plan.cases.values() if one.uuid == case), None)
    if about is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        try:
            if act is None:
                raise UserError(_("Choose what to do."), code="bad_act")
            said = act(request, found, plan, about)
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, str(said))
            return redirect("exam_slot", found.uuid, about.uuid)
    context = _context(found, plan, about)
    return render(
        request,
        "assessments/exam_days/slot.html",
        {**context, "problem": problem},
        status=422 if problem else 200,
    )


def _context(day: ExamDay, plan: DayPlan, about: RatingCase) -> dict[str, Any]:
    history = [one for one in plan.slots if one.case_id == about.pk]
    slot = plan.slot_of.get(about.pk)
    place = next((one for one in plan.places if one.case == about.pk), None)
    there = {(one.room_id, one.round_id): one for one in plan.slots if not one.outcome}
    return {
        "day": day,
        "case": about,
        "slot": slot,
        "history": [one for one in history if one.outcome],
        "check_in": day.check_ins.filter(person=about.ratee_id).first(),
        "targets": [
            {
                "value": f"{room.pk}-{round_.pk}",
                "room": room,
                "round": round_,
                "taken": there.get((room.pk, round_.pk)),
                "current": slot is not None and (slot.room_id, slot.round_id) == (room.pk, round_.pk),
            }
            for round_ in plan.playing
            for room in plan.rooms.values()
        ],
        "assessors": [
            {
                "person": one.assessor,
                "chosen": place is not None and one.assessor_id in place.assessors,
                "barred": plan.bar_of(one.assessor_id, about),
            }
            for one in plan.assessors
        ],
        "players": [
            {
                "cast": one,
                "role": role_of(about.scenario_version.content, one.role),
                "chosen": slot is not None and one in slot.cast.all(),
            }
            for one in casts_for(about)
        ],
        "assigned": [plan.people[one] for one in sorted(place.assessors)] if place else [],
    }


def _move(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    room, _dash, number = request.POST.get("to", "").partition("-")
    rooms = {str(pk): one for pk, one in plan.rooms.items()}
    rounds = {str(pk): one for pk, one in plan.rounds.items()}
    if room not in rooms or number not in rounds:
        raise UserError(_("Choose a room and a round."), code="no_target")
    services.move_slot(actor=request.user, day=day, case=about, room=rooms[room], round=rounds[number])
    return _("Moved. Sheets that were begun stay with the person.")


def _assessors(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    sent = set(request.POST.getlist("assessor"))
    people = [one.assessor for one in plan.assessors if str(one.assessor.uuid) in sent]
    services.set_slot_assessors(actor=request.user, day=day, case=about, assessors=people)
    return _("The assessors were changed.")


def _cast(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    casts = [int(one) for one in request.POST.getlist("cast") if one.isdecimal() and len(one) < 19]
    services.set_slot_cast(actor=request.user, day=day, case=about, casts=casts)
    return _("Who plays was changed, for this slot alone.")


def _delay(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    typed = request.POST.get("minutes", "").strip()
    minutes = int(typed) if typed.isdecimal() and len(typed) < 4 else -1
    services.delay_slot(actor=request.user, day=day, slot=_ahead(plan, about), minutes=minutes)
    return _("The slot begins %(minutes)s minutes after its round.") % {"minutes": minutes}


def _void(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    services.void_slot(
        actor=request.user, day=day, slot=_ahead(plan, about), reason=request.POST.get("reason", "")
    )
    return _("Void: nothing of it counts.")


def _again(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    services.void_slot(
        actor=request.user,
        day=day,
        slot=_ahead(plan, about),
        reason=request.POST.get("reason", ""),
        again=True,
    )
    return _("It is played again: choose a room and a round. The sheets so far are set aside.")


def _restore(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    last = next((one for one in reversed(plan.slots) if one.case_id == about.pk and one.outcome), None)
    if last is None:
        raise UserError(_("There is nothing to take back."), code="no_slot")
    services.restore_slot(actor=request.user, day=day, slot=last)
    return _("Taken back: the slot stands again.")


def _absent(request: HttpRequest, day: ExamDay, plan: DayPlan, about: RatingCase) -> Any:
    row = day.check_ins.select_related("day").get(person=about.ratee_id)
    check_in(actor=request.user, check_in=row, presence=Presence.ABSENT)
    return _("%(person)s is absent.") % {"person": about.ratee}


def _ahead(plan: DayPlan, about: RatingCase) -> Slot:
    found = plan.slot_of.get(about.pk)
    if found is None:
        raise UserError(_("There is no slot any more; look at the board again."), code="no_slot")
    return found


ACTS: dict[str, Callable[[HttpRequest, ExamDay, DayPlan, RatingCase], Any]] = {
    "move": _move,
    "assessors": _assessors,
    "cast": _cast,
    "delay": _delay,
    "void": _void,
    "again": _again,
    "restore": _restore,
    "absent": _absent,
}
