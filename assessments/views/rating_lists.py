"""Who is left to rate on an occasion, and what may be released."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessments import registries
from assessments.selectors.assessors import subjects, submitted_by
from assessments.selectors.cases import ready_cases
from assessments.selectors.occasions import occasion_by_uuid, scenarios_of
from assessments.views.shared import way_back
from lms.accounts.access import signed_in

PAGE_SIZE = 25


@signed_in
def rating_list(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The people whom the signed-in assessor rates, with how far each rating is.

    Whoever may release but rates nobody sees the same list without the sheets.
    """
    found = occasion_by_uuid(occasion)
    if found is None:
        raise Http404
    may_release = registries.may_release(request.user, found)
    people = registries.subjects_of(request.user, found)
    total = people.count()
    rates = total > 0
    if not rates and may_release:
        people = registries.by_name(registries.people_of(found).ratees)
        total = people.count()
    if not total and not may_release:
        raise Http404
    paginator = Paginator(people, PAGE_SIZE)
    paginator.count = total
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "occasion": found,
        "page": page,
        "rows": subjects(assessor=request.user, occasion=found, people=page.object_list),
        "rates": rates,
        "total": total,
        "submitted": submitted_by(assessor=request.user, occasion=found, people=people) if rates else 0,
        "may_release": may_release,
        "ready": ready_cases(found).count() if may_release else 0,
        "scenarios": scenarios_of(found),
        "back": way_back(request, found),
    }
    return render(request, "assessments/rating_list.html", context)
