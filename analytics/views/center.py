"""A center manager's start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from analytics.selectors.scopes import center_scope
from lms.accounts.access import roles
from lms.accounts.roles import Role


@roles(Role.CENTER_MANAGER)
@require_safe
def center_home(request: HttpRequest) -> HttpResponse:
    """Whether the center's people learned, in a sentence, then against targets, then in detail."""
    from analytics.views.cohorts import read  # with NumPy and SciPy, which no other page needs

    scope = center_scope(request.user)
    found = read(scope, request.GET.get("cohort", ""))
    context = {"centers": list(scope.centers.values())} if found is None else found.context()
    return render(request, "analytics/center_home.html", context)
