"""What the assessors said, for the person who was rated."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.selectors.assessors import occasion_by_uuid
from assessments.selectors.comparison import compared
from assessments.views.shared import way_back
from lms.accounts.access import signed_in


@signed_in
def my_rating(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """One's own submitted ratings on an occasion; drafts do not exist for the person rated."""
    found = occasion_by_uuid(occasion)
    comparison = compared(occasion=found, subject_id=request.user.pk) if found else None
    if comparison is None or not comparison.columns:
        raise Http404
    context = {"occasion": found, "comparison": comparison, "back": way_back(request, found)}
    return render(request, "assessments/my_rating.html", context)
