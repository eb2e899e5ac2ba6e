"""Pages about rating: the board of an occasion, the assessors of a cohort, one assessor."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from analytics.assessing.forms import DecisionForm
from lms.accounts.access import roles
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.spreadsheets import MEDIA_TYPES

MAY = (Role.TRAINER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
PAGE_SIZE = 25


@roles(*MAY)
@require_http_methods(["GET", "POST"])
def board_report(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """What a board needs of one role-play; a decision is put on record below it."""
    from analytics.assessing import services, words

    found = _board(request, occasion)
    by_case = {str(one.id): one for one in found.facts}
    cases = [(key, str(found.persons[one.subject_id])) for key, one in by_case.items()]
    cases.sort(key=lambda one: one[1])
    form = DecisionForm(request.POST if request.method == "POST" else None, cases=cases)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        case = by_case.get(data.pop("case"))
        try:
            services.record_decision(actor=request.user, occasion=found.occasion, case=case, **data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The decision is on record."))
            return redirect("board_report", occasion=occasion)
    figures = found.figures
    context = {
        "board": found,
        "occasion": found.occasion,
        "form": form,
        "counts": words.counts(found),
        "agreement": [(one, words.agreement_cells(one)) for one in figures.agreement],
        "together": words.agreement_cells(figures.together) if figures.together else None,
        "severities": _severities(found.assessors, figures),
        "adjustment": words.adjustment(figures),
        "by_assessors": words.by_assessors(figures.by_assessors),
        "near": words.near(found),
        "near_line": words.near_line(found),
        "places": words.places(found.places),
    }
    refused = request.method == "POST"
    return render(request, "analytics/assessing/board.html", context, status=422 if refused else 200)


@roles(*MAY)
@require_safe
def board_download(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The report as a workbook."""
    from analytics.assessing.export import as_xlsx

    return _file(as_xlsx(_board(request, occasion)), MEDIA_TYPES["xlsx"], "board.xlsx")


@roles(*MAY)
@require_safe
def board_print(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The report on paper."""
    from analytics.assessing.pdf import as_pdf

    return _file(as_pdf(_board(request, occasion)), "application/pdf", "board.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@roles(*MAY)
@require_safe
def cohort_ratings_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How the assessed role-plays of a cohort were rated, and who stands where on which criterion."""
    from analytics.assessing import words
    from analytics.assessing.selectors import heat

    found = _cohort(request, uuid)
    people = User.objects.filter(pk__in=found.people).order_by("last_name", "first_name", "id")
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    criteria = {one.key: one for occasion in found.occasions for one in occasion.criteria}
    figures = found.figures
    context = {
        "found": found,
        "cohort": found.cohort,
        "criteria": list(criteria.values()),
        "page": page,
        "rows": heat(found, list(criteria), page.object_list),
        "agreement": [(one, words.agreement_cells(one)) for one in figures.agreement],
        "together": words.agreement_cells(figures.together) if figures.together else None,
        "severities": _severities(found.assessors, figures),
        "adjustment": words.adjustment(figures),
        "by_assessors": words.by_assessors(figures.by_assessors),
        "by_role_plays": words.by_role_plays(figures.by_role_plays),
        "rates": any(one.assessor_id == request.user.pk for one in found.outcomes),
    }
    return render(request, "analytics/assessing/cohort.html", context)


@roles(*MAY)
@require_safe
def assessor_page(request: HttpRequest, uuid: UUID, assessor: UUID) -> HttpResponse:
    """How one assessor rated: for themselves, and for who answers for the program; for nobody else."""
    from analytics.assessing import words
    from analytics.assessing.figures import over_time, use_of_levels
    from analytics.assessing.pictures import drift

    found = _cohort(request, uuid)
    person = User.objects.filter(uuid=assessor).first()
    if person is None or not (found.leads or person.pk == request.user.pk):
        raise Http404
    severity = next((one for one in found.figures.severities if one.assessor_id == person.pk), None)
    if severity is None:
        raise Http404
    moments = over_time(found.outcomes, person.pk)
    of_all = dict(words.levels_used(use_of_levels(found.outcomes, None)))
    own = words.levels_used(use_of_levels(found.outcomes, person.pk))
    context = {
        "cohort": found.cohort,
        "person": person,
        "own": person.pk == request.user.pk,
        "severity": words.severity_cells(severity),
        "levels": [(level, share, of_all[level]) for level, share in own],
        "moments": moments,
        "picture": drift(moments),
    }
    return render(request, "analytics/assessing/assessor.html", context)


def _board(request: HttpRequest, uuid: UUID) -> Any:
    from analytics.assessing.selectors import board

    found = board(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _cohort(request: HttpRequest, uuid: UUID) -> Any:
    from analytics.assessing.selectors import cohort_ratings

    found = cohort_ratings(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _severities(names: Any, figures: Any) -> list[tuple[str, list[str]]]:
    from analytics.assessing import words

    return [(names[one.assessor_id], words.severity_cells(one)) for one in figures.severities]
