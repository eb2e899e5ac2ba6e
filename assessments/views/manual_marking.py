"""Marking by hand: how far it is, and one answer after the other, without names."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.interfaces.manual_marking import MarkForm
from assessments.models import Delivery, ItemVersion
from assessments.selectors.manual_marks import next_answer, plan_of, progress, questions_by_hand
from assessments.services.manual_marking import mark_answer, plan_markers, take_back
from lms.accounts.access import signed_in
from lms.core.errors import UserError


@signed_in
@require_http_methods(["GET", "POST"])
def marking_progress(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """The questions that people mark and how many answers wait; how many people mark each answer."""
    opened = _delivery(request, delivery)
    if request.method == "POST":
        two = request.POST.get("two_markers") == "on"
        plan_markers(actor=request.user, delivery=opened, two_markers=two)
        messages.success(request, _("Saved."))
        return redirect("marking_progress", delivery=opened.uuid)
    context = {
        "delivery": opened,
        "lines": progress(delivery=opened, marker=request.user),
        "two_markers": plan_of(opened),
    }
    return render(request, "assessments/marking_progress.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def marking(request: HttpRequest, delivery: UUID, item: UUID) -> HttpResponse:
    """One answer, its levels, and on to the next."""
    opened = _delivery(request, delivery)
    version = next((one for one in questions_by_hand(opened) if one.uuid == item), None)
    if version is None:
        raise Http404
    if request.method == "POST" and "take_back" in request.POST:
        return _taken_back(request, opened, version)
    sent = request.POST if request.method == "POST" else None
    before = sent.get("attempt", "") if sent else ""
    answer = next_answer(delivery=opened, item=version, marker=request.user, before=before)
    first = answer is None or answer.order == 1
    initial = {"attempt": answer.attempt_uuid} if answer else {}
    form = MarkForm(version, sent, first=first, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            mark_answer(actor=request.user, delivery=opened, item=version, **form.cleaned_data)
        except UserError as error:
            messages.warning(request, str(error))
        return redirect("marking", delivery=opened.uuid, item=version.uuid)
    if form.is_bound and (answer is None or str(answer.attempt_uuid) != before):
        # What was typed is about an answer that no longer waits, and must not stand below another one.
        messages.warning(request, _("This answer does not wait for you any more. Nothing was changed."))
        return redirect("marking", delivery=opened.uuid, item=version.uuid)
    context = {"delivery": opened, "item": version, "answer": answer, "form": form}
    context["line"] = next(
        one for one in progress(delivery=opened, marker=request.user) if one.item.pk == version.pk
    )
    return render(request, "assessments/marking.html", context)


def _taken_back(request: HttpRequest, delivery: Delivery, item: ItemVersion) -> HttpResponse:
    try:
        take_back(actor=request.user, delivery=delivery, item=item)
        messages.success(request, _("Taken back: the answer waits again."))
    except UserError as error:
        messages.warning(request, str(error))
    return redirect("marking", delivery=delivery.uuid, item=item.uuid)


def _delivery(request: HttpRequest, uuid: UUID) -> Delivery:
    opened = Delivery.objects.filter(uuid=uuid).select_related("instrument_version").first()
    if opened is None or opened.anonymous or not registries.may_mark(request.user, opened):
        raise Http404
    return opened
