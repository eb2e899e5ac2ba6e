"""What the rating page's script talks to: one criterion at a time, in small JSON.

The protocol is that of `assessments.views.autosave` without an epoch: each criterion has its own
sequence, so a second tab is no conflict. 410 `submitted`, `closed`, `not_held`: nothing
changes any more, or not yet.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from assessments import registries
from assessments.interfaces.ratings import read_edit
from assessments.selectors.occasions import bare_occasion
from assessments.services.rating_edits import save_edit
from assessments.views.shared import own_or_404
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.bodies import takes_json
from lms.core.errors import UserError

GONE = {"submitted", "closed", "not_held"}


@signed_in
@require_POST
@takes_json
def rating_edit(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Store one edit of a draft and say what is stored.

    Takes `{"criterion": key, "level": "3"|"no"|"", "comment": text, "seq": n}`; the criterion "" is
    the overall comment. Answers `{"applied": bool, "seq": n, "saved_at": moment}` as the autosave of
    a test does, or `{"code", "message"}`.
    """
    try:
        with own_or_404():
            saved = save_edit(actor=request.user, occasion=occasion, subject=subject, edit=read_edit(request))
    except UserError as error:
        if error.code == "bad_form":
            _check_access(request, occasion, subject)
        status = 410 if error.code in GONE else 400
        return JsonResponse({"code": error.code, "message": str(error)}, status=status)
    return JsonResponse(
        {
            "applied": saved.applied,
            "seq": saved.seq,
            "saved_at": localtime(saved.saved_at).isoformat(timespec="seconds"),
        }
    )


def _check_access(request: HttpRequest, occasion: UUID, subject: UUID) -> None:
    """To a stranger the page does not exist, whatever they send."""
    found, person = bare_occasion(occasion), User.objects.filter(uuid=subject).first()
    if found is None or person is None or not registries.may_rate(request.user, found, person):
        raise Http404
