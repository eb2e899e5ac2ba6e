"""Building tests in Wagtail's admin: the list of drafts, and the page of one."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from assessments.interfaces.check_words import in_words, language_name
from assessments.interfaces.plan_forms import DRAW_KINDS, Sent, facts_form, read
from assessments.interfaces.plan_lines import section_lines
from assessments.models import InstrumentDraft
from assessments.rules.instrument_plans import Plan
from assessments.rules.plan_acts import act
from assessments.rules.reading_checks import reading_load
from assessments.selectors.plan_items import PlanItem, checked, faults_of, plan_items
from assessments.services import instrument_drafts
from assessments.views.library import furniture
from assessments.views.plan_drafts import WRITERS, Desk
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

SHELF = "instruments"


def _publish(**said: Any) -> tuple[str, UUID]:
    made = instrument_drafts.publish_draft(**said)
    first = made.forms.select_related("version__instrument").order_by("label")[0]
    return _("The test is published. What it asks no longer changes."), first.version.instrument.uuid


DESK = Desk(
    kind=instrument_drafts.TESTS,
    shelf=SHELF,
    listing="instrument_drafts",
    page="instrument_draft",
    act="instrument_draft_act",
    title=gettext_lazy("Tests being built"),
    none=gettext_lazy("No test is being built now."),
    begin=gettext_lazy("Build a new test"),
    hint=gettext_lazy("A published test is changed from its own page."),
    publish=_publish,
)


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def instrument_drafts_list(request: HttpRequest) -> HttpResponse:
    """The tests that are being built; POST begins one."""
    return DESK.listed(request, lambda title: instrument_drafts.start_draft(actor=request.user, title=title))


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def instrument_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One test being built; POST keeps what was entered and does what its button says."""
    draft = DESK.kind.found(uuid)
    if draft is None:
        return DESK.gone(request)
    stored = Plan.from_json(draft.content)
    if request.method == "GET":
        return _page(request, draft, Sent(stored, facts_form(stored), draft.revision))
    sent = read(request.POST, stored)
    go = request.POST.get("go", "")
    if not sent.is_whole:
        problem = _("Nothing was kept yet: please look at what is marked below.")
        return _page(request, draft, sent, problem=problem)
    plan = act(sent.plan, go)
    try:
        instrument_drafts.write_plan(actor=request.user, draft=uuid, plan=plan, revision=sent.revision)
    except UserError as error:
        return _page(request, draft, sent, problem=str(error))
    verb, *place = go.split(":")
    if verb == "pick" and len(place) == 2:
        where = urlencode(dict(zip(("section", "form"), place, strict=True)))
        return redirect(f"{reverse('instrument_draft_items', args=[uuid])}?{where}")
    if go == "blueprint":
        return redirect("instrument_draft_blueprint", uuid)
    messages.success(request, _("The test is kept."))
    return redirect(f"{reverse('instrument_draft', args=[uuid])}{_anchor_of(go)}")


@require_POST
@roles(*WRITERS)
def instrument_draft_act(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Publish a draft or throw it away."""
    return DESK.acted(request, uuid)


@require_POST
@roles(*WRITERS)
def instrument_edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a draft of a published test, or go to the one that stands."""
    return DESK.opened(request, lambda: instrument_drafts.draft_of(actor=request.user, instrument=uuid))


def _page(request: HttpRequest, draft: InstrumentDraft, sent: Sent, *, problem: str = "") -> HttpResponse:
    items = plan_items(sent.plan.items())
    names = {uuid: one.item.key for uuid, one in items.items()}
    found = faults_of(sent.plan, items)
    faults = [(one.form, in_words(one, names)) for one in found if one.blocks]
    context = {
        "draft": draft,
        "desk": DESK,
        "plan": sent.plan,
        # After a conflict the next click is meant to replace what the page says is stored.
        "revision": draft.revision,
        "form": sent.facts,
        "sections": section_lines(sent, items),
        "kinds": [(kind.value, kind.label) for kind in DRAW_KINDS],
        "problem": problem,
        "is_stale": bool(problem) and sent.revision != draft.revision,
        "faults": faults,
        "advice": [(one.form, in_words(one, names)) for one in found if not one.blocks],
        "sizes": [_size(sent.plan, label, items) for label in sent.plan.labels],
        "many": len(sent.plan.labels) > 1,
    }
    title = localized(sent.plan.title) or draft.key
    return render(
        request,
        "assessments/library/plan.html",
        context | draft_furniture(title),
        status=409 if problem else 200,
    )


def _size(plan: Plan, label: str, items: dict[str, PlanItem]) -> dict[str, Any]:
    """What a form comes to: questions, points, anchors and their share, words to read."""
    entries = list(plan.entries(label))
    anchors = sum(one.item in plan.anchors() for one in entries)
    points = sum(
        items[one.item].worth if one.points is None else one.points for one in entries if one.item in items
    )
    loads = reading_load(plan, label, {uuid: checked(one) for uuid, one in items.items()})
    return {
        "label": label,
        "asked": plan.asked(label),
        "held": len(entries),
        "points": points,
        "anchors": anchors,
        "share": round(100 * anchors / len(entries)) if entries else 0,
        "loads": [(language_name(one.language), one.words, one.minutes) for one in loads],
    }


def draft_furniture(title: str, draft: InstrumentDraft | None = None) -> dict[str, Any]:
    """What Wagtail puts around a page of a draft, or of one below it."""
    found = furniture(title, SHELF)
    trail = [{"url": reverse("instrument_drafts"), "label": _("Tests being built")}]
    if draft is not None:
        name = localized(draft.content["title"]) or draft.key
        trail.append({"url": reverse("instrument_draft", args=[draft.uuid]), "label": name})
    found["breadcrumbs_items"][-1:-1] = trail
    return found


def _anchor_of(go: str) -> str:
    """Where the page opens after a button: at the section that it moved something in."""
    _verb, _colon, where = go.partition(":")
    place = where.split(":")[0]
    return f"#section-{place}" if place.isdecimal() and len(place) < 3 else ""
