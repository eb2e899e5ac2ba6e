"""A center manager's start page: the report on their center, with who is behind by name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from analytics.reports.registry import report
from analytics.selectors.behind import WorkList, behind_in, everybody_behind, one_behind, work_list
from analytics.selectors.changes import page_mark
from analytics.selectors.scopes import center_scope
from analytics.services.reminders import Slow, remind_of_steps
from analytics.views.reports import asked_for, page_context, read
from courses import api as courses
from lms.accounts.access import roles
from lms.accounts.api import managed_center_ids
from lms.accounts.roles import Role
from lms.core import audit

ON_PAGE, ON_LIST = 5, 50


@roles(Role.CENTER_MANAGER)
@require_safe
def center_home(request: HttpRequest) -> HttpResponse:
    """Whether the center's people learned, in a sentence, then against targets, then in detail."""
    from analytics.render.documents import kept  # drawing is loaded by whoever reads a report

    found = report("center")
    assert found is not None
    scope = center_scope(request.user)
    mark = page_mark(scope, asked_for(request, found))
    page = kept.find(mark)
    if page is None:
        with courses.one_reading():
            document = read(request, found, scope)
            behind = [] if document is None else behind_in(scope)
        context = page_context(request, found, document)
        if document is None:
            return render(request, "analytics/document.html", {**context, "empty": _empty(request)})
        page = kept.drawn(context, behind)
        kept.keep(mark, page)
    listed = _seen(request, work_list(request.user, page.behind, most=ON_PAGE))
    return render(request, "analytics/center.html", {"page": page, "live": {"behind": listed}})


@roles(Role.CENTER_MANAGER)
@require_safe
def center_behind(request: HttpRequest) -> HttpResponse:
    """Everybody who is behind, page by page."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 and int(asked) else 1
    found = work_list(
        request.user, everybody_behind(request.user), first=(number - 1) * ON_LIST, most=ON_LIST
    )
    page = Paginator(range(found.late + found.soon), ON_LIST).get_page(number)
    context = {"behind": _seen(request, found), "page": page}
    return render(request, "analytics/center_behind.html", context)


@roles(Role.CENTER_MANAGER)
@require_POST
def center_remind(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write to one person who is behind what is still open."""
    from analytics.render.behind import step_name

    found = one_behind(request.user, uuid)
    if found is None:
        raise Http404
    person = found.enrollment.user
    steps = [step_name(what) for what in found.behind.lacks]
    if remind_of_steps(actor=request.user, people=[Slow(found.enrollment, person, steps)]):
        words = _("A reminder to %(person)s is on its way; at most one goes out a day.")
        messages.success(request, words % {"person": person})
    else:
        words = _("Nothing was sent: the account of %(person)s is closed.")
        messages.error(request, words % {"person": person})
    return redirect(reverse("center_behind"))


def _seen(request: HttpRequest, found: WorkList) -> WorkList:
    """Names were shown: that is written down, once for each look."""
    if found.lines:
        with transaction.atomic(savepoint=False):
            audit.record(actor=request.user, action="analytics.behind", people=len(found.lines))
    return found


def _empty(request: HttpRequest) -> dict[str, Any]:
    if not managed_center_ids(request.user):
        return {
            "title": _("You do not manage a center yet"),
            "text": _("Ask whoever administers Acuerdo to name you manager of your center."),
        }
    return {
        "title": _("Nobody of your center is enrolled yet"),
        "text": _(
            "When your people are in a cohort, you see here whether they learned, how many finished and who "
            "is missing."
        ),
    }
