"""What the assessors said, for the person who was rated; and objecting to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments import registries
from assessments.interfaces.appeals import GroundsForm
from assessments.models import Occasion, RatingCase
from assessments.selectors.appeals import appeal_of, closes_on, course_of, may_object
from assessments.selectors.assessors import case_of
from assessments.selectors.beside_ratings import party_cards, peer_view
from assessments.selectors.comparison import compared
from assessments.selectors.day_boards import plan_accepted
from assessments.selectors.feedback import over_time, profile
from assessments.selectors.moderation import settled_on
from assessments.selectors.occasions import criteria_of, occasion_by_uuid, scenarios_of
from assessments.selectors.self_ratings import beside, own_view
from assessments.services.appeals import file_appeal
from assessments.views.shared import way_back
from lms.accounts.access import signed_in
from lms.core.errors import UserError


@signed_in
def my_rating(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """One's own released ratings on an occasion; before, none exist for the person rated."""
    found, case = _released(request, occasion)
    return render(request, "assessments/my_rating.html", _context(request, found, case))


@signed_in
def my_letter(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The same as a letter to print."""
    found, case = _released(request, occasion)
    return render(request, "assessments/my_letter.html", _context(request, found, case))


@signed_in
@require_safe
def my_portfolio(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The same with the plan and one's own view as PDF, to keep."""
    from assessments.interfaces.portfolios import portfolio

    found, case = _released(request, occasion)
    response = HttpResponse(
        portfolio(
            request.user,
            found,
            case,
            acceptance=plan_accepted(found, request.user),
            about=_context(request, found, case),
        ),
        content_type="application/pdf",
    )
    response["Content-Disposition"] = f'attachment; filename="portfolio-{str(found.uuid)[:8]}.pdf"'
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def my_appeal(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Objecting to one's own result, and how far that is; practice counts for nothing and has none."""
    found, case = _released(request, occasion)
    if found.mode != "assessed":
        raise Http404
    form = GroundsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            file_appeal(actor=request.user, occasion=found, grounds=form.cleaned_data["grounds"])
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your objection was sent. You read here how far it is."))
            return redirect("my_appeal", occasion=found.uuid)
    appeal = appeal_of(case)
    context = {
        "occasion": found,
        "course": course_of(appeal) if appeal else None,
        "closes_on": closes_on(case),
        "may_object": may_object(case),
        "form": form,
    }
    refused = request.method == "POST"
    return render(request, "assessments/my_appeal.html", context, status=422 if refused else 200)


def _released(request: HttpRequest, uuid: UUID) -> tuple[Occasion, RatingCase]:
    found = occasion_by_uuid(uuid)
    case = case_of(occasion=found, subject=request.user) if found else None
    if found is None or case is None or not case.is_public:
        raise Http404
    return found, case


def _context(request: HttpRequest, found: Occasion, case: RatingCase) -> dict[str, Any]:
    comparison = compared(occasion=found, subject_id=request.user.pk)
    view = own_view(occasion=found, subject_id=request.user.pk)
    settled = _settled(found, case)
    moments = over_time(request.user.pk, found)
    scores = settled["settled"][0].scores if settled["settled"] else None
    return {
        "occasion": found,
        "case": case,
        "comparison": comparison,
        "view": view,
        "own": beside(view, comparison) if view else [],
        "cards": party_cards(occasion=found, subject_id=request.user.pk),
        "peers": peer_view(occasion=found, subject_id=request.user.pk),
        **settled,
        "profile": profile(found, comparison, scores),
        "moments": moments if len(moments) > 1 else [],
        "lines": _over_time(found, moments) if len(moments) > 1 else [],
        "result": registries.result_of(request.user, found),
        "appeal": appeal_of(case),
        "closes_on": closes_on(case),
        "may_object": found.mode == "assessed" and may_object(case),
        "scenarios": scenarios_of(found),
        "back": way_back(request, found),
    }


def _over_time(occasion: Occasion, moments: list[Any]) -> list[dict[str, Any]]:
    return [
        {"criterion": one, "levels": [moment.levels.get(one.key) for moment in moments]}
        for one in criteria_of(occasion)
    ]


def _settled(occasion: Occasion, case: RatingCase) -> dict[str, Any]:
    """What people settled on where the sheets differed."""
    settled = settled_on(occasion, case)
    if settled is None:
        return {"settled": None}
    scores = settled[0].scores
    levels = [{"criterion": one, "level": scores.get(one.key)} for one in criteria_of(occasion)]
    return {"settled": settled, "levels": levels}
