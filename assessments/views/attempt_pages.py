"""Taking a test with all its questions on one page."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.interfaces.answers import SentAnswer
from assessments.interfaces.page_answers import differs, entered, from_page, is_newer
from assessments.selectors.sittings import Place, Sitting
from assessments.services.answers import claim_attempt, save_answer
from assessments.views.shared import own_or_404, sitting_or_404
from lms.core.errors import UserError

OVER = frozenset({"time_over", "submitted"})


def whole_page(
    request: HttpRequest,
    sitting: Sitting,
    *,
    focus: int = 0,
    problem: str = "",
    wrong: Mapping[int, str] | None = None,
    shown: Mapping[int, Place] | None = None,
    take_over: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Every question; `shown` are those with what was entered and is not stored, `wrong` what ails them."""
    places = [(shown or {}).get(place.position, place) for place in sitting.places]
    context = {
        "sitting": sitting,
        "lines": [(place, (wrong or {}).get(place.position, "")) for place in places],
        "saved_at": max((place.saved_at for place in sitting.places if place.saved_at), default=None),
        "total": len(places),
        "focus": focus,
        "problem": problem,
        "take_over": take_over,
    }
    return render(request, "assessments/attempt_page.html", context, status=status)


def save_page(request: HttpRequest, attempt: UUID) -> HttpResponse | None:
    """Save what differs from what is stored; None when all of it is, else the page that says what is not.

    A tab that lost the test saves nothing until the person says so, and then never over an answer that
    was stored after its page was drawn.
    """
    sitting = sitting_or_404(request, attempt)
    try:
        sent = from_page(request.POST, sitting.places)
        epoch = sent[0].epoch
        if request.POST.get("take_over"):
            with own_or_404():
                epoch = claim_attempt(user=request.user, attempt=attempt)
    except UserError as error:
        if error.code in OVER:
            return _over(request, attempt, error)
        return whole_page(request, sitting, problem=str(error), status=400)
    changed = [(one, place) for one, place in zip(sent, sitting.places, strict=True) if differs(one, place)]
    refused: UserError | None = None
    wrong: dict[int, str] = {}
    for one, place in changed:
        try:
            _save(request, attempt, one, epoch)
        except UserError as error:
            if error.code not in OVER and error.code != "opened_elsewhere":
                wrong[place.position] = str(error)
                continue
            refused = error
            if error.code not in OVER:
                break  # nothing of this tab is stored; what comes too late is kept, each of it
    if refused is not None and refused.code in OVER:
        return _over(request, attempt, refused)
    if refused is None and not wrong:
        return None
    return _not_saved(request, sitting_or_404(request, attempt), changed, wrong, refused)


def _save(request: HttpRequest, attempt: UUID, sent: SentAnswer, epoch: int) -> None:
    saved = save_answer(
        user=request.user,
        attempt=attempt,
        item=sent.item,
        raw=sent.raw,
        seq=sent.seq,
        epoch=epoch,
        flagged=sent.flagged,
    )
    if not saved.applied:
        raise UserError(_("A newer answer to this question was already stored."), code="stale")


def _not_saved(
    request: HttpRequest,
    fresh: Sitting,
    changed: list[tuple[SentAnswer, Place]],
    wrong: dict[int, str],
    refused: UserError | None,
) -> HttpResponse:
    """What was entered stays on the page, but where something newer is stored: that is shown instead."""
    now = {place.position: place for place in fresh.places}
    shown = {
        place.position: entered(one, now[place.position])
        for one, place in changed
        if differs(one, now[place.position]) and is_newer(one, now[place.position])
    }
    if refused is not None:
        return whole_page(
            request, fresh, problem=str(refused), shown=shown, take_over=bool(shown), status=409
        )
    words = _("Some answers could not be saved. All others are.")
    return whole_page(request, fresh, problem=words, wrong=wrong, shown=shown, status=409)


def _over(request: HttpRequest, attempt: UUID, error: UserError) -> HttpResponse:
    messages.warning(request, str(error))
    return redirect("attempt_submitted", attempt=attempt)
