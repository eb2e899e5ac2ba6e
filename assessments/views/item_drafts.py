"""A draft of a question: everything that it says, and its way to being asked."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.enums import DraftState
from assessments.interfaces.item_bank_forms import TYPE_NAMES
from assessments.interfaces.item_form import form_of
from assessments.interfaces.item_form_reading import Sent, read
from assessments.item_types import REGISTRY
from assessments.models import ItemDraft
from assessments.rules.item_states import Act, Standing
from assessments.rules.item_texts import filled
from assessments.selectors.library import from_draft
from assessments.services import item_drafts
from assessments.services.item_comments import has_open_thread
from assessments.views.item_bank import WRITERS, reviews
from assessments.views.library import QUESTIONS, both_languages, furniture
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized
from lms.core.text import visible

DONE = {
    "propose": gettext_lazy("The question waits for somebody else to review it."),
    "return": gettext_lazy("The question went back to its author."),
    "approve": gettext_lazy("The question is approved. Forms may ask it from now on."),
    "discard": gettext_lazy("The draft was thrown away."),
}


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def item_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything that a draft says; POST keeps it. A line may be added, moved and taken away with it."""
    draft = ItemDraft.objects.select_related("item").filter(item__uuid=uuid).first()
    if draft is None:
        messages.info(request, _("There is no draft of this question any more."))
        return redirect("item_bank")
    if request.method == "GET":
        return _page(request, draft)
    sent = read(draft.type, draft.content, request.POST, request.FILES)
    if sent.errors:
        return _page(request, draft, sent=sent, problem=_("Nothing was kept yet: see what is marked below."))
    try:
        item_drafts.write_draft(
            actor=request.user, item=uuid, content=sent.content, edited_at=request.POST.get("edited_at", "")
        )
    except UserError as error:
        return _page(request, draft, sent=sent, problem=str(error), is_stale=True)
    act, _dot, where = request.POST.get("go", "").partition(".")
    if act in ("add", "drop", "up"):
        return redirect(f"{reverse('item_draft', args=[uuid])}#{where.partition('.')[0]}")
    messages.success(request, _("The question is kept."))
    return redirect("item_draft", uuid)


@require_POST
@roles(*WRITERS)
def item_draft_act(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose, discard; and for reviewers approve or give back."""
    act = request.POST.get("go", "")
    if act in ("approve", "return") and not reviews(request):
        raise PermissionDenied
    try:
        if act == "propose":
            item_drafts.propose_draft(actor=request.user, item=uuid)
        elif act == "approve":
            read_then = request.POST.get("edited_at", "")
            item_drafts.approve_draft(actor=request.user, item=uuid, edited_at=read_then)
        elif act == "return":
            note = visible(request.POST.get("note", ""))
            item_drafts.return_draft(actor=request.user, item=uuid, note=note)
        elif act == "discard":
            item_drafts.discard_draft(actor=request.user, item=uuid)
        else:
            return redirect("item_draft", uuid)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("item_draft", uuid)
    messages.success(request, str(DONE[act]))
    return (
        redirect("item_bank")
        if act == "discard"
        else redirect("item" if act == "approve" else "item_draft", uuid)
    )


def _page(
    request: HttpRequest,
    draft: ItemDraft,
    *,
    sent: Sent | None = None,
    problem: str = "",
    is_stale: bool = False,
) -> HttpResponse:
    problems = item_drafts.problems_of(draft)
    is_whole = not REGISTRY[draft.type].problems(filled(draft.content))
    reading = from_draft(draft.item.uuid) if is_whole else None
    own = item_drafts.has_written(request.user, draft)
    standing = Standing(draft.item.status, False, draft.state)
    errors = sent.errors if sent else {}
    context = {
        "draft": draft,
        "type": TYPE_NAMES[draft.type],
        "form": form_of(
            draft.type,
            sent.content if sent else draft.content,
            stored=draft.content if is_stale else None,
            errors=errors,
            data=request.POST if sent else None,
        ),
        "problem": problem,
        "is_stale": is_stale,
        "lacks": problems,
        "questions": both_languages(reading, request.user),
        "in_review": draft.state == DraftState.REVIEW,
        "is_retired": Act.PROPOSE not in standing.acts and Act.APPROVE not in standing.acts,
        "may_approve": Act.APPROVE in standing.acts and reviews(request) and not own,
        "open_thread": has_open_thread(draft.item),
        "is_own": own,
    }
    title = Truncator(localized(draft.content["stem"])).chars(60) or _("A new question")
    status = 409 if is_stale else 422 if problem else 200
    return render(
        request, "assessments/library/draft.html", context | furniture(title, QUESTIONS), status=status
    )
