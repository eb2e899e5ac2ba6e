"""The link that opens a delivery to whoever has it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.selectors.audiences import by_link
from assessments.services.audiences import join_by_link, renew_link
from assessments.views.running import RUNNERS, running_or_404
from lms.accounts.access import roles, signed_in
from lms.core import clock
from lms.core.errors import UserError


@require_POST
@roles(*RUNNERS)
def delivery_link(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Make the link, or another one in its place."""
    found, running = running_or_404(request, delivery)
    if not running.outside:
        raise Http404
    renew_link(actor=request.user, delivery=found)
    messages.success(request, _("The link is ready. One that was given before opens nothing any more."))
    return redirect("delivery", found.uuid)


@signed_in
@require_http_methods(["GET", "POST"])
def test_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens; POST takes the person in and leads to the test's first page."""
    audience = by_link(token)
    if audience is None:
        return render(request, "assessments/deliveries/link_gone.html", status=404)
    delivery = audience.delivery
    if request.method == "POST":
        try:
            join_by_link(user=request.user, audience=audience)
        except UserError as error:
            messages.warning(request, str(error))
            return redirect("test_link", token)
        return redirect("attempt_start", delivery.uuid)
    context = {
        "delivery": delivery,
        "version": delivery.instrument_version,
        "closed": delivery.closes_at is not None and delivery.closes_at <= clock.now(),
    }
    return render(request, "assessments/deliveries/link.html", context)
