"""The tests of a cohort, and what the questions of one did."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.spreadsheets import MEDIA_TYPES

if TYPE_CHECKING:
    from analytics.reports.items.data import FormAnalysis
    from analytics.selectors.tests import DeliveryScope
    from assessments.data import FormInfo

MAY = (Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
PAGE_SIZE = 50


@roles(*MAY)
@require_safe
def cohort_tests_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The tests of a cohort and how many have sat each."""
    from analytics.selectors.tests import cohort_tests

    found = cohort_tests(request.user, uuid)
    if found is None:
        raise Http404
    return render(
        request,
        "analytics/cohort_tests.html",
        {
            "cohort": found.cohort,
            "tests": found.tests,
            "questionnaires": found.questionnaires,
            "may_mark": found.may_mark,
        },
    )


@roles(*MAY)
@require_safe
def analysis_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One form of a test: what to look at, question by question."""
    from analytics.render.items import page, words

    scope, form, analysis = _read(request, uuid)
    context = {
        "scope": scope,
        "form": form,
        "analysis": analysis,
        "kinds": list(MEDIA_TYPES),
        "headline": words.headline(analysis),
        "people": words.people(analysis),
        "total": words.total(analysis),
        "consistency": words.consistency(analysis.consistency),
        "questions": page.questions(analysis),
        "headings": page.headings(),
        "choice_headings": page.choice_headings(),
    }
    return render(request, "analytics/test_analysis.html", context)


@roles(*MAY)
@require_safe
def analysis_download(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """The same figures as a spreadsheet, hidden where the page hides them."""
    from analytics.render.items.export import WRITERS

    _scope, form, analysis = _read(request, uuid)
    if kind not in MEDIA_TYPES or form is None:
        raise Http404
    response = HttpResponse(WRITERS[kind](analysis), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="acuerdo-items.{kind}"'
    return response


def _read(request: HttpRequest, uuid: UUID) -> tuple[DeliveryScope, FormInfo | None, FormAnalysis]:
    # Statistics are loaded by whoever asks for them first: most workers never need them.
    from analytics.reports.items.analysis import analyze_form
    from analytics.reports.items.columns import columns_of
    from analytics.reports.items.data import FormAnalysis
    from analytics.selectors.tests import delivery_scope, marks_for

    scope = delivery_scope(request.user, uuid)
    if scope is None:
        raise Http404
    asked = request.GET.get("form", "")
    form = scope.form(asked)
    if form is None:
        if asked:
            raise Http404
        return scope, None, FormAnalysis(people=0, hidden=True)
    columns = columns_of(marks_for(scope.test, form))
    return scope, form, analyze_form(columns, audience=scope.audience)


@roles(*MAY)
@require_http_methods(["GET", "POST"])
def not_taken_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who has not taken a test of a cohort; posted, those who are named get a reminder."""
    from analytics.selectors.not_taken import not_taken
    from analytics.selectors.tests import delivery_scope
    from analytics.services.reminders import is_open, remind
    from courses import api as courses

    scope = delivery_scope(request.user, uuid, questionnaires=True)
    if scope is None or scope.cohort is None:
        raise Http404
    count, named = not_taken(request.user, scope)
    if request.method == "POST":
        cohort = courses.cohorts_for(request.user).filter(uuid=scope.cohort.uuid).first()
        people = [one.user for one in named]
        try:
            sent = remind(actor=request.user, test=scope.test, target=cohort, people=people)
            words = ngettext("%(n)s reminder is on its way.", "%(n)s reminders are on their way.", sent)
            messages.success(request, words % {"n": sent})
        except UserError as error:
            messages.warning(request, str(error))
        return redirect("not_taken", uuid=uuid)
    page = Paginator(named, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"scope": scope, "count": count, "page": page, "is_open": is_open(scope.test)}
    return render(request, "analytics/not_taken.html", context)
