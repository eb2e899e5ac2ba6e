"""A whole test on one page, which a device keeps to go on without a line."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.views.shared import sitting_or_404, way_back
from lms.accounts.access import signed_in


@signed_in
@require_safe
def attempt_offline(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """All questions with what is stored for them, of an open sitting.

    The test's pages fetch it in the background and keep it (`static/js/sitting.js`); the service worker
    shows it in their place when there is no line. It is opened itself for a sitting that is to be taken
    without one. Never cached by the browser on its own: it is sent `no-store`, as all pages of a person.
    """
    sitting = sitting_or_404(request, attempt)
    if not sitting.is_open:
        return redirect("attempt_submitted", attempt=attempt)
    context = {
        "sitting": sitting,
        "total": len(sitting.places),
        "back": way_back(request, sitting.delivery),
    }
    return render(request, "assessments/attempt_offline.html", context)
