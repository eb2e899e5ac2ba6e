"""The blueprint of a test that is being built: what each form should hold, holds and lacks."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.interfaces import blueprint_forms as forms
from assessments.interfaces.item_words import tag_word
from assessments.rules.blueprints import grid
from assessments.rules.instrument_plans import Plan
from assessments.selectors.plan_items import checked, plan_items
from assessments.services.instrument_drafts import write_plan
from assessments.views.instrument_drafts import DESK, draft_furniture
from assessments.views.plan_drafts import WRITERS
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.typed_numbers import whole


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def instrument_draft_blueprint(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The grid; POST keeps its targets."""
    draft = DESK.kind.found(uuid)
    if draft is None:
        return DESK.gone(request)
    plan, problem, wrong = Plan.from_json(draft.content), "", {}
    if request.method == "POST":
        blueprint, wrong = forms.read(request.POST, plan.blueprint)
        plan = replace(plan, blueprint=blueprint)
        revision = whole(request.POST.get("revision")) or 0
        try:
            if wrong:
                raise UserError(_("Nothing was kept yet: please look at what is marked below."))
            write_plan(actor=request.user, draft=uuid, plan=plan, revision=revision)
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, _("The blueprint is kept."))
            return redirect("instrument_draft_blueprint", uuid)
    items = {one: checked(known) for one, known in plan_items(plan.items()).items()}
    found = grid(plan, items)
    many = len(plan.labels) > 1
    context = {
        "draft": draft,
        "plan": plan,
        "kinds": [(kind.value, kind.label) for kind in forms.KINDS],
        "values": [tag_word(value) or _("no tag") for value in found.values],
        "rows": forms.table(found, wrong),
        "foot": found.foot,
        "fresh": forms.new_cell(request.POST, wrong),
        "missing": forms.missing_words(found, many=many),
        "many": many,
        "draws": any(section.draw is not None for section in plan.sections),
        "problem": problem,
        "back": reverse("instrument_draft", args=[uuid]),
    }
    return render(
        request,
        "assessments/library/plan_blueprint.html",
        context | draft_furniture(_("Blueprint"), draft),
        status=409 if problem else 200,
    )
