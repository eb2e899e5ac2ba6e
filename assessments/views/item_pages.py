"""The page of one question in the bank, and what is done with the question as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from assessments.enums import Purpose
from assessments.interfaces.item_bank_forms import STATE_NAMES, TYPE_NAMES, AboutForm
from assessments.item_types import REGISTRY
from assessments.models import Item
from assessments.rules.item_states import REVIEWERS_ALONE, Act
from assessments.rules.item_texts import filled
from assessments.selectors.item_pages import ItemPage, item_page
from assessments.selectors.library import Reading, from_draft, from_shelf
from assessments.services import item_states
from assessments.services.item_writing import describe_item, duplicate_item, open_draft
from assessments.views.item_bank import WRITERS, reviews
from assessments.views.library import QUESTIONS, both_languages, furniture
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized
from lms.core.text import visible

SET_ASIDE = {
    Act.REST: (item_states.rest_item, gettext_lazy("The question rests. It is not drawn any more.")),
    Act.WAKE: (item_states.wake_item, gettext_lazy("The question may be drawn again.")),
    Act.RETIRE: (item_states.retire_item, gettext_lazy("The question is retired.")),
}


@require_safe
@roles(*WRITERS)
def item(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One question: as it is asked, where it stands, what was said of it, where it is used."""
    return page_of(request, uuid)


@require_POST
@roles(*WRITERS)
def item_act(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Word anew, duplicate; and for reviewers rest, bring back, retire."""
    act, reason = request.POST.get("go", ""), visible(request.POST.get("reason", ""))
    if act in REVIEWERS_ALONE and not reviews(request):
        raise PermissionDenied
    check_exists(uuid)
    try:
        if act == Act.EDIT:
            open_draft(actor=request.user, item=uuid)
            return redirect("item_draft", uuid)
        if act == Act.DUPLICATE:
            copy = duplicate_item(actor=request.user, item=uuid)
            messages.success(request, _("This is the copy. Change what should differ."))
            return redirect("item_draft", copy.uuid)
        if act in SET_ASIDE:
            do, done = SET_ASIDE[Act(act)]
            do(actor=request.user, item=uuid, reason=reason)
            messages.success(request, str(done))
    except UserError as error:
        return page_of(request, uuid, problem=str(error), reason=reason)
    return redirect("item", uuid)


@require_POST
@roles(*WRITERS)
def item_about(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Topic and tags of a question."""
    check_exists(uuid)
    form = AboutForm(request.POST)
    if not form.is_valid():
        return page_of(request, uuid, about=form)
    describe_item(actor=request.user, item=uuid, topic=form.cleaned_data["topic"], tags=form.tags)
    messages.success(request, _("Topic and tags are kept."))
    return redirect("item", uuid)


def page_of(request: HttpRequest, uuid: UUID, *, problem: str = "", **typed: Any) -> HttpResponse:
    """The page, with what could not be done and what was typed for it. Raises Http404."""
    found = item_page(uuid)
    if found is None:
        raise Http404
    reading = _reading(found)
    acts = found.standing.acts if reviews(request) else found.standing.acts - REVIEWERS_ALONE
    said: Any = found.versions[0] if found.versions else found.draft
    about = typed.pop("about", None) or AboutForm.of(found.item)
    context = {
        "found": found,
        "item": found.item,
        "type": TYPE_NAMES[said.type],
        "state": STATE_NAMES[found.standing.state],
        "wording": STATE_NAMES[found.standing.draft] if found.versions and found.draft else "",
        "questions": both_languages(reading, request.user),
        "acts": {str(one) for one in acts},
        "about": about,
        "purposes": dict(Purpose.choices),
        "problem": problem,
        "typed": typed,
    }
    title = Truncator(localized(said.content["stem"])).chars(60) or found.item.key
    status = 422 if problem or about.errors else 200
    return render(
        request, "assessments/library/question.html", context | furniture(title, QUESTIONS), status=status
    )


def _reading(found: ItemPage) -> Reading | None:
    """What is asked; a draft that nobody was asked yet as soon as it could be."""
    if found.versions:
        return from_shelf(QUESTIONS, found.item.uuid)
    draft = found.draft
    if draft is None or REGISTRY[draft.type].problems(filled(draft.content)):
        return None
    return from_draft(found.item.uuid)


def check_exists(uuid: UUID) -> None:
    """Raises Http404 where there is no such question."""
    if not Item.objects.filter(uuid=uuid).exists():
        raise Http404
