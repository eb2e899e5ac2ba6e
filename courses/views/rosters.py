"""Bringing people in from a file: upload, columns, preview, import."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.interfaces.roster_forms import ApplyForm, ColumnsForm, RosterForm
from courses.models import RosterUpload
from courses.rules.roster_columns import REQUIRED, known_headings, recognize
from courses.selectors.cohorts import roster_centers
from courses.selectors.roster_previews import Preview, imported_into, preview
from courses.services.rosters import apply_roster, keep_upload, map_columns
from courses.views.home import PER_PAGE
from courses.views.lookups import cohort_or_404, upload_or_404
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.spreadsheets import read_table
from lms.core.uploads import read_upload

IMPORTERS = (Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
SHOWN_PROBLEMS = 100


@require_http_methods(["GET", "POST"])
@roles(*IMPORTERS)
def roster_upload(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a file and see whether its columns are clear."""
    cohort = cohort_or_404(request.user, uuid)
    if roster_centers(request.user, cohort) == set():
        raise PermissionDenied
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            table = read_table(read_upload(file), filename=file.name, fit=known_headings)
            upload = keep_upload(actor=request.user, cohort=cohort, file_name=file.name, table=table)
        except UserError as error:
            form.add_error("file", [str(error), *error.notes])
        else:
            for note in table.warnings:
                messages.warning(request, note)
            clear = recognize(upload.header).clear
            return redirect("roster_preview" if clear else "roster_columns", upload.uuid)
    context = {"cohort": cohort, "form": form}
    return render(request, "courses/roster_upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@roles(*IMPORTERS)
def roster_columns(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask which column is which."""
    upload = _mine(request, uuid)
    form = ColumnsForm(request.POST or None, upload=upload)
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(upload=upload, mapping=form.mapping())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("roster_preview", upload.uuid)
    context = {"cohort": upload.cohort, "upload": upload, "form": form, "found": recognize(upload.header)}
    return render(request, "courses/roster_columns.html", context, status=422 if form.errors else 200)


@require_GET
@roles(*IMPORTERS)
def roster_preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the import would do; nothing is written."""
    upload = _mine(request, uuid)
    if not upload.mapping.keys() >= set(REQUIRED):
        return redirect("roster_columns", upload.uuid)
    plan = preview(actor=request.user, upload=upload)
    return _show(request, upload, plan, ApplyForm(fingerprint=plan.fingerprint))


def _show(request: HttpRequest, upload: RosterUpload, plan: Preview, form: ApplyForm) -> HttpResponse:
    context = {
        "cohort": upload.cohort,
        "upload": upload,
        "plan": plan,
        "problems": plan.errors[:SHOWN_PROBLEMS],
        "warnings": plan.warnings[:SHOWN_PROBLEMS],
        "missing": plan.missing[:SHOWN_PROBLEMS] if plan.names_missing else (),
        "missing_count": plan.missing.count(),
        "ignored": [
            one for place, one in enumerate(upload.header) if one and place not in upload.mapping.values()
        ],
        "page": Paginator(plan.rows, PER_PAGE).get_page(request.GET.get("page")),
        "changed": plan.changed[:SHOWN_PROBLEMS],
        "form": form,
        "file_form": RosterForm(),
    }
    return render(request, "courses/roster_preview.html", context, status=422 if form.errors else 200)


@require_POST
@roles(*IMPORTERS)
def roster_apply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Import the file, whole."""
    if (done_in := imported_into(request.user, uuid)) is not None:
        messages.info(request, _("This file was imported already."))
        return redirect("cohort", done_in)
    upload = _mine(request, uuid)
    cohort = upload.cohort
    plan = preview(actor=request.user, upload=upload)
    form = ApplyForm(request.POST, fingerprint=plan.fingerprint)
    if not form.is_valid():
        return _show(request, upload, plan, form)
    data = form.cleaned_data
    try:
        done = apply_roster(
            actor=request.user,
            upload=upload,
            invite=data["invite"],
            confirmed=data.get("fingerprint", ""),
        )
    except UserError as error:
        if error.code == "used":  # by another click, this very moment
            messages.info(request, str(error))
            return redirect("cohort", cohort.uuid)
        messages.error(request, str(error))
        return redirect("roster_preview", uuid)
    messages.success(
        request,
        _("Done: %(new)d new people, %(updated)d brought up to date, %(enrolled)d enrolled.") % done,
    )
    return redirect("cohort", cohort.uuid)


def _mine(request: HttpRequest, uuid: UUID) -> RosterUpload:
    """The upload, while its uploader may still bring people into its cohort."""
    upload = upload_or_404(request.user, uuid)
    if roster_centers(request.user, cohort_or_404(request.user, upload.cohort.uuid)) == set():
        raise PermissionDenied
    return upload
