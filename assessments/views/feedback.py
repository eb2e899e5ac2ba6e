"""What the assessors said, for the person who was rated."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Occasion, RatingCase
from assessments.selectors.assessors import case_of
from assessments.selectors.beside_ratings import party_cards, peer_view
from assessments.selectors.comparison import compared
from assessments.selectors.moderation import settled_on
from assessments.selectors.occasions import criteria_of, occasion_by_uuid, scenarios_of
from assessments.selectors.self_ratings import beside, own_view
from assessments.views.shared import way_back
from lms.accounts.access import signed_in


@signed_in
def my_rating(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """One's own released ratings on an occasion; before, none exist for the person rated."""
    found = occasion_by_uuid(occasion)
    case = case_of(occasion=found, subject=request.user) if found else None
    if found is None or case is None or not case.is_public:
        raise Http404
    comparison = compared(occasion=found, subject_id=request.user.pk)
    view = own_view(occasion=found, subject_id=request.user.pk)
    context = {
        "occasion": found,
        "comparison": comparison,
        "view": view,
        "own": beside(view, comparison) if view else [],
        "cards": party_cards(occasion=found, subject_id=request.user.pk),
        "peers": peer_view(occasion=found, subject_id=request.user.pk),
        **_settled(found, case),
        "scenarios": scenarios_of(found),
        "back": way_back(request, found),
    }
    return render(request, "assessments/my_rating.html", context)


def _settled(occasion: Occasion, case: RatingCase) -> dict[str, object]:
    """What people settled on where the sheets differed."""
    settled = settled_on(occasion, case)
    if settled is None:
        return {"settled": None}
    scores = settled[0].scores
    levels = [{"criterion": one, "level": scores.get(one.key)} for one in criteria_of(occasion)]
    return {"settled": settled, "levels": levels}
