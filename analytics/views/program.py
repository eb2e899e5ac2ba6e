"""The program officer's start page: the report on the program, as it was published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from analytics.program.selectors import program_mark
from analytics.releases.models import Release, latest
from analytics.reports.registry import report
from analytics.selectors.scopes import program_scope
from analytics.views.reports import asked_for, page_context, read
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core import clock

MAY = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@roles(*MAY)
@require_safe
def program_home(request: HttpRequest) -> HttpResponse:
    """Indicators against their targets, levels, centers and completeness, as of the newest release."""
    from analytics.render.documents import kept  # drawing is loaded by whoever reads a report

    found = report("program")
    assert found is not None
    last = latest()
    mark = program_mark(last, asked_for(request, found))
    page = kept.find(mark)
    if page is None:
        document = read(request, found, program_scope(request.user).showing(last))
        context = page_context(request, found, document)
        if document is None:
            return render(request, "analytics/document.html", {**context, "empty": _empty(last)})
        page = kept.drawn(context)
        kept.keep(mark, page)
    return render(request, "analytics/center.html", {"page": page})


def _empty(last: Release | None) -> dict[str, Any]:
    """What whoever answers for the program can do while there is no figure: publishing is nobody's task."""
    if last is None:
        return {
            "title": _("Nothing is published yet"),
            "text": _(
                "Nobody has to publish: the daily run of the server does, the first time within a day and "
                "then on the first Tuesday of each month. If this still stands here tomorrow, ask whoever "
                "runs the server whether the daily run works."
            ),
            "url": reverse("program_releases"),
            "action": _("Publications of figures"),
        }
    return {
        "title": _("Nobody was enrolled when publication %(number)s was made") % {"number": last.number},
        "text": _(
            "Make a cohort and enroll people. They appear here with the next publication, on %(day)s, and "
            "their results once nobody in their cohort has time left."
        )
        % {"day": date_format(max(last.next_on, clock.today()), "DATE_FORMAT")},
        "url": reverse("trainer_home"),
        "action": _("Cohorts"),
    }
