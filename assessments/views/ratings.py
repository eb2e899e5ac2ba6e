"""Rating one person on one occasion."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.interfaces.ratings import RatingSheet, rating_sheet, read_marks
from assessments.models import Occasion, Rating
from assessments.rules.competence import CompetenceRules
from assessments.selectors.assessors import near, occasion_by_uuid, own_rating, subjects
from assessments.selectors.comparison import compared
from assessments.services.ratings import Mark, RatingError, save_rating, submit_rating
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError


@signed_in
@require_http_methods(["GET", "POST"])
def rating(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """The rubric for one person; POST keeps a draft or, with `go=submit`, hands the rating in."""
    found = occasion_by_uuid(occasion)
    person = User.objects.filter(uuid=subject).first()
    if found is None or person is None or not registries.may_rate(request.user, found, person):
        raise Http404
    if request.method == "POST":
        return _save(request, found, person)
    own = own_rating(assessor=request.user, occasion=found, subject=person)
    if own and own.is_submitted:
        return _submitted_page(request, found, person, own)
    return _page(request, found, person, rating_sheet(found.rubric_version, _stored(own)), own)


def _save(request: HttpRequest, occasion: Occasion, person: User) -> HttpResponse:
    marks = read_marks(request.POST, occasion.rubric_version.criteria.all())
    by_script = request.headers.get("Accept") == "application/json"
    try:
        saved = save_rating(
            actor=request.user,
            occasion=occasion,
            subject=person,
            marks=marks,
            comment=request.POST.get("comment", ""),
            revision=_revision(request),
        )
        if request.POST.get("go") == "submit" and not by_script:
            submit_rating(actor=request.user, occasion=occasion, subject=person)
            return _submitted(request, occasion, person)
    except UserError as error:
        return _refused(request, occasion, person, marks, error, by_script=by_script)
    if by_script:
        return JsonResponse({"revision": saved.revision, "saved_at": _clock(saved)})
    messages.success(request, _("Draft saved."))
    return redirect("rating", occasion=occasion.uuid, subject=person.uuid)


def _submitted(request: HttpRequest, occasion: Occasion, person: User) -> HttpResponse:
    messages.success(request, _("Rating of %(person)s submitted. They can read it now.") % {"person": person})
    return redirect("rating_list", occasion=occasion.uuid)


def _refused(
    request: HttpRequest,
    occasion: Occasion,
    person: User,
    marks: dict[str, Mark],
    error: UserError,
    *,
    by_script: bool,
) -> HttpResponse:
    """Say why, and keep all that was typed on the page."""
    conflict = error.code in {"stale", "submitted"}
    if by_script:
        return JsonResponse({"code": error.code, "message": str(error)}, status=409 if conflict else 400)
    own = own_rating(assessor=request.user, occasion=occasion, subject=person)
    if own and own.is_submitted:
        messages.warning(request, str(error))
        return redirect("rating", occasion=occasion.uuid, subject=person.uuid)
    problems = error.problems if isinstance(error, RatingError) else {}
    sheet = rating_sheet(occasion.rubric_version, marks, problems)
    return _page(
        request,
        occasion,
        person,
        sheet,
        own,
        problem=str(error),
        comment=request.POST.get("comment", ""),
        status=409 if conflict else 422,
    )


def _page(
    request: HttpRequest,
    occasion: Occasion,
    person: User,
    sheet: RatingSheet,
    own: Rating | None,
    *,
    problem: str = "",
    comment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    people = subjects(assessor=request.user, occasion=occasion)
    context = {
        "occasion": occasion,
        "rules": CompetenceRules.from_json(occasion.rubric_version.rules),
        "person": person,
        "sheet": sheet,
        "own": own,
        "problem": problem,
        "comment": own.comment if comment is None and own else comment or "",
        "people": near(people, person),
        "total": len(people),
        "this": next((one for one in people if one.person.pk == person.pk), None),
    }
    return render(request, "assessments/rating.html", context, status=status)


def _submitted_page(request: HttpRequest, occasion: Occasion, person: User, own: Rating) -> HttpResponse:
    """One's own rating beside those of others, who stay unseen until then."""
    context = {
        "occasion": occasion,
        "person": person,
        "own": own,
        "comparison": compared(occasion=occasion, subject_id=person.pk, first=request.user.pk),
        "people": near(subjects(assessor=request.user, occasion=occasion), person),
    }
    return render(request, "assessments/rating_submitted.html", context)


def _stored(own: Rating | None) -> dict[str, Mark]:
    scores = own.scores.all() if own else []
    return {one.criterion.key: Mark(one.value, one.decided, one.comment) for one in scores}


def _revision(request: HttpRequest) -> int:
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _clock(saved: Rating) -> str:
    return time_format(localtime(saved.saved_at), "H:i")
