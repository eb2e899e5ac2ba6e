"""The gain in a file of scores that somebody already has."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analytics.interfaces.scores import ChoiceForm, UploadForm
from analytics.models import ScoreFile
from analytics.reports.scores.data import Choice, OpenQuestionError
from analytics.reports.scores.loading import File, load
from analytics.reports.scores.shapes.turn import turned
from analytics.selectors.score_files import score_file
from analytics.services.score_files import delete_score_file, keep_score_file
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.spreadsheets import Table
from lms.core.uploads import read_upload

MAY = (Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@roles(*MAY)
@require_http_methods(["GET", "POST"])
def scores_upload(request: HttpRequest) -> HttpResponse:
    """Bring the file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, second = form.cleaned_data["file"], form.cleaned_data["second"]
        try:
            first = File(upload.name, read_upload(upload))
            other = File(second.name, read_upload(second)) if second else File("", b"")
            if second:  # Two that do not belong together are not kept.
                load(first, other, Choice("", "", repeated="first"))
            kept = keep_score_file(
                actor=request.user,
                file_name=first.name,
                data=first.data,
                second_name=other.name,
                second_data=other.data,
            )
            return redirect("scores_report", kept.uuid)
        except UserError as error:
            form.add_error("file", [str(error), *error.notes])
    status = 422 if form.errors else 200
    return render(request, "analytics/scores_upload.html", {"form": form}, status=status)


@roles(*MAY)
@require_safe
def scores_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose the columns, then read the report."""
    # With NumPy and SciPy, which no other page needs.
    from analytics.render.documents import html
    from analytics.render.scores import page
    from analytics.render.scores.document import document
    from analytics.reports.scores.build import build

    kept = _own(request, uuid)
    try:
        raw, table, notes = _tables(kept, request.GET.get("sheet", ""))
    except UserError as error:  # without a sheet it was read when it came
        messages.warning(request, str(error))
        return redirect("scores_report", kept.uuid)
    chosen = request.GET if "pre" in request.GET else None
    kept_sheet = {"sheet": request.GET.get("sheet", "")}
    form = ChoiceForm(table.headers, chosen, columns=raw.headers, initial=kept_sheet)
    context = {"kept": kept, "table": table, "sample": table.rows[:3], "notes": notes}
    if form.is_valid():
        try:
            report = build(raw, form.choice(), file_name=_name(kept))
            context |= {**html.context(document(report)), "report": report, "downloads": list(page.DOWNLOADS)}
            return render(request, "analytics/scores_report.html", context)
        except UserError as error:
            if isinstance(error, OpenQuestionError):
                form = ChoiceForm(table.headers, chosen, columns=raw.headers, asked=error)
                form.full_clean()
            form.add_error(_field(form, error), str(error))
            context["notes"] = error.notes
    status = 422 if form.errors else 200
    return render(request, "analytics/scores_columns.html", {**context, "form": form}, status=status)


@roles(*MAY)
@require_safe
def scores_download(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """The same report as a file."""
    from analytics.render.scores import page  # see above
    from analytics.reports.scores.build import build

    kept = _own(request, uuid)
    try:
        raw, table, _notes = _tables(kept, request.GET.get("sheet", ""))
    except UserError as error:
        raise Http404 from error
    form = ChoiceForm(table.headers, request.GET, columns=raw.headers)
    if kind not in page.DOWNLOADS or not form.is_valid():
        raise Http404
    try:
        report = build(raw, form.choice(), file_name=_name(kept))
    except UserError as error:
        raise Http404 from error
    render_as, content_type = page.DOWNLOADS[kind]
    response = HttpResponse(render_as(report), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="acuerdo-{_("gain")}.{kind}"'
    return response


@roles(*MAY)
@require_POST
def scores_delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Delete the file now."""
    delete_score_file(actor=request.user, kept=_own(request, uuid))
    messages.success(request, _("The file was deleted from the server."))
    return redirect("scores_upload")


def _field(form: ChoiceForm, error: UserError) -> str | None:
    """The field that answers what a file leaves open; None for what no field of the form can mend."""
    if isinstance(error, OpenQuestionError) and error.field in form.fields:
        form.fields[error.field].required = True
        return error.field
    return None


def _own(request: HttpRequest, uuid: UUID) -> ScoreFile:
    """The person's own file; somebody else's, and one whose hour is over, do not exist."""
    kept = score_file(request.user, uuid)
    if kept is None:
        raise Http404
    return kept


def _tables(kept: ScoreFile, sheet: str) -> tuple[Table, Table, tuple[str, ...]]:
    """The table as it is in the file, the same with a row per person, and what was noticed.

    Raises UserError for a sheet that is not in it, or cannot be joined with the second file.
    """
    second = File(kept.second_name, bytes(kept.second_content)) if kept.second_name else None
    choice = Choice("", "", repeated="first")
    raw, _choice = load(File(kept.file_name, bytes(kept.content)), second, choice, sheet=sheet)
    try:
        table = turned(raw)
    except UserError as error:
        return raw, raw, (*raw.warnings, str(error))
    return raw, table, tuple(table.warnings)


def _name(kept: ScoreFile) -> str:
    return f"{kept.file_name} + {kept.second_name}" if kept.second_name else kept.file_name
