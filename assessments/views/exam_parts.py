"""An exam day for those who take part: accepting the plan, saying whom one knows, help, concerns."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments.enums import ConcernKind, IncidentKind
from assessments.models import Acquaintance, CheckIn, Concern, ExamDay, PlanAcceptance, RatingCase, Slot
from assessments.selectors.day_boards import found_at, own_day, own_slots
from assessments.selectors.day_concerns import concerns_for, raised_by_assessor
from assessments.selectors.exam_days import day_by_uuid, is_marshal, may_lead, today_for
from assessments.services import day_events as services
from assessments.views.exam_days import PAGE_SIZE, led_or_404, looked_for
from assessments.views.shared import own_or_404
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError

VIDEO = {"yes": True, "no": False}


@signed_in
@require_http_methods(["GET", "POST"])
def exam_part(request: HttpRequest, day: UUID) -> HttpResponse:
    """One's own part: when and where one is assessed and accepting it; or whom one knows, and one's slots."""
    found = day_by_uuid(day)
    check_in, assesses = own_day(request.user, found) if found else (None, False)
    if found is None or not (check_in or assesses):
        raise Http404
    if request.method == "POST":
        return _act(request, found)
    known = set(
        Acquaintance.objects.filter(assessor=request.user).values_list("person_id", flat=True)
        if assesses
        else ()
    )
    q = looked_for(request)
    page = Paginator(found_at(found, q), PAGE_SIZE).get_page(request.GET.get("page")) if assesses else None
    context = {
        "day": found,
        "q": q,
        "people_page": page,
        "check_in": check_in,
        "slots": own_slots(request.user, found) if check_in else [],
        "acceptance": PlanAcceptance.objects.filter(day=found, person=request.user).first(),
        "assesses": assesses,
        "link": found.assessor_links.filter(assessor=request.user).first() if assesses else None,
        "people": [{"person": one.person, "known": one.person_id in known} for one in page or ()],
        "cards": [card for one in today_for(request.user) if one.day == found for card in one.cards]
        if assesses
        else [],
    }
    return render(request, "assessments/exam_days/part.html", context)


def _act(request: HttpRequest, day: ExamDay) -> HttpResponse:
    act = request.POST.get("act")
    try:
        with own_or_404():
            if act == "accept":
                video = VIDEO.get(request.POST.get("video", ""))
                services.accept_plan(actor=request.user, day=day, video=video)
                messages.success(request, _("Thank you: you have accepted the plan."))
            elif act == "declared":
                services.finish_declaring(actor=request.user, day=day)
                messages.success(request, _("Thank you: everybody whom you know is declared."))
            else:
                services.declare_acquaintance(
                    actor=request.user, day=day, person=_person(request), knows=act == "knows"
                )
    except UserError as error:
        messages.warning(request, str(error))
    # Where they were in the list.
    return redirect(request.get_full_path())


def _person(request: HttpRequest) -> User:
    try:
        found = User.objects.filter(uuid=UUID(request.POST.get("person", ""))).first()
    except ValueError:
        found = None
    if found is None:
        raise UserError(_("Choose somebody from the list."), code="nobody")
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def exam_help(request: HttpRequest, day: UUID, case: UUID) -> HttpResponse:
    """Help, an incident, or a concern about the person: always one tap away from the sheet."""
    found = day_by_uuid(day)
    slot = (
        Slot.objects.filter(day=found, case__uuid=case)
        .select_related("case__ratee", "case__occasion")
        .first()
        if found
        else None
    )
    if found is None or slot is None or not found.is_open or not _reports(request.user, found):
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            with own_or_404():
                said = _report(request, found, slot.case)
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, said)
            return redirect("exam_help", found.uuid, slot.case.uuid)
    context = {
        "day": found,
        "case": slot.case,
        "check_in": CheckIn.objects.filter(day=found, person=slot.case.ratee_id).first(),
        "kinds": [one for one in IncidentKind.choices if one[0] != IncidentKind.HELP],
        "concern_kinds": ConcernKind.choices,
        "reported": found.incidents.filter(case=slot.case, reported_by=request.user).order_by("-pk"),
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "assessments/exam_days/help.html", context, status=422 if problem else 200)


def _reports(user: User, day: ExamDay) -> bool:
    return day.assessor_links.filter(assessor=user).exists() or may_lead(user, day)


def _report(request: HttpRequest, day: ExamDay, case: RatingCase) -> str:
    act, kind, text = (request.POST.get(name, "") for name in ("act", "kind", "text"))
    about = {"actor": request.user, "day": day, "case": case, "text": text}
    if act == "help":
        services.report_incident(**about, kind=IncidentKind.HELP)
        return _("Somebody was called. Your sheet waits where you left it.")
    if act == "concern":
        services.raise_concern(**about, kind=kind)
        return _("Whoever leads the day will look at it. It changes no rating.")
    services.report_incident(**about, kind=kind)
    return _("Reported. The sheets of this person are talked over until it is settled.")


@signed_in
@require_http_methods(["GET", "POST"])
def exam_concerns(request: HttpRequest, day: UUID) -> HttpResponse:
    """The concerns of a day for whoever hears them: told to the person, answered, concluded."""
    found = led_or_404(request, day)
    concerns = concerns_for(request.user, found)
    if request.method == "POST":
        about = next((one for one in concerns if str(one.uuid) == request.POST.get("concern")), None)
        try:
            if about is None:
                raise UserError(_("Choose a concern."), code="no_concern")
            if request.POST.get("act") == "tell":
                services.tell_concern(actor=request.user, concern=about)
                messages.success(request, _("The person can read it and answer now."))
            else:
                text = request.POST.get("text", "")
                services.conclude_concern(actor=request.user, concern=about, text=text)
                messages.success(request, _("Concluded."))
        except UserError as error:
            messages.warning(request, str(error))
        return redirect("exam_concerns", found.uuid)
    context = {"day": found, "concerns": concerns, "raised": raised_by_assessor(found)}
    return render(request, "assessments/exam_days/concerns.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def exam_concern(request: HttpRequest, concern: UUID) -> HttpResponse:
    """A concern about oneself, once one was told of it, and what one has to say."""
    rows = Concern.objects.filter(case__ratee=request.user, told_at__isnull=False)
    found = get_object_or_404(rows.select_related("case__occasion"), uuid=concern)
    problem = ""
    if request.method == "POST":
        try:
            services.answer_concern(actor=request.user, concern=found, text=request.POST.get("text", ""))
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, _("Sent: whoever concludes it reads your answer first."))
            return redirect("exam_concern", found.uuid)
    context = {"concern": found, "problem": problem, "sent": request.POST}
    return render(request, "assessments/exam_days/concern.html", context, status=422 if problem else 200)


@signed_in
@require_GET
def exam_badge(request: HttpRequest, check_in: UUID) -> HttpResponse:
    """Where the code on a badge leads: an assessor to that person's sheet, who checks in to the door."""
    found = get_object_or_404(CheckIn.objects.select_related("day", "person"), uuid=check_in)
    cards = [
        card
        for today in today_for(request.user)
        if today.day == found.day
        for card in today.cards
        if card.person == found.person and not card.slot.outcome
    ]
    if cards:
        return redirect("rating", cards[0].occasion.uuid, found.person.uuid)
    at_door = found.day.is_open and is_marshal(request.user, found.day)
    if at_door or may_lead(request.user, found.day):
        words = urlencode({"q": found.code_word})
        return redirect(f"{reverse('exam_door', args=[found.day.uuid])}?{words}")
    raise Http404
