"""The program officer's start page and its exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.spreadsheets import MEDIA_TYPES

if TYPE_CHECKING:
    from analytics.reports.cohorts.reading import Reading

MAY = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@roles(*MAY)
@require_safe
def program_home(request: HttpRequest) -> HttpResponse:
    """The whole program: indicators by cohort, centers with intervals, exports."""
    from analytics.render.cohorts import page

    found = _read(request)
    context = {} if found is None else {**page.program_context(found), "kinds": list(MEDIA_TYPES)}
    return render(request, "analytics/program_home.html", context)


@roles(*MAY)
@require_safe
def program_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same figures as a spreadsheet, hidden where the page hides them."""
    from analytics.render.cohorts import export

    found = _read(request)
    if kind not in MEDIA_TYPES or found is None:
        raise Http404
    write = {"csv": export.as_csv, "xlsx": export.as_xlsx}[kind]
    content = write(found.report, found.lines(), found.group_names)
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="acuerdo.{kind}"'
    return response


def _read(request: HttpRequest) -> Reading | None:
    # Statistics are loaded by whoever asks for them first: most workers never need them.
    from analytics.reports.cohorts.reading import UnknownChoice, read
    from analytics.selectors.scopes import program_scope

    try:
        return read(program_scope(request.user), request.GET.get("cohort", ""))
    except UnknownChoice as error:
        raise Http404 from error
