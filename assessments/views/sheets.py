"""Evaluations, surveys and follow-ups: one page, sent once."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.enums import Purpose
from assessments.interfaces.sheets import Sheet, read_sheet
from assessments.models import Delivery
from assessments.selectors.deliveries import delivery_states
from assessments.selectors.sittings import items_of
from assessments.services.sheets import SheetError, has_sent, submit_sheet
from assessments.views.shared import way_back, why_not
from lms.accounts.access import signed_in
from lms.core.errors import UserError

# Who learns what of an answer that is not anonymous.
PROMISES = {
    Purpose.BASELINE: _(
        "Some weeks after the course you are asked the same, and then see both side by side. Your trainer "
        "and your center see that you answered, never what: they get figures of groups."
    ),
    Purpose.FOLLOW_UP: _(
        "Your trainer and your center see that you answered, never what: they get figures of groups."
    ),
}


def _delivery_or_404(uuid: UUID) -> Delivery:
    found = get_object_or_404(Delivery.objects.select_related("instrument_version"), uuid=uuid)
    if not found.on_one_page:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """The form; what was typed stays on the page when something is missing."""
    found = _delivery_or_404(delivery)
    reason = why_not(request, found)
    if has_sent(user=request.user, delivery=found):
        return redirect("sheet_sent", delivery=delivery)
    items = items_of(found)
    raw, problems = read_sheet(request.POST, items), {}
    if request.method == "POST" and not reason:
        try:
            submit_sheet(user=request.user, delivery=found, raw=raw)
            return redirect("sheet_sent", delivery=delivery)
        except SheetError as error:
            problems, reason = error.problems, ""
        except UserError as error:
            reason = str(error)
    context = _context(request, found, reason) | {
        "sheet": Sheet(items, raw, problems),
        "promise": PROMISES.get(Purpose(found.purpose), ""),
    }
    return render(request, "assessments/sheet.html", context, status=422 if problems else 200)


@signed_in
def sheet_sent(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Thanks, and what happens with the answers."""
    found = _delivery_or_404(delivery)
    if not has_sent(user=request.user, delivery=found):
        why_not(request, found)  # a stranger learns nothing, not even that the form exists
        return redirect("sheet", delivery=delivery)
    context = _context(request, found, "") | {"onward": registries.onward(request.user, found, None)}
    return render(request, "assessments/sheet_sent.html", context)


def _context(request: HttpRequest, delivery: Delivery, reason: str) -> dict[str, object]:
    return {
        "delivery": delivery,
        "version": delivery.instrument_version,
        "state": delivery_states(user=request.user, delivery_ids=[delivery.pk])[delivery.pk],
        "reason": reason,
        "back": way_back(request, delivery),
    }
