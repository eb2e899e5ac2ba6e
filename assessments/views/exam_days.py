"""Setting up an exam day, its plan, and publishing it: for whoever leads it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import registries
from assessments.enums import OccasionMode
from assessments.interfaces.day_forms import DayForm, initial_of
from assessments.models import ExamDay, Occasion, RoleCast, ScenarioVersion
from assessments.selectors.coverage import coverage
from assessments.selectors.day_boards import days_of, door_lines, found_at
from assessments.selectors.day_plans import DayPlan, plan_of, still_to_place
from assessments.selectors.exam_days import day_by_uuid, may_lead
from assessments.selectors.occasions import bare_occasion
from assessments.services import day_assessors, day_filling, day_marshals
from assessments.services import exam_days as services
from assessments.services.day_slots import finding_words
from assessments.tasks import fill_day
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core import clock
from lms.core.errors import UserError

PAGE_SIZE = 25
# Above it nobody waits in front of the page.
SMALL_DAY = 60
WAITING = "waiting"


def led_or_404(request: HttpRequest, uuid: UUID) -> ExamDay:
    """The day for whoever leads it; it exists for nobody else."""
    day = day_by_uuid(uuid)
    if day is None or not may_lead(request.user, day):
        raise Http404
    return day


def looked_for(request: HttpRequest) -> str:
    """What was typed into the search of a list."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:80]


def found_lines(request: HttpRequest, day: ExamDay) -> dict[str, Any]:
    """Who of a day was looked for, with where they are when; nobody where nothing was typed."""
    q = looked_for(request)
    if not q:
        return {"q": ""}
    page = Paginator(found_at(day, q), PAGE_SIZE).get_page(request.GET.get("page"))
    return {"q": q, "found_page": page, "found": door_lines(day, page.object_list)}


def assessed_or_404(request: HttpRequest, uuid: UUID) -> Occasion:
    """An assessed role-play for whoever answers for its results."""
    found = bare_occasion(uuid)
    if found is None or found.mode != OccasionMode.ASSESSED:
        raise Http404
    if not registries.may_release(request.user, found):
        raise Http404
    return found


@signed_in
@require_GET
def exam_days(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The days of a role-play, and the way to a new one."""
    found = assessed_or_404(request, occasion)
    return render(
        request, "assessments/exam_days/list.html", {"occasion": found, "days": days_of(found, request.user)}
    )


@signed_in
@require_http_methods(["GET", "POST"])
def exam_day_new(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Say what a new day consists of."""
    found = assessed_or_404(request, occasion)
    form = _form(request, found, None)
    if request.method == "POST" and form.is_valid():
        try:
            day = services.create_day(
                actor=request.user, occasions=form.chosen("occasions"), setup=form.setup
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("exam_day", day.uuid)
    return _setup_page(request, form, {"occasion": found})


@signed_in
@require_http_methods(["GET", "POST"])
def exam_day_setup(request: HttpRequest, day: UUID) -> HttpResponse:
    """Say it anew, while the day is planned."""
    found = led_or_404(request, day)
    if not found.is_plan:
        raise Http404
    form = _form(request, found.occasions.all()[0], found)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_setup(actor=request.user, day=found, setup=form.setup)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. Fill the slots anew."))
            return redirect("exam_day", found.uuid)
    return _setup_page(request, form, {"day": found})


def _setup_page(request: HttpRequest, form: DayForm, context: Mapping[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "assessments/exam_days/setup.html", {**context, "form": form}, status=status)


def _form(request: HttpRequest, occasion: Occasion, day: ExamDay | None) -> DayForm:
    occasions = _occasions(request, occasion, day)
    sides = [registries.people_of(one) for one in occasions]
    scenarios = (
        ScenarioVersion.objects.filter(occasions__in=occasions).distinct().order_by("scenario__key", "pk")
    )
    rubrics = {one.rubric_version_id for one in occasions}
    complete = {line.scenario.pk for line in coverage(rubrics, list(scenarios)).lines if line.complete}
    initial = (
        initial_of(day)
        if day
        else {
            "occasions": [str(one.uuid) for one in occasions],
            "scenarios": [str(one.uuid) for one in scenarios if one.pk in complete],
            "starts_at": occasion.held_at if occasion.held_at and occasion.held_at > clock.now() else None,
            "per_case": 2,
            "rest_every": 5,
            "keeps": True,
            "people": [
                str(one) for one in still_to_place(sides[0].ratees, occasions).values_list("uuid", flat=True)
            ],
            "assessors": [str(one) for one in sides[0].assessors.values_list("uuid", flat=True)],
            **{name: ExamDay._meta.get_field(name).default for name in services.MINUTES},
        }
    )
    return DayForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        occasions=occasions,
        scenarios=list(scenarios),
        people=list(registries.by_name(sides[0].ratees)),
        assessors=list(registries.by_name(sides[0].assessors)),
        cast=list(RoleCast.objects.filter(occasion__in=occasions).order_by("pk")),
    )


def _occasions(request: HttpRequest, occasion: Occasion, day: ExamDay | None) -> list[Occasion]:
    """What the day may be about: chosen once, when it is made."""
    if day is not None:
        return list(day.occasions.order_by("pk"))
    rows = Occasion.objects.filter(pk__in=registries.beside(occasion), mode=OccasionMode.ASSESSED)
    rows = rows.order_by(F("held_at").asc(nulls_last=True), "pk")
    return [one for one in rows if registries.may_release(request.user, one)]


@signed_in
@require_GET
def exam_day(request: HttpRequest, day: UUID) -> HttpResponse:
    """The plan: rounds and rooms, what is wrong with it, who is linked, what can be seen, loads."""
    found = led_or_404(request, day)
    plan = plan_of(found)
    occasions = list(found.occasions.all())
    loads = [
        {"link": one, "load": plan.loads.get(one.assessor_id, 0), "person": one.assessor}
        for one in plan.assessors
    ]
    accepted = {one.person_id: one for one in found.acceptances.all()}
    chosen = {one.assessor_id for one in plan.assessors}
    free = registries.by_name(registries.people_of(occasions[0]).assessors).exclude(pk__in=chosen)
    context = {
        "day": found,
        "occasion": occasions[0],
        "plan": plan,
        **found_lines(request, found),
        "table": _table(plan),
        "problems": [finding_words(plan, one) for one in plan.findings] if plan.slots else [],
        "loads": loads,
        "groups": _groups(plan),
        "coverage": coverage({one.rubric_version_id for one in occasions}, list(plan.scenarios.values())),
        "people": len({one.ratee_id for one in plan.cases.values()}),
        "accepted": len(accepted),
        "refused_video": sum(1 for one in accepted.values() if one.video is False),
        "undeclared": [one.assessor for one in plan.assessors if one.declared_at is None],
        "free": free if not found.is_closed else [],
        "waiting": found.planning == WAITING,
        "marshals": [one.person for one in found.marshal_links.select_related("person").order_by("pk")],
        "door": request.build_absolute_uri(reverse("exam_door", args=[found.uuid])),
    }
    return render(request, "assessments/exam_days/day.html", context)


def _table(plan: DayPlan) -> list[dict[str, Any]]:
    """The plan as rows of a table: a round, and a list of cells by room."""
    assessors = {one.case: sorted(str(plan.people[a]) for a in one.assessors) for one in plan.places}
    cells = {
        (slot.round_id, slot.room_id): {"slot": slot, "assessors": assessors.get(slot.case_id, [])}
        for slot in plan.slots
        if not slot.outcome
    }
    return [
        {"round": one, "cells": [cells.get((one.pk, room)) for room in plan.rooms]}
        for one in plan.rounds.values()
    ]


def _groups(plan: DayPlan) -> dict[str, Any]:
    """Who cannot be compared with whom, by name; empty where everything is linked."""
    network = plan.network
    return {
        "assessors": [[plan.people[one] for one in group] for group in network.assessors]
        if len(network.assessors) > 1
        else [],
        "scenarios": [
            [plan.scenarios[one] for one in group if one in plan.scenarios] for group in network.scenarios
        ]
        if len(network.scenarios) > 1
        else [],
        "once": len({one.person for one in plan.frame.cases.values()}) == len(plan.frame.cases),
    }


@signed_in
@require_POST
def exam_day_act(request: HttpRequest, day: UUID) -> HttpResponse:
    """What is done with a day as a whole: `act` is one of `ACTS`."""
    found = led_or_404(request, day)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        messages.warning(request, _("Choose what to do."))
        return redirect("exam_day", found.uuid)
    try:
        said = act(request, found)
    except UserError as error:
        messages.warning(request, str(error))
        return redirect("exam_day", found.uuid)
    messages.success(request, str(said))
    if act is _discard:
        return redirect("home")
    return redirect("exam_day", found.uuid)


def _fill(request: HttpRequest, day: ExamDay) -> Any:
    if day.check_ins.count() <= SMALL_DAY:
        day_filling.fill(actor=request.user, day=day)
        return _("The slots are filled.")
    day_filling.note_planning(day=day, state=WAITING)
    fill_day.enqueue(day.pk, request.user.pk)
    return _("The slots are being filled; it takes up to a minute.")


def _publish(request: HttpRequest, day: ExamDay) -> Any:
    services.publish_day(actor=request.user, day=day)
    return _("Published: everybody can see when and where they are on.")


def _discard(request: HttpRequest, day: ExamDay) -> Any:
    services.discard_day(actor=request.user, day=day)
    return _("The day was discarded; nobody was told of it.")


def _remove_assessor(request: HttpRequest, day: ExamDay) -> Any:
    person = _person(request)
    day_assessors.remove_assessor(actor=request.user, day=day, assessor=person)
    return _("%(person)s no longer assesses; rounds without them stayed as they were.") % {"person": person}


def _add_assessor(request: HttpRequest, day: ExamDay) -> Any:
    person = _person(request)
    day_assessors.add_assessor(actor=request.user, day=day, assessor=person)
    return _("%(person)s can be given slots now.") % {"person": person}


def _post_marshal(request: HttpRequest, day: ExamDay) -> Any:
    link = day_marshals.post_marshal(actor=request.user, day=day, email=request.POST.get("email", ""))
    return _("%(person)s checks people in now. The address of the door was sent to them.") % {
        "person": link.person
    }


def _relieve_marshal(request: HttpRequest, day: ExamDay) -> Any:
    person = _person(request)
    day_marshals.relieve_marshal(actor=request.user, day=day, person=person)
    return _("%(person)s is no longer at the door.") % {"person": person}


def _add_round(request: HttpRequest, day: ExamDay) -> Any:
    added = day_filling.add_round(actor=request.user, day=day)
    moment = localtime(added.starts_at).strftime("%H:%M")
    return _("Round %(number)s was added at %(moment)s.") % {"number": added.number, "moment": moment}


def _person(request: HttpRequest) -> User:
    try:
        found = User.objects.filter(uuid=UUID(request.POST.get("person", ""))).first()
    except ValueError:
        found = None
    if found is None:
        raise UserError(gettext_lazy("Choose somebody from the list."), code="nobody")
    return found


ACTS: dict[str, Callable[[HttpRequest, ExamDay], Any]] = {
    "fill": _fill,
    "publish": _publish,
    "discard": _discard,
    "remove_assessor": _remove_assessor,
    "add_assessor": _add_assessor,
    "post_marshal": _post_marshal,
    "relieve_marshal": _relieve_marshal,
    "add_round": _add_round,
}
