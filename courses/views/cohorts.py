"""Cohorts: setting one up, and who did what in it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments import api as assessments
from courses.interfaces.cohort_forms import CohortForm, RolePlayForm
from courses.models import Cohort
from courses.selectors import cohorts as selectors
from courses.selectors.measured import measuring_deliveries
from courses.selectors.overviews import overviews
from courses.selectors.records import steps_by_cohort
from courses.selectors.rosters import asked_now, listed_steps, people_of, roster_rows
from courses.selectors.supervisors import SUPERVISED
from courses.services import cohorts as services
from courses.views.home import PER_PAGE
from courses.views.lookups import cohort_or_404
from courses.views.paging import page_of
from courses.views.tabs import cohort_tabs
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError

STAFF = (Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
RUNS = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@require_GET
@roles(*STAFF)
def cohort(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The people of a cohort and how far each one is."""
    found = cohort_or_404(request.user, uuid)
    rights = selectors.rights(request.user, found)
    if not rights.sees_names:
        return _counts(request, found, rights)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    people = people_of(found, centers=rights.seen, text=text)
    page = page_of(people, request.GET.get("page"), PER_PAGE)
    steps = steps_by_cohort([found.pk]).get(found.pk, [])
    context = {
        "cohort": found,
        "tabs": cohort_tabs(found, "people"),
        "steps": steps,
        "columns": listed_steps(steps),
        "supervised": any(step.kind in SUPERVISED and step.delivery_id for step in steps),
        "asked": asked_now(steps),
        "page": page,
        "rows": roster_rows(page.object_list, steps),
        "q": text,
        "several_centers": found.center_count > 1 and (rights.seen is None or len(rights.seen) > 1),
        **_rights(rights),
    }
    return render(request, "courses/cohort.html", context)


def _counts(request: HttpRequest, found: Cohort, rights: selectors.Rights) -> HttpResponse:
    """The same page for whoever runs the program: how many, and nobody by name."""
    context = {
        "cohort": found,
        "tabs": cohort_tabs(found, "people"),
        "row": overviews(request.user, [found])[0],
        **_rights(rights),
    }
    return render(request, "courses/cohort_counts.html", context)


@require_GET
@roles(*STAFF)
def cohort_path(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The path of a cohort: what opens and closes when."""
    found = cohort_or_404(request.user, uuid)
    context = {
        "cohort": found,
        "tabs": cohort_tabs(found, "path"),
        "steps": steps_by_cohort([found.pk]).get(found.pk, []),
        "trainers": found.trainers.order_by("last_name", "first_name", "id"),
        "centers": found.centers.order_by("name", "id"),
        **_rights(selectors.rights(request.user, found)),
    }
    return render(request, "courses/cohort_path.html", context)


@require_http_methods(["GET", "POST"])
@roles(*RUNS)
def cohort_new(request: HttpRequest) -> HttpResponse:
    """Set up a cohort."""
    form = CohortForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            made = services.create_cohort(actor=request.user, course=UUID(data.pop("course")), **data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The cohort is ready. Now bring its people in."))
            if warning := assessments.practice_warning(measuring_deliveries(made)):
                messages.warning(request, warning)
            return redirect("cohort", made.uuid)
    return render(request, "courses/cohort_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@roles(*RUNS)
def cohort_edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a cohort; its tests move with its dates."""
    found = cohort_or_404(request.user, uuid)
    form = CohortForm(request.POST or None, cohort=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_cohort(actor=request.user, cohort=found, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("cohort_path", found.uuid)
    context = {"form": form, "cohort": found}
    return render(request, "courses/cohort_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@roles(*STAFF)
def role_play_date(request: HttpRequest, uuid: UUID, step: UUID) -> HttpResponse:
    """Say when a role-play is held; the cohort's trainers and whoever runs the program may."""
    found = cohort_or_404(request.user, uuid)
    if not selectors.rights(request.user, found).may_schedule:
        raise PermissionDenied
    steps = found.steps.filter(occasion__isnull=False).select_related("occasion", "cohort")
    role_play = get_object_or_404(steps, uuid=step)
    form = RolePlayForm(request.POST or None, step=role_play)
    if request.method == "POST" and form.is_valid():
        held_at = form.cleaned_data["held_at"]
        try:
            services.schedule_role_play(actor=request.user, step=role_play, held_at=held_at)
        except UserError as error:
            form.add_error("held_at", str(error))
        else:
            words = _("The date is saved. Everybody enrolled sees it.")
            messages.success(request, words if held_at else _("Saved: it has no date now."))
            return redirect("cohort_path", found.uuid)
    context = {"form": form, "cohort": found, "step": role_play}
    return render(request, "courses/role_play_date.html", context, status=422 if form.errors else 200)


def _rights(rights: selectors.Rights) -> dict[str, bool]:
    return {
        "may_manage": rights.manages,
        "may_add": rights.may_add,
        "may_schedule": rights.may_schedule,
        "trains": rights.trains,
        "sees_scores": rights.sees_scores,
    }
