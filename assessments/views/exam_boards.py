"""An exam day while it is on: the board, closing, and figures for managers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import registries
from assessments.models import ExamDay, Incident
from assessments.selectors.day_boards import board_of, counts_of
from assessments.selectors.day_closing import open_points, results_of
from assessments.selectors.day_concerns import concerns_for
from assessments.selectors.exam_days import day_by_uuid
from assessments.services.day_events import settle_incident
from assessments.services.exam_days import close_day
from assessments.services.rating_cases import release_day
from assessments.views.exam_days import found_lines, led_or_404
from lms.accounts.access import signed_in
from lms.core.errors import UserError

REFRESH = 30


@signed_in
@require_GET
def exam_board(request: HttpRequest, day: UUID) -> HttpResponse:
    """Rooms and rounds as they stand; `again` lets the page load itself anew."""
    found = led_or_404(request, day)
    board, concerns = board_of(found), _open_concerns(request, found)
    context = {
        "day": found,
        "board": board,
        **found_lines(request, found),
        "open_incidents": [one for one in board.incidents if one.is_open],
        "settled": [one for one in board.incidents if not one.is_open],
        "concerns": concerns,
        "mark": board.mark(concerns),
        "refresh": REFRESH if "again" in request.GET and found.is_open else 0,
    }
    return render(request, "assessments/exam_days/board.html", context)


@signed_in
@require_GET
def exam_board_state(request: HttpRequest, day: UUID) -> HttpResponse:
    """For the page's script, every two seconds: whether the board is still what it was, and the time."""
    found = led_or_404(request, day)
    board = board_of(found)
    return JsonResponse(
        {
            "mark": board.mark(_open_concerns(request, found)),
            "at": time_format(localtime(board.at), "TIME_FORMAT"),
            "open": found.is_open,
        }
    )


def _open_concerns(request: HttpRequest, day: ExamDay) -> int:
    return concerns_for(request.user, day).filter(concluded_at__isnull=True).count()


@signed_in
@require_POST
def exam_incident(request: HttpRequest, day: UUID, incident: UUID) -> HttpResponse:
    """Say what was done about a call or an incident."""
    found = led_or_404(request, day)
    about = get_object_or_404(Incident.objects.select_related("day"), day=found, uuid=incident)
    try:
        settle_incident(actor=request.user, incident=about, resolution=request.POST.get("resolution", ""))
    except UserError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Settled."))
    return redirect("exam_board", found.uuid)


@signed_in
@require_http_methods(["GET", "POST"])
def exam_close(request: HttpRequest, day: UUID) -> HttpResponse:
    """What is still open, closing the day once nothing is, and then releasing its results together."""
    found = led_or_404(request, day)
    problem = ""
    if request.method == "POST":
        try:
            messages.success(request, _end(request, found))
        except UserError as error:
            problem = str(error)
        else:
            return redirect("exam_close", found.uuid)
    context = {
        "day": found,
        "points": open_points(found) if found.is_open else [],
        "results": results_of(found) if found.is_closed else None,
        "problem": problem,
    }
    return render(request, "assessments/exam_days/close.html", context, status=422 if problem else 200)


def _end(request: HttpRequest, day: ExamDay) -> str:
    """Close the day or release what came of it, as the button says; what was done, in words."""
    if request.POST.get("go") != "release":
        close_day(actor=request.user, day=day)
        return _("The day is closed.")
    count = release_day(actor=request.user, day=day)
    words = ngettext(
        "%(count)s result released: the person can read it now.",
        "%(count)s results released at the same moment: people can read them now.",
        count,
    )
    return words % {"count": count}


@signed_in
@require_GET
def exam_counts(request: HttpRequest, day: UUID) -> HttpResponse:
    """How the day goes, in figures, for whoever sees the cohort but no names."""
    found = day_by_uuid(day)
    if found is None or found.is_plan:
        raise Http404
    if not all(registries.may_count(request.user, one) for one in found.occasions.all()):
        raise Http404
    return render(request, "assessments/exam_days/counts.html", {"day": found, "counts": counts_of(found)})
