"""The page on which somebody rates their own performance before they read how others did."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.interfaces.ratings import rating_sheet, read_marks
from assessments.models import Occasion
from assessments.selectors.assessors import case_of
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from assessments.selectors.self_ratings import own_view
from assessments.services.criterion_scores import Mark
from assessments.services.rating_checks import RatingError
from assessments.services.self_ratings import rate_self
from lms.accounts.access import signed_in
from lms.core.errors import UserError


@signed_in
@require_http_methods(["GET", "POST"])
def self_rating(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The rubric for oneself; POST keeps it, once."""
    found = occasion_by_uuid(occasion)
    if found is None or not registries.people_of(found).ratees.filter(pk=request.user.pk).exists():
        raise Http404
    if request.method == "POST":
        return _keep(request, found)
    case = case_of(occasion=found, subject=request.user)
    said = own_view(occasion=found, subject_id=request.user.pk) is not None
    if said or not found.has_begun or (case is not None and case.is_public):
        return redirect("role_play", occasion=found.uuid)
    return _page(request, found, {})


def _keep(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    marks, comment = read_marks(request.POST), request.POST.get("comment", "")
    try:
        rate_self(actor=request.user, occasion=occasion, marks=marks, comment=comment)
    except RatingError as error:
        return _page(request, occasion, marks, problems=error.problems, comment=comment)
    except UserError as error:
        messages.warning(request, str(error))
        return redirect("role_play", occasion=occasion.uuid)
    messages.success(request, _("Kept. You read it beside the result once that is released."))
    return redirect("role_play", occasion=occasion.uuid)


def _page(
    request: HttpRequest,
    occasion: Occasion,
    marks: dict[str, Mark],
    *,
    problems: dict[str, str] | None = None,
    comment: str = "",
) -> HttpResponse:
    context = {
        "occasion": occasion,
        "sheet": rating_sheet(occasion, criteria_of(occasion), marks, problems=problems),
        "comment": comment,
        "problems": problems,
    }
    return render(request, "assessments/self_rating.html", context, status=422 if problems else 200)
