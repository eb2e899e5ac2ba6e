"""Correcting a key: say what and why, see who it changes, confirm, and read what was done."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments import registries
from assessments.interfaces.key_corrections import CorrectionForm
from assessments.item_types import REGISTRY
from assessments.models import AttemptItem, Delivery, ItemVersion, KeyCorrection, Response
from assessments.models.attempts import packed
from assessments.selectors.correction_effects import (
    Effects,
    deliveries_in_scope,
    made_effects,
    planned_effects,
)
from assessments.selectors.corrections import asked_in, correction_by_uuid, in_force, run_of
from assessments.selectors.sittings import Place
from assessments.services.key_corrections import correct_key
from assessments.tasks import mark_anew
from lms.accounts.access import signed_in

PAGE_SIZE = 25


@signed_in
@require_http_methods(["GET", "POST"])
def key_correction(request: HttpRequest, delivery: UUID, item: UUID) -> HttpResponse:
    """The form; with an answer in the address what it would change; posted, it is done."""
    opened, version = _asked(request, delivery, item)
    everywhere = registries.may_correct_everywhere(request.user)
    sent = request.POST if request.method == "POST" else (request.GET if "kind" in request.GET else None)
    form = CorrectionForm(version, sent, may_everywhere=everywhere)
    context = {"delivery": opened, "item": version, "form": form, "now": _now(version, opened)}
    if not form.is_bound or not form.is_valid():
        return render(request, "assessments/key_correction.html", {**context, "place": _place(version, form)})
    scope = None if form.cleaned_data.get("everywhere") else opened
    if request.method == "POST":
        made = correct_key(
            actor=request.user,
            item_version=version,
            delivery=scope,
            correction=form.correction,
            reason=form.cleaned_data["reason"],
        )
        run = run_of(made)
        if run is not None and run.finished_at is None:
            mark_anew.enqueue(made.pk)
        return redirect("key_corrected", delivery=opened.uuid, correction=made.uuid)
    effects = planned_effects(
        item_version=version,
        delivery_ids=deliveries_in_scope(version, scope),
        correction=form.correction,
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    context |= {"kept": kept, "sent": [(key, one) for key, own in kept.lists() for one in own]}
    return render(request, "assessments/key_correction_preview.html", context | _listed(request, effects))


@signed_in
@require_safe
def key_corrected(request: HttpRequest, delivery: UUID, correction: UUID) -> HttpResponse:
    """What a correction changed, and what rests on passes that were lost."""
    made = correction_by_uuid(correction)
    opened = Delivery.objects.filter(uuid=delivery).select_related("instrument_version").first()
    if (
        made is None
        or opened is None
        or not _is_of(made, opened)
        or not registries.may_mark(request.user, opened)
    ):
        raise Http404
    effects = made_effects(made)
    if made.delivery_id is None and not registries.may_correct_everywhere(request.user):
        # Whoever marks in one test reads of its people alone.
        own = tuple(one for one in effects.changed if one.delivery_id == opened.pk)
        effects = Effects(len(own), own)
    run = run_of(made)
    lost = [one.user.pk for one in effects.changed if one.loses]
    context = {
        "delivery": opened,
        "made": made,
        "run": run,
        "is_running": run is not None and run.finished_at is None,
        "item": made.item_version,
        "consequences": _consequences(opened, effects, lost),
    }
    return render(request, "assessments/key_corrected.html", context | _listed(request, effects))


def _asked(request: HttpRequest, delivery: UUID, item: UUID) -> tuple[Delivery, ItemVersion]:
    opened = Delivery.objects.filter(uuid=delivery).select_related("instrument_version").first()
    if opened is None or opened.anonymous or not registries.may_mark(request.user, opened):
        raise Http404
    version = asked_in(opened, item)
    if version is None:
        raise Http404
    return opened, version


def _now(version: ItemVersion, delivery: Delivery) -> KeyCorrection | None:
    return in_force(item_version_id=version.pk, delivery_id=delivery.pk)


def _is_of(made: KeyCorrection, delivery: Delivery) -> bool:
    return made.delivery_id in (None, delivery.pk)


def _place(version: ItemVersion, form: CorrectionForm) -> Place | None:
    """The question as its kind asks it, so that the right answer is given like any answer."""
    if not form.asks_answer:
        return None
    kind = REGISTRY[version.type]
    value = kind.echo(form.sent) if form.sent else kind.right_answer(version.content)
    asked = AttemptItem(
        position=1, item_version=version, option_order=list(kind.option_keys(version.content))
    )
    return Place(asked, Response(answer=packed(value)))


def _listed(request: HttpRequest, effects: Effects) -> dict[str, Any]:
    page = Paginator(effects.changed, PAGE_SIZE).get_page(request.GET.get("page"))
    asked = Delivery.objects.filter(pk__in={one.delivery_id for one in page.object_list}).order_by("pk")
    # A correction may reach other people's tests: whose they are is asked of each.
    named = {one.pk for one in asked if registries.sees_names(request.user, one)}
    return {"effects": effects, "page": page, "named": named}


def _consequences(delivery: Delivery, effects: Effects, lost: list[int]) -> list[tuple[Any, Any]]:
    """(person, what rests on the pass that they lost)."""
    people = {one.user.pk: one.user for one in effects.changed}
    found: list[tuple[Any, Any]] = []
    ids = sorted({one.delivery_id for one in effects.changed if one.loses})
    for each in Delivery.objects.filter(pk__in=ids).order_by("pk"):
        found += [(people[one.user_id], one) for one in registries.rests_on(each, lost)]
    return found
