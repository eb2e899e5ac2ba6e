"""Choosing approved questions for one section of one form of a test that is being built."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.enums import Purpose
from assessments.interfaces.item_choice import WantedForm
from assessments.rules.instrument_plans import MAX_ITEMS, Plan, names_item
from assessments.rules.plan_acts import with_items
from assessments.selectors.item_choice import choosable
from assessments.selectors.plan_items import in_plans
from assessments.services.instrument_drafts import write_plan
from assessments.views.instrument_drafts import DESK, draft_furniture
from assessments.views.plan_drafts import WRITERS
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized
from lms.core.typed_numbers import whole

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def instrument_draft_items(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Approved questions, searched and filtered; POST puts the chosen ones at the end of the section.

    What was chosen is added to the draft as it stands now: nothing of another editor is overwritten.
    """
    draft = DESK.kind.found(uuid)
    if draft is None:
        return DESK.gone(request)
    plan = Plan.from_json(draft.content)
    section, label = _place(request, plan)
    if request.method == "POST":
        chosen = [one for one in request.POST.getlist("item") if names_item(one)][:MAX_ITEMS]
        fuller = with_items(plan, section=section, label=label, items=chosen)
        added = sum(1 for _one in fuller.entries(label)) - sum(1 for _one in plan.entries(label))
        try:
            write_plan(actor=request.user, draft=uuid, plan=fuller, revision=draft.revision)
        except UserError as error:
            messages.error(request, str(error))
        else:
            words = ngettext("%(n)d question was added.", "%(n)d questions were added.", added)
            messages.success(request, words % {"n": added})
        return redirect(request.get_full_path())
    form = WantedForm(request.GET)
    practice = plan.purpose == Purpose.PRACTICE
    wanted = replace(form.wanted, unasked=practice)
    page = Paginator(choosable(wanted), PER_PAGE).get_page(request.GET.get("page"))
    stands = {one.item: each for each in plan.labels for one in plan.entries(each)}
    here = {one.item for one in plan.entries(label)}
    rows = [
        {
            "item": one,
            "stem": Truncator(localized(one.version.content["stem"])).chars(160),
            "tags": sorted(value for _kind, value in one.tags),
            "is_here": one.uuid in here,
            "elsewhere": stands.get(one.uuid, "") if one.uuid not in here else "",
        }
        for one in in_plans(page.object_list)
    ]
    context = {
        "draft": draft,
        "form": form,
        "page": page,
        "rows": rows,
        "section": section,
        "label": label,
        "many": len(plan.labels) > 1,
        "held": len(here),
        "practice": practice,
        "back": f"{reverse('instrument_draft', args=[uuid])}#section-{section}",
    }
    title = _("Choose questions")
    return render(request, "assessments/library/plan_items.html", context | draft_furniture(title, draft))


def _place(request: HttpRequest, plan: Plan) -> tuple[int, str]:
    """The section and form of the address; the first ones where it names none that is there."""
    label = request.GET.get("form", "")
    return (
        whole(request.GET.get("section"), most=len(plan.sections) - 1) or 0,
        label if label in plan.labels else plan.labels[0],
    )
