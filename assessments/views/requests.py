"""What a supervisor's personal link opens: one form about one person, without an account, sent once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments.enums import RequestState
from assessments.interfaces.sheets import Sheet, read_sheet
from assessments.models import SheetRequest
from assessments.selectors.requests import request_by_token
from assessments.selectors.sittings import items_of
from assessments.services.requests import answer_request, decline_request
from assessments.services.sheets import SheetError
from lms.accounts.access import public
from lms.accounts.slowing import kept_private, slowed
from lms.core import clock
from lms.core.errors import UserError

limited = slowed("supervisor-forms", most="FORM_OPENINGS_PER_MINUTE")
# Sent twice by a double click, the second answer is as good as the first.
DONE = (RequestState.ANSWERED, RequestState.DECLINED)


@require_http_methods(["GET", "HEAD", "POST"])
@public
@limited
def supervisor_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """The form. Opening it writes nothing: mail scanners open links too."""
    found = request_by_token(token)
    if found is not None and request.method == "POST" and found.state in DONE:
        return kept_private(redirect("supervisor_sent"))
    if found is None or not found.is_open(clock.now()):
        return kept_private(render(request, "assessments/supervisor/gone.html", status=404))
    return kept_private(_form(request, found))


@require_safe
@public
def supervisor_sent(request: HttpRequest) -> HttpResponse:
    """Thanks; the page names nobody."""
    return kept_private(render(request, "assessments/supervisor/sent.html"))


def _form(request: HttpRequest, found: SheetRequest) -> HttpResponse:
    items = items_of(found.delivery)
    raw, problems, reason = read_sheet(request.POST, items), {}, ""
    if request.method == "POST":
        try:
            if request.POST.get("act") == "decline":
                decline_request(request=found)
            else:
                answer_request(request=found, raw=raw)
            return redirect("supervisor_sent")
        except SheetError as error:
            problems = error.problems
        except UserError as error:
            reason = str(error)
    context = {
        "about": found.about,
        "delivery": found.delivery,
        "version": found.delivery.instrument_version,
        "until": found.expires_at,
        "sheet": Sheet(items, raw, problems),
        "reason": reason,
    }
    wrong = bool(problems or reason)
    return render(request, "assessments/supervisor/sheet.html", context, status=422 if wrong else 200)
