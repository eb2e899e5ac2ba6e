"""A center's survey of clients, for whoever runs it: slips, tablets, sheets on paper, and how many came."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.enums import TicketKind
from assessments.interfaces.client_forms import LANGUAGES, NumberForm, TabletForm
from assessments.interfaces.sheets import Sheet
from assessments.models import ClientSurvey, TicketBatch
from assessments.registries import survey_pages
from assessments.selectors import client_surveys as selectors
from assessments.selectors.sittings import items_of_version
from assessments.services import client_surveys as services
from assessments.views.clients import answered
from lms.accounts.access import roles
from lms.accounts.api import absolute_url
from lms.accounts.models import Center
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError

RUNS = (Role.CENTER_MANAGER, Role.ADMINISTRATOR)


@require_GET
@roles(*RUNS)
def client_surveys(request: HttpRequest) -> HttpResponse:
    """The centers of whoever asks; to the only one at once."""
    centers = list(selectors.survey_centers(request.user))
    if len(centers) == 1:
        return redirect("client_survey", centers[0].uuid)
    return render(request, "assessments/clients/centers.html", {"centers": centers})


@require_GET
@roles(*RUNS)
def client_survey(request: HttpRequest, center: UUID) -> HttpResponse:
    """How many sheets came, and what can be done."""
    return _page(request, _center(request, center))


@require_POST
@roles(*RUNS)
def client_survey_act(request: HttpRequest, center: UUID) -> HttpResponse:
    """Open or close the survey, give a tablet its link, take one back, begin to type sheets on paper."""
    found = _center(request, center)
    act = request.POST.get("act", "")
    try:
        if act == "open":
            services.open_survey(actor=request.user, center=found)
            messages.success(request, _("The survey is open. Print slips, or open a tablet."))
        elif act == "close":
            services.close_survey(actor=request.user, survey=_survey(found))
            messages.success(request, _("The survey is closed: no more sheets come in."))
        elif act == "end":
            services.end_batch(actor=request.user, batch=_batch(found, request.POST.get("batch", "")))
            messages.success(request, _("Its codes and links open nothing any more."))
        elif act in ("tablet", "paper"):
            return _begin(request, found, act)
        else:
            raise Http404
    except UserError as error:
        messages.error(request, str(error))
    return redirect("client_survey", found.uuid)


@require_POST
@roles(*RUNS)
def client_slips(request: HttpRequest, center: UUID) -> HttpResponse:
    """New slips as PDF. Their codes are told here and nowhere else: a lost file is printed anew."""
    # Drawing is loaded by whoever asks for it first: most workers never need it.
    from assessments.interfaces.client_slips import slip_words, slips
    from assessments.interfaces.paper.slips import draw_slips

    found = _center(request, center)
    survey = _survey(found)
    form = NumberForm(request.POST, prefix="slips")
    if not form.is_valid():
        return _page(request, found, slips_form=form)
    try:
        made = services.make_slips(actor=request.user, survey=survey, number=form.cleaned_data["number"])
    except UserError as error:
        messages.error(request, str(error))
        return redirect("client_survey", found.uuid)
    latest = survey.batches.filter(kind=TicketKind.SLIPS).order_by("-pk").first()
    until = date_format(localdate(latest.expires_at), "DATE_FORMAT") if latest else ""
    body = draw_slips(
        slips(made),
        words=slip_words(),
        center=found.name,
        until=_("until %(day)s") % {"day": until},
        title=_("Slips for the parties: %(center)s") % {"center": found.name},
    )
    reply = HttpResponse(body, content_type="application/pdf")
    reply["Content-Disposition"] = f'attachment; filename="slips-{localdate().isoformat()}.pdf"'
    return reply


@require_http_methods(["GET", "HEAD", "POST"])
@roles(*RUNS)
def client_paper(request: HttpRequest, center: UUID, batch: UUID) -> HttpResponse:
    """Type one sheet after the other, as many as were announced."""
    found = _center(request, center)
    survey = _survey(found)
    known = selectors.paper_batch(survey, batch)
    if known is None:
        raise Http404
    own, ticket, left = known
    if ticket is None:
        messages.success(request, _("All announced sheets are typed."))
        return redirect("client_survey", found.uuid)
    if request.method == "POST":
        sent = _uuid(request.POST.get("ticket", ""))
        if sent is not None and not selectors.is_ticket_of(own, sent):
            return redirect("client_paper", found.uuid, own.uuid)  # by a double click
        ticket = sent or ticket
    done, context = answered(request, survey, ticket, paper=True)
    if done:
        return redirect("client_paper", found.uuid, own.uuid)
    wrong = context["sheet"].problems or context["reason"]
    context |= {
        "center": found,
        "batch": own,
        "ticket": ticket,
        "number": own.made - left + 1,
    }
    return render(request, "assessments/clients/paper.html", context, status=422 if wrong else 200)


@require_GET
@roles(*RUNS)
def client_form_print(request: HttpRequest, center: UUID, language: str) -> HttpResponse:
    """The form to be filled in by hand, in Spanish or English."""
    found = _center(request, center)
    version = selectors.form_of(_survey(found))
    if version is None or language not in LANGUAGES:
        raise Http404
    with translation.override(LANGUAGES[language]):
        context = {
            "center": found,
            "version": version,
            "sheet": Sheet(items_of_version(version.pk), {}, {}),
        }
        return render(request, "assessments/clients/print.html", context)


def _begin(request: HttpRequest, center: Center, act: str) -> HttpResponse:
    survey = _survey(center)
    if act == "tablet":
        form = TabletForm(request.POST, prefix="tablet")
        if not form.is_valid():
            return _page(request, center, tablet_form=form)
        services.open_tablet(actor=request.user, survey=survey, days=form.cleaned_data["days"])
        messages.success(request, _("The tablet has its link, below."))
        return redirect("client_survey", center.uuid)
    sheets = NumberForm(request.POST, prefix="paper")
    if not sheets.is_valid():
        return _page(request, center, paper_form=sheets)
    batch = services.start_paper(actor=request.user, survey=survey, number=sheets.cleaned_data["number"])
    return redirect("client_paper", center.uuid, batch.uuid)


def _page(request: HttpRequest, center: Center, **forms: Any) -> HttpResponse:
    survey = selectors.survey_of(center)
    context: dict[str, Any] = {
        "center": center,
        "survey": survey,
        "ready": selectors.client_form() is not None,
        "minimum": 2 * selectors.survey_minimum(),
        "several": selectors.survey_centers(request.user).count() > 1,
        "further": survey_pages(request.user, center),
    }
    if survey is not None:
        context |= {
            "periods": selectors.periods_of(survey),
            "batches": [_line(one) for one in selectors.batches_of(survey, clock.now())],
            "slips_form": NumberForm(
                prefix="slips", initial={"number": 40}, words=_("How many slips"),
                help_text=_("Eight stand on a page."),
            ),
            "tablet_form": TabletForm(prefix="tablet"),
            "paper_form": NumberForm(
                prefix="paper", initial={"number": 10}, words=_("How many sheets on paper you have"),
            ),
            **forms,
        }  # fmt: skip
    refused = any(form.errors for form in forms.values())
    return render(request, "assessments/clients/survey.html", context, status=422 if refused else 200)


def _line(batch: Any) -> dict[str, Any]:
    """A batch with what its page needs; the link of a tablet follows from the secret key."""
    found = {"batch": batch, "left": batch.left}
    if batch.kind == TicketKind.TABLET:
        link = absolute_url(
            "client_tablet", TicketBatch.token_for(batch.uuid), language=translation.get_language() or "es-mx"
        )
        drawing = segno.make(link, micro=False).svg_inline(
            scale=3, border=3, light="#fff", title=_("QR code")
        )
        found |= {"link": link, "qr": mark_safe(drawing)}  # noqa: S308 - drawn from our own address
    return found


def _center(request: HttpRequest, uuid: UUID) -> Center:
    found = selectors.survey_center(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _survey(center: Center) -> ClientSurvey:
    found = selectors.survey_of(center)
    if found is None:
        raise Http404
    return found


def _batch(center: Center, text: str) -> TicketBatch:
    uuid = _uuid(text)
    found = selectors.batch_of(_survey(center), uuid) if uuid else None
    if found is None:
        raise Http404
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
