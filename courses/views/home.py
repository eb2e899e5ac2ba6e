"""Start pages: the conciliator's and the trainer's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from courses import registries
from courses.selectors.cohorts import cohorts_for, may_manage
from courses.selectors.learning import learning as learning_of
from courses.selectors.overviews import overviews
from courses.views.paging import page_of
from lms.accounts.access import roles, signed_in
from lms.accounts.roles import Role
from lms.core import clock

PER_PAGE = 25


@require_GET
@signed_in
def learning(request: HttpRequest) -> HttpResponse:
    """What is due, how long it takes, and where the person stopped."""
    found = learning_of(request.user)
    panels = registries.panels(request.user, found)
    context = {
        "learning": found,
        "panels": [panel for panel in panels if not panel.aside],
        "asides": [panel for panel in panels if panel.aside],
        "simulated": any(one.cohort.is_simulated for one in found.enrollments),
    }
    return render(request, "courses/learning.html", context)


@require_GET
@roles(Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
def trainer_home(request: HttpRequest) -> HttpResponse:
    """The cohorts of a trainer or manager: what is on today, who is behind, who is left to rate."""
    page = page_of(cohorts_for(request.user), request.GET.get("page"), PER_PAGE)
    rows = overviews(request.user, page.object_list)
    context = {
        "page": page,
        "rows": rows,
        "today": [row for row in rows if row.is_today],
        "date": clock.today(),
        "may_manage": may_manage(request.user),
        "simulated": any(row.cohort.is_simulated for row in rows),
    }
    return render(request, "courses/trainer_home.html", context)
