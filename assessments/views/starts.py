"""The page before a test, and starting it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.models import Delivery
from assessments.selectors.accommodations import granted_to
from assessments.selectors.deliveries import delivery_state
from assessments.selectors.sittings import last_finished
from assessments.services.attempts import start_attempt
from assessments.views.shared import own_or_404, way_back, why_not
from lms.accounts.access import signed_in
from lms.core.errors import UserError


@signed_in
@require_http_methods(["GET", "POST"])
def attempt_start(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """What the test is and how long it takes; POST starts it or takes it up again.

    With `offline` it leads to the page that the device keeps, to be taken without a line.
    """
    found = get_object_or_404(Delivery.objects.select_related("instrument_version"), uuid=delivery)
    if found.on_one_page:
        return redirect("sheet", delivery=found.uuid)
    if request.method == "POST":
        try:
            with own_or_404():
                attempt = start_attempt(user=request.user, delivery=found, code=request.POST.get("code", ""))
        except UserError as error:
            if error.code != "wrong_code":
                return render(request, "assessments/attempt_start.html", _context(request, found, str(error)))
            context = _context(request, found, "") | {"code_problem": str(error)}
            return render(request, "assessments/attempt_start.html", context, status=422)
        offline = settings.OFFLINE_TESTS and "offline" in request.POST
        return redirect("attempt_offline" if offline else "attempt", attempt=attempt.uuid)
    reason = why_not(request, found)
    return render(request, "assessments/attempt_start.html", _context(request, found, reason))


def _context(request: HttpRequest, delivery: Delivery, reason: str) -> dict[str, object]:
    granted, breaks = granted_to(user=request.user, delivery=delivery)
    state = delivery_state(user=request.user, delivery=delivery)
    return {
        "delivery": delivery,
        "version": delivery.instrument_version,
        "state": state,
        "granted": granted,
        "breaks": breaks,
        "last": last_finished(user=request.user, delivery=delivery) if state.attempts_used else None,
        "reason": reason,
        "pass_share": registries.pass_share(request.user, delivery),
        "back": way_back(request, delivery),
    }
