"""What the rating page's script talks to: one criterion at a time, in small JSON.

The protocol is that of `assessments.views.autosave` without an epoch: each field has its own
sequence, so a second tab is no conflict; another device is, where it wrote unseen. 410 `submitted`,
`closed`, `not_held`: nothing changes any more, or not yet.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from assessments import registries
from assessments.interfaces.ratings import DeviceForm, out_of_date, read_edit, read_hand_in, read_object
from assessments.selectors.occasions import bare_occasion
from assessments.services.rating_devices import may_report, report_device
from assessments.services.rating_edits import EditConflictError, SavedEdit, save_edit
from assessments.services.ratings import submit_rating
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

    Takes `{"criterion": key, "level": "3"|"no"|"", "comment": text, "look_again": bool, "seq": n,
    "device": name, "seen": {device: n}}`; the criterion "" is the overall comment, and `sheet_words` names
    the other fields. Answers `{"applied": bool, "seq": n, "saved_at": moment, "seen", "stored"}`, or
    `{"code", "message"}`; with 409 `conflict` also what is stored.
    """
    try:
        with own_or_404():
            saved = save_edit(actor=request.user, occasion=occasion, subject=subject, edit=read_edit(request))
    except EditConflictError as error:
        told = {"code": error.code, "message": str(error), **_told(error.saved)}
        return JsonResponse(told, status=409)
    except UserError as error:
        return _refused(request, occasion, subject, error)
    return JsonResponse({"applied": saved.applied, **_told(saved)})


@signed_in
@require_POST
@takes_json
def rating_hand_in(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Hand a draft in from a device; again is answered alike.

    Takes `{"judgment": 1…4|null, "owing": bool, "seen": {field: {device: seq}}}`. 409 `stale`: another device
    wrote what this one has not shown. 400 `incomplete`, `no_judgment`: nothing was sent.
    """
    try:
        sent = read_hand_in(request)
        found, person = bare_occasion(occasion), User.objects.filter(uuid=subject).first()
        if found is None or person is None:
            raise Http404
        with own_or_404():
            submit_rating(actor=request.user, occasion=found, subject=person, **sent)
    except UserError as error:
        return _refused(request, occasion, subject, error)
    return JsonResponse({"handed_in": True})


@signed_in
@require_POST
@takes_json
def rating_device(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """What a device says of itself: `{"device": name, "unsent": n, "held": n}`."""
    found, form = bare_occasion(occasion), DeviceForm(read_object(request))
    if found is None:
        raise Http404
    if not form.is_valid():
        if not may_report(request.user, found):
            raise Http404
        return JsonResponse({"code": "bad_form", "message": str(out_of_date())}, status=400)
    with own_or_404():
        report_device(actor=request.user, occasion=found, **form.cleaned_data)
    return JsonResponse({})


def _refused(request: HttpRequest, occasion: UUID, subject: UUID, error: UserError) -> JsonResponse:
    if error.code == "bad_form":
        _check_access(request, occasion, subject)
    status = 410 if error.code in GONE else 409 if error.code == "stale" else 400
    return JsonResponse({"code": error.code, "message": str(error)}, status=status)


def _told(saved: SavedEdit) -> dict[str, object]:
    return {
        "seq": saved.seq,
        "saved_at": localtime(saved.saved_at).isoformat(timespec="seconds"),
        "seen": saved.seen,
        "stored": saved.stored,
    }


def _check_access(request: HttpRequest, occasion: UUID, subject: UUID) -> None:
    """To a stranger the page does not exist, whatever they send."""
    found, person = bare_occasion(occasion), User.objects.filter(uuid=subject).first()
    if found is None or person is None or not registries.may_rate(request.user, found, person):
        raise Http404
