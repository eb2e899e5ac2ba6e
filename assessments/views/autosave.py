"""What the test page's script talks to: small JSON, never a page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from assessments.interfaces.answers import from_json
from assessments.services.answers import claim_attempt, save_answer
from assessments.views.attempts import CONFLICTS
from assessments.views.shared import sitting_or_404
from lms.accounts.access import signed_in
from lms.core.errors import UserError

GONE = {"time_over", "submitted"}


@signed_in
@require_POST
def attempt_claim(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Make this tab the one that may save."""
    sitting = sitting_or_404(request, attempt)
    try:
        return JsonResponse({"epoch": claim_attempt(user=request.user, attempt=sitting.attempt)})
    except UserError as error:
        return _refusal(error)


@signed_in
@require_POST
def attempt_autosave(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Store one edit and say what is stored."""
    sitting = sitting_or_404(request, attempt)
    try:
        sent = from_json(request)
        saved = save_answer(
            user=request.user,
            attempt=sitting.attempt,
            item=sent.item,
            raw=sent.raw,
            seq=sent.seq,
            epoch=sent.epoch,
            flagged=sent.flagged,
        )
    except UserError as error:
        return _refusal(error)
    return JsonResponse(
        {
            "applied": saved.applied,
            "saved_seq": saved.seq,
            "saved_at": time_format(localtime(saved.saved_at), "H:i"),
            "seconds_left": saved.seconds_left,
        }
    )


def _refusal(error: UserError) -> JsonResponse:
    status = 409 if error.code in CONFLICTS else 410 if error.code in GONE else 400
    return JsonResponse({"code": error.code, "message": str(error)}, status=status)
