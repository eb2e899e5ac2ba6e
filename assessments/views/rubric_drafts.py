"""Writing rubrics in Wagtail's admin: the list of drafts, and the page of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.interfaces.rubric_forms import (
    NewRubricForm,
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
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

WRITERS = (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
PER_PAGE = 50
SHELF = "rubrics"


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def rubric_drafts_list(request: HttpRequest) -> HttpResponse:
    """The rubrics that are being written; POST begins one."""
    form = NewRubricForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        draft = services.start_rubric(actor=request.user, title=_title(form))
        return redirect("rubric_draft", draft.uuid)
    drafts = RubricDraft.objects.select_related("edited_by").order_by("-edited_at", "key")
    page = Paginator(drafts, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, localized(one.content["title"]) or one.key) for one in page]
    context = {"form": form, "page": page, "rows": rows}
    return render(
        request,
        "assessments/library/rubric_plans.html",
        context | furniture(_("Rubrics being written"), SHELF),
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def rubric_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One rubric being written; POST keeps what was entered and does what its button says."""
    draft = RubricDraft.objects.select_related("edited_by").filter(uuid=uuid).first()
    if draft is None:
        messages.info(request, _("There is no such rubric being written any more."))
        return redirect("rubric_drafts")
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
    go, typed = request.POST.get("go", ""), request.POST.get("revision", "")
    revision = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
    try:
        if go == "publish":
            version = services.publish_rubric(actor=request.user, draft=uuid, revision=revision)
            words = _("Version %(number)s of the rubric is published. It no longer changes.")
            messages.success(request, words % {"number": version.number})
            return redirect("library_entry", SHELF, version.rubric.uuid)
        if go == "discard":
            services.discard_rubric(actor=request.user, draft=uuid)
            messages.success(request, _("The draft was thrown away."))
            return redirect("rubric_drafts")
    except UserError as error:
        messages.error(request, str(error))
    return redirect("rubric_draft", uuid)


@require_POST
@roles(*WRITERS)
def rubric_edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a draft of a published rubric, or go to the one that stands; with a title, of a copy."""
    form = NewRubricForm(request.POST)
    try:
        if request.POST.get("go") == "copy":
            if not form.is_valid():
                messages.error(request, _("Please give the copy a title. Nothing was copied."))
                return redirect("library_entry", SHELF, uuid)
            draft = services.start_rubric(actor=request.user, title=_title(form), source=uuid)
        else:
            draft = services.draft_of(actor=request.user, rubric=uuid)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("rubric_drafts")
    return redirect("rubric_draft", draft.uuid)


def _title(form: NewRubricForm) -> dict[str, str]:
    return {"es": form.cleaned_data["title_es"], "en": form.cleaned_data["title_en"]}


def _page(request: HttpRequest, draft: RubricDraft, sent: Sent, *, problem: str = "") -> HttpResponse:
    published = services.newest_of(draft.key)
    context: dict[str, Any] = {
        "draft": draft,
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
