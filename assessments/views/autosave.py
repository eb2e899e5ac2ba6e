"""What the test page's script talks to: small JSON, never a page.

The protocol, for whoever writes a client of it:

- A tab first *claims* the sitting (`attempt_claim`) and gets an `epoch`. Every edit carries it. A
  later claim, or opening the sitting anew, raises it: then the older tab is answered 409.
- Every edit of a question has a `seq` that rises. It is queued before it is sent and leaves the
  queue only when an answer says `seq` or more. Sending again is harmless: the same edit is
  acknowledged as before, an older one is answered with the `seq` that is stored.
- A page whose last edit was acknowledged says so in `acknowledged` when it is sent as a form; then
  "Save and continue" does not save it again.
- Handing in (`attempt_hand_in`) goes last and may be repeated: it is done once and answered alike.
- 200: stored. 400 `bad_form`, `bad_answer`, `no_such_item` and 415, no JSON: this edit will never be
  read, drop it and say so. 404: no such sitting of this person. 409 `opened_elsewhere`: stop, another
  tab owns it. 410 `time_over`, `submitted`: stop. In these cases what was sent is kept as evidence that
  does not count. 403: the token is old, get another (`csrf`) and send again. 401: the person is signed
  out; keep the queue and say so. 503 or nothing: keep the queue and try again later.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from assessments.interfaces.answers import ClaimForm, HandInForm, bad_form, from_json, json_of
from assessments.services.answers import claim_attempt, save_answer
from assessments.services.attempts import submit_attempt
from assessments.views.attempts import CONFLICTS, has_more_time
from assessments.views.shared import own_or_404, sitting_or_404
from lms.accounts.access import signed_in
from lms.core.bodies import takes_json
from lms.core.errors import UserError

GONE = {"time_over", "submitted"}


@signed_in
@require_POST
@takes_json
def attempt_claim(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Make this tab the one that may save; answers `{"epoch": n}`.

    Takes `{}`, or `{"seen": n}` from a page that may be old: then 409 if another tab came since; with
    `"tab"` and `"before"` (`services.answers.claim_attempt`) not for a claim whose answer was lost.
    """
    try:
        form = ClaimForm(json_of(request) if request.body else {})
        if not form.is_valid():
            raise bad_form()
    except UserError as error:
        sitting_or_404(request, attempt)  # to a stranger the sitting does not exist, whatever they send
        return _refusal(error)
    try:
        with own_or_404():
            epoch = claim_attempt(user=request.user, attempt=attempt, **form.cleaned_data)
        return JsonResponse({"epoch": epoch})
    except UserError as error:
        return _refusal(error)


@signed_in
@require_POST
@takes_json
def attempt_autosave(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Store one edit and say what is stored.

    Takes `{"item": uuid, "answer": [values as a form sends them], "flagged": bool, "seq": n,
    "epoch": n}`. Answers `{"applied": bool, "seq": n, "saved_at": moment, "seconds_left": n|null}`:
    `seq` and `saved_at` (ISO 8601, in the person's time zone) are those of what is stored now, and
    `applied` is false when that is a newer edit than the one sent. A refusal is `{"code",
    "message"}`, the message in the person's language.
    """
    try:
        sent = from_json(request)
        with own_or_404():
            saved = save_answer(
                user=request.user,
                attempt=attempt,
                item=sent.item,
                raw=sent.raw,
                seq=sent.seq,
                epoch=sent.epoch,
                flagged=sent.flagged,
            )
    except UserError as error:
        if error.code == "bad_form":
            sitting_or_404(request, attempt)  # to a stranger the sitting does not exist, whatever they send
        return _refusal(error)
    return JsonResponse(
        {
            "applied": saved.applied,
            "seq": saved.seq,
            "saved_at": localtime(saved.saved_at).isoformat(timespec="seconds"),
            "seconds_left": saved.seconds_left,
        }
    )


@signed_in
@require_POST
@takes_json
def attempt_hand_in(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Hand in from a page that may have waited for a line; again changes nothing and answers the same.

    Takes `{"epoch": n, "time": bool}`, `time` where the page's clock ran out. Answers `{"handed_in": bool,
    "seconds_left": n|null}`; false where the person was given more time meanwhile.
    """
    sitting = sitting_or_404(request, attempt)
    try:
        form = HandInForm(json_of(request))
        if not form.is_valid():
            raise bad_form()
        if form.cleaned_data["time"] and has_more_time(request, sitting):
            return JsonResponse({"handed_in": False, "seconds_left": sitting.seconds_left})
        with own_or_404():
            submit_attempt(user=request.user, attempt=attempt, epoch=form.cleaned_data["epoch"])
    except UserError as error:
        return _refusal(error)
    return JsonResponse({"handed_in": True, "seconds_left": None})


def _refusal(error: UserError) -> JsonResponse:
    status = 409 if error.code in CONFLICTS else 410 if error.code in GONE else 400
    return JsonResponse({"code": error.code, "message": str(error)}, status=status)
