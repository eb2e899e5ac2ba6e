"""Who is left to rate on an occasion."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.selectors.assessors import occasion_by_uuid, subjects
from assessments.views.shared import way_back
from lms.accounts.access import signed_in

PAGE_SIZE = 25


@signed_in
def rating_list(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The people whom the signed-in assessor rates, with how far each rating is."""
    found = occasion_by_uuid(occasion)
    people = subjects(assessor=request.user, occasion=found) if found else []
    if not people:
        raise Http404
    context = {
        "occasion": found,
        "page": Paginator(people, PAGE_SIZE).get_page(request.GET.get("page")),
        "total": len(people),
        "submitted": sum(one.submitted for one in people),
        "back": way_back(request, found),
    }
    return render(request, "assessments/rating_list.html", context)
