"""Indicators with their sheets, targets and notes; releases with what can be taken from them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from analytics.program import selectors, services, sheets
from analytics.program.forms import NoteForm, SheetForm, TargetForm, WithdrawForm
from analytics.program.models import DeviationNote
from analytics.program.periods import of_day, period
from analytics.releases import publishing
from analytics.releases.calendar import coming
from analytics.releases.models import Release, latest
from analytics.selectors.scopes import program_scope
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.spreadsheets import MEDIA_TYPES

MAY = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
ACTS = ("target", "sheet", "note", "approve")


@roles(*MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_page(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of an indicator, with what changed when and why, and the forms to change it."""
    known = selectors.known_indicator(code)
    if known is None:
        raise Http404
    act = request.POST.get("act", "")
    if request.method == "POST" and act not in ACTS:
        raise Http404
    typed = {name: request.POST if act == name else None for name in ACTS}
    forms = {
        "target": TargetForm(typed["target"], prefix="target"),
        "sheet": SheetForm(typed["sheet"], prefix="sheet", sheet=dict(known.sheet)),
        "note": NoteForm(typed["note"], prefix="note"),
    }
    chosen = period(request.GET.get("period", "")) or of_day(clock.today(), "S")
    release = latest()
    note = selectors.notes_of(release).get((code, chosen.key))
    facts = _facts(request, code, chosen.key) if release is not None else {}
    if request.method == "POST":
        try:
            if _act(request, act, forms, known, release, chosen.key, note, facts):
                return redirect(f"{request.path}?period={chosen.key}")
        except UserError as error:
            messages.error(request, str(error))
            return redirect(f"{request.path}?period={chosen.key}")
    language = (get_language() or "es").split("-")[0]
    context = {
        "known": known,
        "name": known.sheet.get("name", {}).get(language, known.code),
        "fields": _fields(known, language),
        "targets": sorted(known.targets.items()),
        "changes": selectors.changes_of(code),
        "forms": forms,
        "period": chosen,
        "release": release,
        "note": note,
        "facts": facts,
        "may_approve": note is not None and services.may_approve(request.user, note),
    }
    return render(request, "analytics/program/indicator.html", context)


def _act(
    request: HttpRequest,
    act: str,
    forms: dict[str, Any],
    known: selectors.Known,
    release: Release | None,
    key: str,
    note: DeviationNote | None,
    facts: dict[str, Any],
) -> bool:
    """Do what was sent; False where the form has errors to show."""
    if act == "approve":
        if note is None:
            raise Http404
        services.approve_note(actor=request.user, note=note)
        messages.success(request, _("The note is approved and goes with its publication."))
        return True
    form = forms[act]
    if not form.is_valid():
        return False
    typed = form.cleaned_data
    if act == "target":
        services.set_target(
            actor=request.user,
            code=known.code,
            period=typed["period"],
            value=typed["value"],
            reason=typed["reason"],
        )
        messages.success(request, _("The target is kept, with its reason."))
    elif act == "sheet":
        services.change_sheet(
            actor=request.user, code=known.code, sheet=form.changed_sheet(), reason=typed["reason"]
        )
        messages.success(
            request, _("The new version of the sheet is kept; earlier publications keep theirs.")
        )
    else:
        if release is None:
            raise Http404
        services.write_note(
            actor=request.user, code=known.code, release=release, period=key, facts=facts, **typed
        )
        messages.success(request, _("The note is kept. Somebody else has to approve it."))
    return True


def _facts(request: HttpRequest, code: str, key: str) -> dict[str, str]:
    """What the release says of the indicator, in words, for the note: nobody types it."""
    from analytics.render.documents.written import words
    from analytics.reports.pages.program import REPORT
    from analytics.reports.registry import Asked, run

    document = run(REPORT, Asked(request.user, {"period": key}))
    if document is None:
        return {}
    found: dict[str, str] = {}
    for figure in document.figures[:2]:
        for row in figure.table.rows:
            if str(row.name).split(" ")[0] == code:
                titles = [words(column.title) for column in figure.table.columns]
                found |= dict(zip(titles, map(words, row.cells), strict=True))
    return found


def _fields(known: selectors.Known, language: str) -> list[tuple[Any, str]]:
    """The sheet in the order of the Mexican ficha técnica."""
    found = []
    for key, name in sheets.FIELDS.items():
        value = known.sheet.get(key)
        if value in (None, "", [], {}):
            continue
        if key in sheets.TEXTS:
            text = value.get(language) or value.get("es", "")
        elif key == "baseline":
            text = str(value.get("value", ""))
        elif key == "thresholds":
            text = _("A note beyond ±%s of the target") % f"{float(value.get('deviation', 0.1)):.0%}"
        elif isinstance(value, list):
            text = ", ".join(str(sheets.DIMENSIONS.get(one, one)) for one in value)
        else:
            text = str(sheets.WORDS.get(str(value), value))
        if text:
            found.append((name, text))
    return found


@roles(*MAY)
@require_safe
def releases_page(request: HttpRequest) -> HttpResponse:
    """Every release with its seal, the days that are announced, and what can be taken."""
    from analytics.program.donor import layouts

    last = latest()
    context = {
        "layouts": [(key, one.name) for key, one in layouts().items()],
        "releases": Release.objects.select_related("withdrawal").order_by("-number")[:60],
        "last": last,
        "coming": coming(clock.today()),
        "form": WithdrawForm(),
    }
    return render(request, "analytics/program/releases.html", context)


@roles(*MAY)
@require_http_methods(["POST"])
def release_withdraw(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Take a release back at once."""
    release = get_object_or_404(Release, uuid=uuid)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the publication is withdrawn."))
        return redirect("program_releases")
    try:
        publishing.withdraw(actor=request.user, release=release, reason=form.cleaned_data["reason"])
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The publication is withdrawn. New figures come with the next one."))
    return redirect("program_releases")


@roles(*MAY)
@require_safe
def donor_workbook(request: HttpRequest, key: str) -> HttpResponse:
    """The last release as a donor wants it."""
    from analytics.program.donor import layouts, write
    from analytics.program.donor_content import content

    layout, release = layouts().get(key), latest()
    if layout is None or release is None:
        raise Http404
    body = write(layout, content(program_scope(request.user), release, layout))
    return _taken(request, release, body, f"{key}-{release.number}.xlsx", MEDIA_TYPES["xlsx"])


@roles(*MAY)
@require_safe
def evaluation_bundle(request: HttpRequest) -> HttpResponse:
    """The last release for whoever evaluates: counts and sums, and a script that works them out anew."""
    from analytics.program import bundle

    release = latest()
    if release is None:
        raise Http404
    body = bundle.build(program_scope(request.user), release)
    return _taken(request, release, body, f"evaluation-{release.number}.zip", "application/zip")


def _taken(request: HttpRequest, release: Release, body: bytes, name: str, media_type: str) -> HttpResponse:
    """A download, written to the log."""
    with transaction.atomic():
        audit.record(actor=request.user, action="analytics.take_release", target=release, file=name)
    response = HttpResponse(body, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
