"""Reading on, and marking as read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.interfaces.lesson_marks import read_mark
from courses.models import Enrollment
from courses.selectors.paths import lesson_after, lesson_to_continue, reading_lock
from courses.services.lessons import complete_lesson
from lms.accounts.access import signed_in
from lms.core import clock
from lms.core.bodies import takes_json
from lms.core.errors import UserError


@require_GET
@signed_in
def continue_lessons(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """To the first lesson that the person has not read yet."""
    enrollment = get_object_or_404(
        Enrollment.objects.select_related("cohort__course"), uuid=uuid, user=request.user
    )
    return redirect(lesson_to_continue(enrollment))


@require_POST
@signed_in
def lesson_complete(request: HttpRequest, uuid: UUID, lesson_key: UUID) -> HttpResponse:
    """Mark a lesson as read and go on to the next."""
    enrollment = get_object_or_404(
        Enrollment.objects.select_related("cohort__course", "user"), uuid=uuid, user=request.user
    )
    if locked := reading_lock(enrollment):
        messages.error(request, str(locked.note or _("Not open yet.")))
        return redirect("learning")
    try:
        complete_lesson(enrollment=enrollment, lesson_key=lesson_key)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("learning")
    return redirect(lesson_after(enrollment, lesson_key))


@signed_in
@require_POST
@takes_json
def lesson_marks(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark a lesson as read, as the page's script keeps it until it arrives.

    Takes `{"lesson": uuid, "seq": n}`, answers `{"applied": true, "seq": n, "saved_at": moment}`, or
    `{"code", "message"}` as the autosave of a test does. Arriving twice is arriving once.
    """
    enrollment = get_object_or_404(
        Enrollment.objects.select_related("cohort__course", "user"), uuid=uuid, user=request.user
    )
    try:
        mark = read_mark(request.body)
        if locked := reading_lock(enrollment):
            raise UserError(str(locked.note or _("Not open yet.")), code="locked")
        complete_lesson(enrollment=enrollment, lesson_key=mark.lesson)
    except UserError as error:
        return JsonResponse({"code": error.code, "message": str(error)}, status=400)
    moment = localtime(clock.now()).isoformat(timespec="seconds")
    return JsonResponse({"applied": True, "seq": mark.seq, "saved_at": moment})
