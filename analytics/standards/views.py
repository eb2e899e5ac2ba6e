"""Pages of panels: the list, convening, judging, what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analytics.standards import forms, services
from analytics.standards.enums import CELLS, ENOUGH_JUDGES, LIMITS, ROUNDS, Difficulty, Method, Relevance
from analytics.standards.models import StandardStudy
from analytics.standards.selectors import (
    closed_rounds,
    own_rating,
    possible_judges,
    studies,
    study_or_none,
    who_has_spoken,
)
from assessments import api as assessments
from courses import api as courses
from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.accounts.roles import Role
from lms.core.errors import UserError

CONVENERS = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
JUDGES = (Role.REVIEWER, Role.ADMINISTRATOR)
PAGE_SIZE = 25
MOST_POSSIBLE = 200


@require_safe
@roles(*{*CONVENERS, *JUDGES})
def standards(request: HttpRequest) -> HttpResponse:
    """The panels: all for whoever convenes, their own for judges."""
    convenes = has_role(request.user, *CONVENERS)
    rows = studies() if convenes else studies(judge=request.user)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    mine = set(studies(judge=request.user).values_list("pk", flat=True))
    context = {"page": page, "convenes": convenes, "mine": mine}
    return render(request, "analytics/standards/list.html", context)


@require_http_methods(["GET", "POST"])
@roles(*CONVENERS)
def standard_new(request: HttpRequest) -> HttpResponse:
    """Convene a panel."""
    people = list(possible_judges()[:MOST_POSSIBLE])
    form = forms.ConveneForm(
        request.POST if request.method == "POST" else None, tests=assessments.judged_tests(), people=people
    )
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data["judges"])
        try:
            study = services.convene(
                actor=request.user,
                version=UUID(form.cleaned_data["version"]),
                method=form.cleaned_data["method"],
                borderline=form.cleaned_data["borderline"],
                judges=[one for one in people if str(one.uuid) in chosen],
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("standard_study", study.uuid)
    status = 422 if form.errors else 200
    return render(request, "analytics/standards/new.html", {"form": form}, status=status)


@require_safe
@roles(*CONVENERS)
def standard_study(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How a panel stands, and what came of each closed round."""
    return _study_page(request, _study(uuid))


@require_POST
@roles(*CONVENERS)
def standard_act(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close a round, open the second, or approve the mark."""
    study, go = _study(uuid), request.POST.get("go", "")
    if go == "approve":
        form = forms.ApproveForm(request.POST, courses=courses.course_marks())
        if not form.is_valid():
            return _study_page(request, study, form=form, status=422)
        course = form.cleaned_data["course"]
        try:
            services.approve(
                actor=request.user,
                study=uuid,
                reason=form.cleaned_data["reason"],
                course=UUID(course) if course else None,
            )
        except UserError as error:
            form.add_error(None, str(error))
            return _study_page(request, study, form=form, status=409)
        messages.success(request, _("The mark is approved and on record."))
        return redirect("standard_study", uuid)
    acts: dict[str, Any] = {"close": services.close_round, "next": services.open_next_round}
    if go in acts:
        try:
            acts[go](actor=request.user, study=uuid)
        except UserError as error:
            messages.error(request, str(error))
    return redirect("standard_study", uuid)


@require_http_methods(["GET", "POST"])
@roles(*JUDGES)
def standard_judge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What one judge says in the open round; what the others said is seen once a round is closed."""
    study = study_or_none(uuid, judge=request.user)
    if study is None:
        raise Http404
    questions = assessments.judged_questions(study.version.uuid)
    problem, values = "", None
    if request.method == "POST":
        values = forms.values_of(study.method, request.POST, questions)
        try:
            services.judge(actor=request.user, study=uuid, values=values)
        except UserError as error:
            problem = str(error)
        else:
            messages.success(
                request, _("What you said is kept. You can change it until the round is closed.")
            )
            return redirect("standard_judge", uuid)
    own = own_rating(study, request.user, study.round)
    before = own_rating(study, request.user, study.round - 1)
    if values is None:
        values = own.values if own else before.values if before else {}
    rounds = closed_rounds(study)
    spread = rounds[-1].spread if rounds else {}
    typed = forms.shown(values)
    context = {
        "study": study,
        "lines": [(one, typed.get(f"q-{one.position}", ""), spread.get(one.position)) for one in questions],
        "cells": [(cell, label, typed.get(f"c-{cell}", "")) for cell, label in _cell_labels()],
        "limits": [(name, label, typed.get(name, "")) for name, label in _limit_labels()],
        "methods": Method,
        "own": own,
        "rounds": rounds,
        "problem": problem,
    }
    return render(request, "analytics/standards/judge.html", context, status=409 if problem else 200)


def _cell_labels() -> list[tuple[str, str]]:
    """The cells of Ebel's table, in words."""
    pairs = [(cell, *cell.split("|")) for cell in CELLS]
    return [
        (cell, f"{Relevance(relevance).label}, {Difficulty(difficulty).label}")
        for cell, relevance, difficulty in pairs
    ]


def _limit_labels() -> list[tuple[str, str]]:
    labels = (
        _("Lowest acceptable pass mark"),
        _("Highest acceptable pass mark"),
        _("Fewest people who may fail"),
        _("Most people who may fail"),
    )
    return list(zip(LIMITS, labels, strict=True))


def _study(uuid: UUID) -> StandardStudy:
    study = study_or_none(uuid)
    if study is None:
        raise Http404
    return study


def _study_page(
    request: HttpRequest, study: StandardStudy, *, form: Any = None, status: int = 200
) -> HttpResponse:
    rounds = closed_rounds(study)
    record = getattr(study, "record", None)
    ended = not study.is_open and record is None
    if form is None:
        form = forms.ApproveForm(courses=courses.course_marks())
    context = {
        "study": study,
        "judges": who_has_spoken(study),
        "rounds": rounds,
        "record": record,
        "form": form,
        "enough": ENOUGH_JUDGES,
        "may_open_next": ended and study.round < ROUNDS,
        "may_approve": not study.is_open
        and record is None
        and bool(rounds)
        and rounds[-1].figures.share is not None,
    }
    return render(request, "analytics/standards/study.html", context, status=status)
