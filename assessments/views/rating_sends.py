"""Sending a rating: first shown as it will go and asked once, then sent, and on to the next person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.enums import OccasionMode
from assessments.interfaces.moderation import JudgmentForm
from assessments.interfaces.ratings import rating_sheet, stored_marks
from assessments.models import Occasion, Rating
from assessments.rules import rating_cases as cases
from assessments.selectors.assessors import own_rating, subjects
from assessments.selectors.evidence_notes import noted_criteria
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from assessments.selectors.rating_lists import next_subject
from assessments.services.rating_checks import RatingError
from assessments.services.ratings import submit_rating
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError
from lms.core.typed_numbers import whole


@signed_in
@require_http_methods(["GET", "POST"])
def rating_send(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Ask whether to send the draft as it stands; POST sends it, unless it changed meanwhile."""
    found, person = occasion_by_uuid(occasion), User.objects.filter(uuid=subject).first()
    if found is None or person is None or not registries.may_rate(request.user, found, person):
        raise Http404
    if request.method == "POST":
        return _send(request, found, person)
    own = own_rating(assessor=request.user, occasion=found, subject=person)
    if not _is_sendable(found, own):
        return redirect("rating", occasion=found.uuid, subject=person.uuid)
    return _page(request, found, person, own)


def _send(request: HttpRequest, occasion: Occasion, person: User) -> HttpResponse:
    seen = whole(request.POST.get("revision", "")) or 0
    form = JudgmentForm(request.POST) if occasion.mode == OccasionMode.ASSESSED else None
    if form is not None and not form.is_valid():
        own = own_rating(assessor=request.user, occasion=occasion, subject=person)
        if not _is_sendable(occasion, own):
            return redirect("rating", occasion=occasion.uuid, subject=person.uuid)
        return _page(request, occasion, person, own, judgment=form, status=422)
    try:
        submit_rating(
            actor=request.user,
            occasion=occasion,
            subject=person,
            judgment=form.cleaned_data["judgment"] if form else None,
            revision=seen,
            owing="owing" in request.POST,
        )
    except RatingError as error:
        messages.warning(request, str(error))
        return redirect("rating", occasion=occasion.uuid, subject=person.uuid)
    except UserError as error:
        own = own_rating(assessor=request.user, occasion=occasion, subject=person)
        if error.code == "stale" and _is_sendable(occasion, own):
            return _page(request, occasion, person, own, judgment=form, problem=str(error), status=409)
        messages.warning(request, str(error))
        return redirect("rating", occasion=occasion.uuid, subject=person.uuid)
    return _onward(request, occasion, person)


def _onward(request: HttpRequest, occasion: Occasion, person: User) -> HttpResponse:
    """To whom to rate next; to the list where nobody is left."""
    people = registries.subjects_of(request.user, occasion)
    follows = next_subject(assessor=request.user, occasion=occasion, people=people, after=person)
    if follows is None:
        words = _("Rating of %(person)s submitted. They can read it once it is released.")
        messages.success(request, words % {"person": person})
        return redirect("rating_list", occasion=occasion.uuid)
    words = _("Rating of %(person)s submitted. They can read it once it is released. Next: %(next)s.")
    messages.success(request, words % {"person": person, "next": follows})
    return redirect("rating", occasion=occasion.uuid, subject=follows.uuid)


def _is_sendable(occasion: Occasion, own: Rating | None) -> bool:
    return (
        own is not None
        and not own.is_submitted
        and occasion.has_begun
        and (own.assignment.case.state in cases.RATABLE or own.assignment.third)
    )


def _page(
    request: HttpRequest,
    occasion: Occasion,
    person: User,
    own: Rating | None,
    *,
    judgment: JudgmentForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    if judgment is None and occasion.mode == OccasionMode.ASSESSED:
        judgment = JudgmentForm(initial={"judgment": own.judgment if own else None})
    sheet = rating_sheet(
        occasion, criteria_of(occasion), stored_marks(own), noted=noted_criteria(own) if own else ()
    )
    (this,) = subjects(assessor=request.user, occasion=occasion, people=[person])
    context = {
        "occasion": occasion,
        "person": person,
        "own": own,
        "this": this,
        "sheet": sheet,
        "judgment": judgment,
        "missing": len(sheet.rows) - sheet.decided,
        "owed": sheet.comments_missing,
        "problem": problem,
    }
    return render(request, "assessments/rating_send.html", context, status=status)
