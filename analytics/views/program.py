"""The program officer's start page and its exports."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from analytics.selectors.scopes import program_scope
from lms.accounts.access import roles
from lms.accounts.roles import Role

MAY = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@roles(*MAY)
@require_safe
def program_home(request: HttpRequest) -> HttpResponse:
    """The whole program: indicators by cohort, centers with intervals, exports."""
    # With NumPy and SciPy, which no other page needs.
    from analytics.render.cohorts import export, pictures
    from analytics.reports.cohorts.overview import overview
    from analytics.views.cohorts import read

    found = read(program_scope(request.user), request.GET.get("cohort", ""))
    if found is None:
        return render(request, "analytics/program_home.html", {})
    context = {**found.context(), "asked": request.GET.get("cohort", ""), "kinds": list(KINDS)}
    if found.report.gain and found.report.by_center:
        context["centers_picture"] = pictures.groups(
            "by_center", found.report.by_center, found.group_names["by_center"], found.report.gain
        )
    context["overview"] = export.overview_rows(
        overview(found.figures, audience="shared"), found.group_names["by_cohort"]
    )
    return render(request, "analytics/program_home.html", context)


@roles(*MAY)
@require_safe
def program_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same figures as a spreadsheet, hidden where the page hides them."""
    from analytics.render.cohorts import export  # see above
    from analytics.reports.cohorts.overview import overview
    from analytics.views.cohorts import read

    found = read(program_scope(request.user), request.GET.get("cohort", ""))
    if kind not in KINDS or found is None:
        raise Http404
    write = {"csv": export.as_csv, "xlsx": export.as_xlsx}[kind]
    content = write(found.report, overview(found.figures, audience="shared"), found.group_names)
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="acuerdo.{kind}"'
    return response
