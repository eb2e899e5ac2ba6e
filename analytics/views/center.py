"""A center manager's start page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.accounts.access import roles
from lms.accounts.roles import Role


@roles(Role.CENTER_MANAGER)
@require_safe
def center_home(request: HttpRequest) -> HttpResponse:
    """Whether the center's people learned, in a sentence, then against targets, then in detail."""
    # Statistics are loaded by whoever asks for them first: most workers never need them.
    from analytics.render.cohorts import page
    from analytics.reports.cohorts.reading import UnknownChoice, read
    from analytics.selectors.scopes import center_scope

    scope = center_scope(request.user)
    try:
        found = read(scope, request.GET.get("cohort", ""))
    except UnknownChoice as error:
        raise Http404 from error
    context = {"centers": list(scope.centers.values())} if found is None else page.context(found)
    return render(request, "analytics/center_home.html", context)
