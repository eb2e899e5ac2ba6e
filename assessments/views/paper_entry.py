"""One paper: what both hands read, what differs, and settling it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.interfaces.paper.content import paper_code
from assessments.interfaces.paper.grid import line, typed_in
from assessments.models import PaperEntry
from assessments.selectors.paper_entries import papers_of
from assessments.services.paper_entries import (
    check_paper,
    differing,
    discard_paper,
    paper_places,
    settle_paper,
    unreadable,
)
from assessments.views.running import RUNNERS, base_context, running_or_404
from lms.accounts.access import roles
from lms.core.errors import UserError


@require_http_methods(["GET", "POST"])
@roles(*RUNNERS)
def paper_entry(request: HttpRequest, delivery: UUID, entry: UUID) -> HttpResponse:
    """What was typed of one paper. POST checks it, settles what differs, or forgets it."""
    found, running = running_or_404(request, delivery)
    if running.people is None:
        raise Http404
    held = get_object_or_404(
        papers_of(found, running.people).select_related("instrument_version", "person"), uuid=entry
    )
    try:
        places = paper_places(held.instrument_version, held.edition)
    except UserError as error:
        messages.warning(request, str(error))
        return redirect("delivery", delivery)
    uuid = str(held.uuid)
    typed: dict[str, str] = {}
    problem = ""
    if request.method == "POST":
        go = request.POST.get("go", "")
        typed = typed_in(request.POST, uuid, places)
        try:
            words = _act(request, go, held, typed)
        except UserError as error:
            if error.code == "not_found":
                messages.warning(request, str(error))
                return redirect("paper_entries", delivery)
            problem = str(error)
        else:
            messages.success(request, words)
            if go == "discard":
                return redirect("paper_entries", delivery)
            return redirect("paper_entry", delivery, entry)
        held.refresh_from_db()
    apart = {place.position for place in differing(places, held)} if held.checked_at else set()
    wrong = [place.position for place in unreadable(places, typed)]
    shown = typed or (held.settled if apart else held.first)
    cells = line(uuid, "", places, shown, wrong=wrong).cells
    rows = [
        {
            "place": place,
            "first": held.first.get(str(place.position), ""),
            "second": held.second.get(str(place.position), ""),
            "settled": held.settled.get(str(place.position), ""),
            "differs": place.position in apart,
            "cell": cell,
        }
        for place, cell in zip(places, cells, strict=True)
    ]
    context = {
        **base_context(found, running),
        "entry": held,
        "rows": rows,
        "apart": len(apart),
        "problem": problem,
        "code": paper_code(held.instrument_version, held.edition),
        "is_own": held.entered_by_id == request.user.pk,
        "to_settle": bool(apart) and held.attempt_id is None,
        "to_check": held.checked_at is None and held.entered_by_id != request.user.pk,
    }
    return render(request, "assessments/paper/entry.html", context, status=409 if problem else 200)


def _act(request: HttpRequest, go: str, entry: PaperEntry, typed: dict[str, str]) -> str:
    if go == "discard":
        discard_paper(actor=request.user, entry=entry.uuid)
        return _("What was typed is gone. The paper can be typed again.")
    if go == "settle":
        settle_paper(actor=request.user, entry=entry.uuid, typed=typed)
        return _("The paper is stored and marked.")
    checked = check_paper(actor=request.user, entry=entry.uuid, typed=typed)
    if checked.attempt_id is None:
        return _("Some answers differ. Look at the paper again and say what it says.")
    return _("The paper is stored and marked.")
