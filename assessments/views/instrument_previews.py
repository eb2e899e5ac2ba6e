"""A test that is being built, as whoever takes it would see it; nothing that is chosen there is kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.rules.drawing import DrawError
from assessments.rules.instrument_plans import Plan
from assessments.selectors.plan_items import plan_items
from assessments.selectors.previews import preview_of_plan
from assessments.views.instrument_drafts import DESK
from assessments.views.plan_drafts import WRITERS
from lms.accounts.access import roles
from lms.core.typed_numbers import whole

CODES = {"es": "es-mx", "en": "en"}


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def instrument_draft_preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One question of a form (`?form=A&item=N&lang=en`); POST, as the page sends it, only goes on."""
    draft = DESK.kind.found(uuid)
    if draft is None:
        return DESK.gone(request)
    plan = Plan.from_json(draft.content)
    label = request.GET.get("form", "")
    label = label if label in plan.labels else plan.labels[0]
    language = request.GET.get("lang", "")
    language = language if language in CODES else translation.get_language().partition("-")[0]
    if request.method == "POST":
        return _go_on(request.POST.get("go", ""), uuid, label, language)
    try:
        sitting = preview_of_plan(plan, label, plan_items(plan.items()))
    except DrawError:
        sitting = None
    if sitting is None or not sitting.places:
        messages.info(request, _("There is nothing to show yet: see the checks."))
        return redirect("instrument_draft", uuid)
    position = min(max(whole(request.GET.get("item")) or 1, 1), len(sitting.places))
    context = {
        "sitting": sitting,
        "place": sitting.places[position - 1],
        "total": len(sitting.places),
        "previous": position - 1 if position > 1 else None,
        "next": position + 1 if position < len(sitting.places) else None,
        "back": reverse("instrument_draft", args=[uuid]),
        "others": [
            (code, language_code, _address(uuid, label, position, code))
            for code, language_code in CODES.items()
            if code != language
        ],
    }
    with translation.override(CODES.get(language, "es-mx")):
        return render(request, "assessments/library/plan_preview.html", context)


def _go_on(go: str, uuid: UUID, label: str, language: str) -> HttpResponse:
    place = whole(go)
    if place is None:
        return redirect("instrument_draft", uuid)
    return redirect(_address(uuid, label, place, language))


def _address(uuid: UUID, label: str, position: int, language: str) -> str:
    page = reverse("instrument_draft_preview", args=[uuid])
    return f"{page}?form={label}&item={position}&lang={language}"
