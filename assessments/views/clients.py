"""What the parties of hearings open: one form without an account and without a name, sent once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.interfaces.client_forms import CodeForm
from assessments.interfaces.sheets import Sheet, read_sheet
from assessments.models import AnonymousTicket, ClientSurvey
from assessments.rules import ticket_codes as codes
from assessments.selectors.client_surveys import form_of, tablet_of, ticket_of
from assessments.selectors.sittings import items_of_version
from assessments.services.client_surveys import begin_on_tablet, code_hash, put_in
from assessments.services.sheets import SheetError
from lms.accounts.access import public
from lms.accounts.slowing import is_slowed, kept_private, lead_nowhere, slowed, too_slow
from lms.core.errors import UserError

# Codes that open nothing, from one network address: those who mistype share it with a whole center.
MOST_DEAD, DEAD_WITHIN = 60, timedelta(hours=1)
limited = slowed("client-forms", most="FORM_OPENINGS_PER_MINUTE")


@require_safe
@public
@limited
def client_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a slip."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        if code := codes.read(form.cleaned_data["code"]):
            return kept_private(redirect("client_sheet", code))
        form.add_error("code", _("A code has eight letters and numbers. Look at your slip again."))
    status = 422 if form.errors else 200
    return kept_private(render(request, "assessments/clients/code.html", {"form": form}, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
@public
@limited
def client_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The form behind a code. Opening it uses nothing up."""
    if is_slowed(request, "dead-codes", most=MOST_DEAD):
        return kept_private(too_slow(request, "core/slow.html", after=DEAD_WITHIN))
    ticket = _ticket(code)
    if ticket is None:
        lead_nowhere(request, "dead-codes", within=DEAD_WITHIN)
        return _gone(request)
    survey = ticket.batch.survey
    done, context = _answered(request, survey, ticket.pk)
    if done:
        return kept_private(redirect("client_sent"))
    return kept_private(_form(request, context | {"survey": survey}))


@require_safe
@public
def client_sent(request: HttpRequest) -> HttpResponse:
    """Thanks; nothing of what was sent."""
    return kept_private(render(request, "assessments/clients/sent.html"))


@require_http_methods(["GET", "HEAD", "POST"])
@public
@limited
def client_tablet(request: HttpRequest, token: str) -> HttpResponse:
    """The first page of a tablet that goes from hand to hand; POST begins a form."""
    batch = tablet_of(token)
    if batch is None:
        return _gone(request)
    if request.method == "POST":
        try:
            return kept_private(redirect("client_tablet_sheet", token, begin_on_tablet(batch=batch)))
        except UserError as error:
            context = {"survey": batch.survey, "reason": str(error)}
            return kept_private(render(request, "assessments/clients/tablet.html", context, status=429))
    context = {"survey": batch.survey, "sent": "sent" in request.GET}
    return kept_private(render(request, "assessments/clients/tablet.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@public
@limited
def client_tablet_sheet(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """The same form on a tablet, which then waits for the next person."""
    batch, ticket = tablet_of(token), _ticket(code)
    if batch is None:
        return _gone(request)
    if ticket is None or ticket.batch_id != batch.pk:
        return kept_private(redirect("client_tablet", token))
    done, context = _answered(request, batch.survey, ticket.pk)
    if done:
        response = redirect("client_tablet", token)
        response["Location"] += "?sent"
        return kept_private(response)
    return kept_private(_form(request, context | {"survey": batch.survey}))


def answered(request: HttpRequest, survey: ClientSurvey, ticket: UUID, *, paper: bool) -> tuple[bool, Any]:
    """(whether a sheet was taken in, what the page needs otherwise); a used code counts as taken in."""
    version = form_of(survey)
    items = items_of_version(version.pk) if version else []
    raw, problems, reason = read_sheet(request.POST, items), {}, ""
    if request.method == "POST":
        try:
            put_in(survey=survey, ticket=ticket, raw=raw, paper=paper)
            return True, {}
        except SheetError as error:
            problems = error.problems
        except UserError as error:
            reason = str(error)
    return False, {"version": version, "sheet": Sheet(items, raw, problems), "reason": reason}


def _answered(request: HttpRequest, survey: ClientSurvey, ticket: UUID) -> tuple[bool, Any]:
    return answered(request, survey, ticket, paper=False)


def _ticket(code: str) -> AnonymousTicket | None:
    found = codes.read(code)
    return ticket_of(code_hash(found)) if found else None


def _form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    wrong = context["sheet"].problems or context["reason"]
    return render(request, "assessments/clients/sheet.html", context, status=422 if wrong else 200)


def _gone(request: HttpRequest) -> HttpResponse:
    return kept_private(render(request, "assessments/clients/gone.html", status=404))
