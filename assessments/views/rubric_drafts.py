"""Writing rubrics in Wagtail's admin: the list of drafts, and the page of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.interfaces.draft_forms import NewDraftForm
from assessments.interfaces.rubric_forms import (
    Sent,
    fault_words,
    part_lines,
    read,
    threshold_fields,
)
from assessments.models import RubricDraft
from assessments.rules.rubric_plans import LEVELS, RubricPlan, act, faults
from assessments.services import rubric_drafts as services
from assessments.views.library import furniture
from assessments.views.plan_drafts import WRITERS, Desk
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

SHELF = "rubrics"


def _publish(**said: Any) -> tuple[str, UUID]:
    version = services.publish_rubric(**said)
    words = _("Version %(number)s of the rubric is published. It no longer changes.")
    return words % {"number": version.number}, version.rubric.uuid


DESK = Desk(
    kind=services.RUBRICS,
    shelf=SHELF,
    listing="rubric_drafts",
    page="rubric_draft",
    act="rubric_draft_act",
    title=gettext_lazy("Rubrics being written"),
    none=gettext_lazy("No rubric is being written now."),
    begin=gettext_lazy("Write a new rubric"),
    hint=gettext_lazy("A published rubric is changed or copied from its own page."),
    publish=_publish,
)


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def rubric_drafts_list(request: HttpRequest) -> HttpResponse:
    """The rubrics that are being written; POST begins one."""
    return DESK.listed(request, lambda title: services.start_rubric(actor=request.user, title=title))


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def rubric_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One rubric being written; POST keeps what was entered and does what its button says."""
    draft = DESK.kind.found(uuid)
    if draft is None:
        return DESK.gone(request)
    stored = RubricPlan.from_json(draft.content)
    if request.method == "GET":
        return _page(request, draft, Sent(stored, draft.revision))
    sent = read(request.POST, stored)
    if sent.wrong:
        return _page(
            request, draft, sent, problem=_("Nothing was kept yet: please look at what is marked below.")
        )
    go = request.POST.get("go", "")
    try:
        services.write_rubric(actor=request.user, draft=uuid, plan=act(sent.plan, go), revision=sent.revision)
    except UserError as error:
        return _page(request, draft, sent, problem=str(error))
    messages.success(request, _("The rubric is kept."))
    place = go.split(":")[1] if ":" in go else ""
    return redirect(reverse("rubric_draft", args=[uuid]) + (f"#{place}" if place else ""))


@require_POST
@roles(*WRITERS)
def rubric_draft_act(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Publish a draft or throw it away."""
    return DESK.acted(request, uuid)


@require_POST
@roles(*WRITERS)
def rubric_edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a draft of a published rubric, or go to the one that stands; with a title, of a copy."""
    if request.POST.get("go") != "copy":
        return DESK.opened(request, lambda: services.draft_of(actor=request.user, rubric=uuid))
    form = NewDraftForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the copy a title. Nothing was copied."))
        return redirect("library_entry", SHELF, uuid)
    return DESK.opened(
        request, lambda: services.start_rubric(actor=request.user, title=form.title, source=uuid)
    )


def _page(request: HttpRequest, draft: RubricDraft, sent: Sent, *, problem: str = "") -> HttpResponse:
    published = services.newest_of(draft.key)
    context: dict[str, Any] = {
        "draft": draft,
        "desk": DESK,
        "plan": sent.plan,
        "revision": draft.revision,
        "is_stale": bool(problem) and sent.revision != draft.revision,
        "problem": problem,
        "labels": list(zip(LEVELS, sent.plan.labels, strict=True)),
        "thresholds": threshold_fields(sent),
        "parts": part_lines(sent),
        "faults": [fault_words(one) for one in faults(sent.plan)],
        "published": published,
        "compares": published is not None and services.compares_with(sent.plan, published),
    }
    title = localized(sent.plan.title) or draft.key
    return render(
        request,
        "assessments/library/rubric_plan.html",
        context | furniture(title, SHELF),
        status=409 if context["is_stale"] else 422 if problem else 200,
    )
