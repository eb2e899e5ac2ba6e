"""Taking a test, one question per page."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import registries
from assessments.interfaces.answers import from_form
from assessments.selectors.deliveries import delivery_states
from assessments.selectors.gains import gain_of
from assessments.selectors.results import outcome_of, result_of
from assessments.selectors.sittings import Sitting, acknowledged, uncounted
from assessments.services.answers import claim_attempt, save_answer
from assessments.services.attempts import submit_attempt
from assessments.views.attempt_pages import save_page, whole_page
from assessments.views.shared import own_or_404, sitting_or_404, way_back
from lms.accounts.access import signed_in
from lms.core.errors import UserError
from lms.core.typed_numbers import whole

# Seconds by which the clock of a page may run ahead of ours.
CLOCKS_DIFFER = 5
CONFLICTS = {"opened_elsewhere", "stale"}


@signed_in
@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """One question (`?item=N`, by default where the person stopped); POST saves it and goes on.

    Where the delivery says so, all questions on one page, with `?item=N` in focus.
    """
    if request.method == "POST":
        if "page" in request.POST:
            return save_page(request, attempt) or _go_on(request, attempt)
        return _save(request, attempt)
    sitting = sitting_or_404(request, attempt)
    if not sitting.is_open:
        return redirect("attempt_submitted", attempt=attempt)
    if sitting.delivery.asks_all_at_once:
        focus = _asked_position(request, sitting) if "item" in request.GET else 0
        return whole_page(request, sitting, focus=focus)
    return _question_page(request, sitting, _asked_position(request, sitting))


def _save(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Save the page and go on; what the autosave was told is stored already is not saved again."""
    try:
        sent = from_form(request.POST)
        if request.POST.get("take_over"):
            with own_or_404():
                sent = replace(sent, epoch=claim_attempt(user=request.user, attempt=attempt))
        if sent.is_untouched or (
            sent.is_acknowledged
            and acknowledged(user=request.user, uuid=attempt, item=sent.item, seq=sent.seq)
        ):
            return _go_on(request, attempt)
        saved = save_answer(
            user=request.user,
            attempt=attempt,
            item=sent.item,
            raw=sent.raw,
            seq=sent.seq,
            epoch=sent.epoch,
            flagged=sent.flagged,
        )
        if not saved.applied:
            raise UserError(_("A newer answer to this question was already stored."), code="stale")
    except UserError as error:
        return _not_saved(request, attempt, error)
    return _go_on(request, attempt)


@signed_in
def attempt_review(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """What is answered, what is not and what was marked, before handing in."""
    sitting = sitting_or_404(request, attempt)
    if not sitting.is_open:
        return redirect("attempt_submitted", attempt=attempt)
    context = {"sitting": sitting, "back": way_back(request, sitting.delivery)}
    return render(request, "assessments/attempt_review.html", context)


@signed_in
@require_POST
def attempt_submit(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Hand in; a second click finds it done.

    A page whose clock ran out (`go=time`) hands in unless the person was given more time meanwhile.
    """
    if request.POST.get("go") == "time" and has_more_time(request, sitting_or_404(request, attempt)):
        return redirect("attempt", attempt=attempt)
    with own_or_404():
        submit_attempt(user=request.user, attempt=attempt)
    return redirect("attempt_submitted", attempt=attempt)


@signed_in
def attempt_submitted(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """What came of it, as far as the delivery's feedback allows."""
    sitting = sitting_or_404(request, attempt)
    if sitting.is_open:
        return redirect("attempt", attempt=attempt)
    delivery, result = sitting.delivery, result_of(sitting)
    state = delivery_states(user=request.user, delivery_ids=[delivery.pk])[delivery.pk]
    onward = registries.onward(request.user, delivery, result.max_score)
    context = {
        "sitting": sitting,
        "result": result,
        "uncounted": uncounted(sitting),
        "state": state,
        "outcome": outcome_of(sitting, result, state, onward),
        "gain": gain_of(attempt=sitting.attempt, onward=onward) if result.score is not None else None,
        "stage": sitting.stage.value,
        "onward": onward,
        "back": way_back(request, delivery),
    }
    return render(request, "assessments/attempt_submitted.html", context)


def has_more_time(request: HttpRequest, sitting: Sitting) -> bool:
    """Whether a page whose clock ran out is wrong, since more time was given; the next page says so."""
    if not sitting.is_open or (sitting.seconds_left or 0) <= CLOCKS_DIFFER:
        return False
    messages.info(request, _("You were given more time: go on where you stopped."))
    return True


def _asked_position(request: HttpRequest, sitting: Sitting) -> int:
    asked = whole(request.GET.get("item"), least=1, most=len(sitting.places))
    return sitting.where_stopped if asked is None else asked


def _question_page(
    request: HttpRequest,
    sitting: Sitting,
    position: int,
    *,
    problem: str = "",
    take_over: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "sitting": sitting,
        "heading": sitting.delivery.heading,
        "place": sitting.places[position - 1],
        "total": len(sitting.places),
        "previous": position - 1 if position > 1 else None,
        "next": position + 1 if position < len(sitting.places) else None,
        "problem": problem,
        "take_over": take_over,
    }
    return render(request, "assessments/attempt.html", context, status=status)


def _not_saved(request: HttpRequest, attempt: UUID, error: UserError) -> HttpResponse:
    """Say what happened; on a conflict show what is stored, so that nothing is overwritten unseen.

    Where another tab or device has the test, one button goes on here with what was entered.
    """
    fresh = sitting_or_404(request, attempt)
    if not fresh.is_open:
        messages.warning(request, str(error))
        return redirect("attempt_submitted", attempt=attempt)
    asked = request.POST.get("item")
    position = next((p.position for p in fresh.places if str(p.item.uuid) == asked), fresh.where_stopped)
    status = 409 if error.code in CONFLICTS else 400
    entered = {"answer": request.POST.getlist("answer"), "flagged": "flagged" in request.POST}
    take_over = entered if error.code == "opened_elsewhere" and entered["answer"] else None
    return _question_page(request, fresh, position, problem=str(error), take_over=take_over, status=status)


def _go_on(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where the pressed button leads."""
    go = request.POST.get("go", "")
    if go == "exit":
        return redirect(way_back(request, sitting_or_404(request, uuid).delivery))
    if go in ("submit", "time"):
        return attempt_submit(request, attempt=uuid)
    if go == "review":
        return redirect("attempt_review", attempt=uuid)
    url = reverse("attempt", args=[uuid])
    if request.POST.get("language") in dict(settings.LANGUAGES):
        url = translate_url(url, request.POST["language"])
        go = request.POST.get("position", "")
    place = whole(go)
    return redirect(url if place is None else f"{url}?item={place}")
