"""The door of an exam day: a list with forms, and what its script sends once the line is back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.enums import Presence
from assessments.interfaces.door import read_came, read_spots, read_swap
from assessments.interfaces.ratings import read_object
from assessments.models import ExamDay
from assessments.selectors.day_boards import door_lines, door_people, found_at
from assessments.selectors.exam_days import day_by_uuid, is_marshal, may_lead
from assessments.services.day_door import Came, DoorConflictError, check_in, swap_slots
from assessments.views.exam_days import PAGE_SIZE, looked_for
from assessments.views.shared import own_or_404
from lms.accounts.access import signed_in
from lms.core import clock
from lms.core.bodies import takes_json
from lms.core.errors import UserError
from lms.core.typed_numbers import whole

# What a device keeps to work without a line is everybody on one page, up to so many.
MOST_KEPT = 1000


def door_or_404(request: HttpRequest, uuid: UUID, *, after: bool = False) -> tuple[ExamDay, bool]:
    """The day for whoever checks people in, and whether they lead it.

    Who was put at the door sees it while the day is on; `after` lets their device hear that it is over.
    """
    day = day_by_uuid(uuid)
    if day is None:
        raise Http404
    if may_lead(request.user, day):
        return day, True
    if not (day.is_open or after) or not is_marshal(request.user, day):
        raise Http404
    return day, False


@signed_in
@require_http_methods(["GET", "POST"])
def exam_door(request: HttpRequest, day: UUID) -> HttpResponse:
    """Who came: find the name, see a credential, hand out the badge; who changes places with whom.

    `q` searches names and code words, `show` narrows to who is here, absent or expected, `swap` says for
    whom a place is looked for. `all` is the page that a device keeps (`static/js/assessments-door.js`).
    """
    found, leads = door_or_404(request, day)
    if request.method == "POST":
        with own_or_404():
            return _swapped(request, found) if request.POST.get("act") == "swap" else _came(request, found)
    q, everybody = looked_for(request), "all" in request.GET
    people, shown = door_people(found), found_at(found, q)
    if (show := request.GET.get("show", "")) in Presence.values:
        shown = shown.filter(presence=show)
    page = Paginator(shown, MOST_KEPT if everybody else PAGE_SIZE).get_page(request.GET.get("page"))
    tally = dict.fromkeys(Presence.values, 0)
    for value in people.order_by().values_list("presence", flat=True):
        tally[value] += 1
    swapping = people.filter(uuid=_uuid(request.GET.get("swap", ""))).first() if leads else None
    context = {
        "day": found,
        "leads": leads,
        "page": page,
        "lines": door_lines(found, page.object_list),
        "q": q,
        "show": show,
        "everybody": everybody,
        "swapping": door_lines(found, [swapping])[0] if swapping and found.is_open else None,
        "occasion": (occasion := found.occasions.all()[0]),
        "sheet": f"{occasion.uuid}:door:{found.uuid}",
        "tabs": [
            {"key": "", "label": _("Everybody"), "count": sum(tally.values()), "current": show not in tally},
            *(
                {"key": key, "label": label, "count": tally[key], "current": key == show}
                for key, label in Presence.choices
            ),
        ],
    }
    return render(request, "assessments/exam_days/door.html", context)


def _uuid(sent: str) -> UUID | None:
    try:
        return UUID(sent)
    except ValueError:
        return None


def _came(request: HttpRequest, day: ExamDay) -> HttpResponse:
    row = get_object_or_404(day.check_ins, uuid=_uuid(request.POST.get("check_in", "")))
    presence = request.POST.get("presence", "")
    try:
        came = check_in(
            actor=request.user,
            check_in=row,
            presence=presence,
            credential_seen=request.POST.get("credential") == "1",
            revision=whole(request.POST.get("revision", "")),
        )
    except UserError as error:
        messages.warning(request, str(error))
    else:
        words = {"person": row.person, "word": row.code_word, "state": Presence(presence).label}
        messages.success(request, _("%(person)s (%(word)s): %(state)s.") % words)
        if came.lost:
            messages.warning(request, _lost(came.lost))
    return _back(request, day)


def _swapped(request: HttpRequest, day: ExamDay) -> HttpResponse:
    try:
        one, other = read_spots([request.POST.get("one"), request.POST.get("other")])
        swap_slots(actor=request.user, day=day, one=one, other=other)
    except UserError as error:
        if error.code == "not_yours":
            raise
        messages.warning(request, str(error))
    else:
        messages.success(request, _("They have changed places. Sheets that were begun stay with the person."))
    return _back(request, day)


def _lost(count: int) -> str:
    told = ngettext(
        "%(count)s slot was given to somebody else meanwhile: move it on the board.",
        "%(count)s slots were given to others meanwhile: move them on the board.",
        count,
    )
    return told % {"count": count}


def _back(request: HttpRequest, day: ExamDay) -> HttpResponse:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return redirect(target)
    return redirect("exam_door", day.uuid)


@signed_in
@require_POST
@takes_json
def exam_door_edit(request: HttpRequest, day: UUID) -> HttpResponse:
    """Store what was said at a door: who came, or who changes places.

    Takes `{"check_in": uuid, "presence", "credential": bool}` or `{"swap": [spot, spot]}`, with `seq`,
    `device`, `seen` and `ago`, the seconds since it was said. Answers as `rating_edit` does; 409 `conflict`
    comes with what is stored, 410 `closed` once the day is over.
    """
    (found, _leads), data = door_or_404(request, day, after=True), read_object(request)
    try:
        with own_or_404():
            if "swap" in data:
                one, other, seq = read_swap(data)
                swap_slots(actor=request.user, day=found, one=one, other=other)
                return JsonResponse({"applied": True, "seq": seq, "saved_at": _now(), "seen": {}})
            uuid, sent = read_came(data)
            row = get_object_or_404(found.check_ins, uuid=uuid)
            came = check_in(actor=request.user, check_in=row, **sent)
    except DoorConflictError as error:
        return JsonResponse({"code": error.code, "message": str(error), **_told(error.came)}, status=409)
    except UserError as error:
        status = 410 if error.code == "closed" else 400
        return JsonResponse({"code": error.code, "message": str(error)}, status=status)
    return JsonResponse({"applied": came.applied, **_told(came)})


def _told(came: Came) -> dict[str, object]:
    return {
        "field": str(came.row.uuid),
        "seq": came.row.seq,
        "saved_at": _now(),
        "seen": came.row.devices,
        "stored": came.stored,
        "warning": _lost(came.lost) if came.lost else "",
    }


def _now() -> str:
    return localtime(clock.now()).isoformat(timespec="seconds")
