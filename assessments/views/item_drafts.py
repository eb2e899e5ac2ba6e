"""A draft of a question: its words in both languages, and its way to being asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.enums import DraftState
from assessments.interfaces import item_draft_forms as fields
from assessments.models import ItemDraft
from assessments.selectors.library import DRAFTS, from_shelf
from assessments.services import item_drafts
from assessments.views.library import furniture, in_each_language
from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

WRITERS = (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
REVIEWERS = (Role.REVIEWER, Role.ADMINISTRATOR)
DONE = {
    "propose": gettext_lazy("The question waits for somebody else to review it."),
    "return": gettext_lazy("The question went back to its author."),
    "approve": gettext_lazy("The question is approved. Forms may ask it from now on."),
    "discard": gettext_lazy("The draft was thrown away."),
}


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def item_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The words of a draft; POST keeps them."""
    draft = ItemDraft.objects.select_related("item").filter(item__uuid=uuid).first()
    if draft is None:
        messages.info(request, _("There is no draft of this question any more."))
        return redirect("library", DRAFTS)
    if request.method == "GET":
        return _page(request, draft)
    typed = fields.read(draft, request.POST)
    try:
        item_drafts.write_draft(
            actor=request.user, item=uuid, texts=typed, edited_at=request.POST.get("edited_at", "")
        )
    except UserError as error:
        return _page(request, draft, typed=typed, problem=str(error))
    messages.success(request, _("The words are kept."))
    return redirect("item_draft", uuid)


@require_POST
@roles(*WRITERS)
def item_draft_act(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose, discard; and for reviewers approve or give back."""
    act = request.POST.get("go", "")
    if act in ("approve", "return") and not _reviews(request):
        raise PermissionDenied
    try:
        if act == "propose":
            item_drafts.propose_draft(actor=request.user, item=uuid)
        elif act == "approve":
            item_drafts.approve_draft(actor=request.user, item=uuid)
        elif act == "return":
            item_drafts.return_draft(actor=request.user, item=uuid, note=request.POST.get("note", ""))
        elif act == "discard":
            item_drafts.discard_draft(actor=request.user, item=uuid)
        else:
            return redirect("item_draft", uuid)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("item_draft", uuid)
    messages.success(request, str(DONE[act]))
    return redirect("library", DRAFTS) if act in ("approve", "discard") else redirect("item_draft", uuid)


def _reviews(request: HttpRequest) -> bool:
    return any(has_role(request.user, role) for role in REVIEWERS)


def _page(
    request: HttpRequest, draft: ItemDraft, *, typed: dict[str, Any] | None = None, problem: str = ""
) -> HttpResponse:
    reading = from_shelf(DRAFTS, draft.item.uuid)
    problems = item_drafts.problems_of(draft)
    own = item_drafts.has_written(request.user, draft)
    context = {
        "draft": draft,
        "lines": fields.lines(draft, typed),
        "problem": problem,
        "lacks": problems,
        "other_lacks": [one for one in problems if ": no text in " not in one],
        "questions": [(place, in_each_language(place)) for place in reading.places] if reading else [],
        "in_review": draft.state == DraftState.REVIEW,
        "may_approve": draft.state == DraftState.REVIEW and _reviews(request) and not own,
        "is_own": own,
    }
    title = Truncator(localized(draft.content["stem"])).chars(60)
    return render(
        request,
        "assessments/library/draft.html",
        context | furniture(title, DRAFTS),
        status=409 if problem else 200,
    )
