"""Rating one person on one occasion."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.enums import Judgment, OccasionMode
from assessments.interfaces.ratings import (
    MOST_SEQ,
    rating_sheet,
    read_marks,
    read_words,
    seen_of,
    stored_marks,
)
from assessments.interfaces.sheet_phases import phases
from assessments.models import CriterionScore, Occasion, Rating, RatingCase
from assessments.rules import rating_cases as cases
from assessments.rules.competence import CompetenceRules
from assessments.selectors.assessors import case_of, earlier_versions, own_rating
from assessments.selectors.comparison import compared, side_by_side
from assessments.selectors.evidence_notes import notes_of, owed_words
from assessments.selectors.moderation import settled_on, third_asked
from assessments.selectors.occasions import bare_occasion, criteria_of, occasion_by_uuid, scenarios_of
from assessments.selectors.turns import turn_of
from assessments.services.criterion_scores import Mark
from assessments.services.rating_checks import RatingError, check_beginning, check_complete, check_ratable
from assessments.services.rating_edits import add_note, confirm_person
from assessments.services.ratings import save_rating
from assessments.services.sheet_words import closing_of
from assessments.views.rating_closed import FOR_GOOD, Words, around_person, closed_page
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError
from lms.core.permissions import open_to
from lms.core.typed_numbers import whole


@signed_in
@require_http_methods(["GET", "POST"])
def rating(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """The rubric for one person; POST keeps a draft and, with `go=submit`, leads to sending it."""
    person = User.objects.filter(uuid=subject).first()
    if request.method == "POST":
        about = bare_occasion(occasion)
        if about is None or person is None:
            raise Http404
        return _save(request, about, person)
    found = occasion_by_uuid(occasion)
    if found is None or person is None or not registries.may_rate(request.user, found, person):
        raise Http404
    own = own_rating(assessor=request.user, occasion=found, subject=person)
    case = own.assignment.case if own else case_of(occasion=found, subject=person)
    if own and own.is_submitted:
        return _submitted_page(request, found, person, own)
    if why := _why_not(request.user, found, case, own):
        return closed_page(request, found, person, case, why, Words.of(own))
    if not found.has_begun:
        # The list says when it is held and on what people will be rated.
        return redirect("rating_list", occasion=found.uuid)
    return _page(request, found, person, stored_marks(own), own)


def _why_not(
    assessor: User, occasion: Occasion, case: RatingCase | None, own: Rating | None
) -> UserError | None:
    """Why nothing can be written on the sheet: told before anything is typed, not when it is saved."""
    try:
        if own is None:
            check_beginning(assessor, occasion, case)
        else:
            check_ratable(own.assignment.case, assessor=assessor)
    except UserError as error:
        return error
    return None


def _act(request: HttpRequest, occasion: Occasion, person: User, go: str) -> None:
    """What the buttons without a script do beside saving."""
    if go == "person":
        confirm_person(
            actor=request.user, occasion=occasion, subject=person, reason=request.POST.get("why", "")
        )
    elif go == "note":
        add_note(
            actor=request.user,
            occasion=occasion,
            subject=person,
            text=request.POST.get("note", ""),
            about=request.POST.get("about", ""),
        )


def _save(request: HttpRequest, occasion: Occasion, person: User) -> HttpResponse:
    marks, go = read_marks(request.POST), request.POST.get("go", "")
    closing, judgment = read_words(request.POST)
    comment_seq = whole(request.POST.get("seq_", ""), most=MOST_SEQ)
    numbered = comment_seq is not None
    try:
        rating = save_rating(
            actor=request.user,
            occasion=occasion,
            subject=person,
            marks=marks,
            comment=request.POST.get("comment", ""),
            comment_seq=comment_seq,
            # The script has sent these already.
            closing=None if numbered else closing,
            judgment=None if numbered else judgment,
            # Numbered edits are each compared with what is stored; a whole form only by its revision.
            revision=None if numbered else whole(request.POST.get("revision", "")) or 0,
        )
        _act(request, occasion, person, go)
        if go in {"submit", "owe"}:
            check_complete(rating, occasion, owing=go == "owe")
            return redirect("rating_send", occasion=occasion.uuid, subject=person.uuid)
    except UserError as error:
        if error.code == "not_yours":
            raise Http404 from error
        return _refused(request, occasion, person, marks, error)
    if go != "person":
        messages.success(request, _("Draft saved."))
    return redirect("rating", occasion=occasion.uuid, subject=person.uuid)


def _refused(
    request: HttpRequest,
    occasion: Occasion,
    person: User,
    marks: dict[str, Mark],
    error: UserError,
) -> HttpResponse:
    """Say why, and keep all that was typed on the page."""
    found = occasion_by_uuid(occasion.uuid)
    assert found is not None
    own = own_rating(assessor=request.user, occasion=found, subject=person)
    if error.code in FOR_GOOD:
        case = own.assignment.case if own else case_of(occasion=found, subject=person)
        return closed_page(request, found, person, case, error, Words.typed(request.POST), typed=True)
    problems = error.problems if isinstance(error, RatingError) else {}
    if problems:
        # It was saved, laid over what other tabs and devices saved.
        marks = stored_marks(own)
    return _page(
        request,
        found,
        person,
        marks,
        own,
        problems=problems,
        problem=str(error),
        comment=request.POST.get("comment", ""),
        status=409 if error.code == "stale" else 422,
    )


def _page(
    request: HttpRequest,
    occasion: Occasion,
    person: User,
    marks: dict[str, Mark],
    own: Rating | None,
    *,
    problems: Mapping[str, str] | None = None,
    problem: str = "",
    comment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    scenarios = scenarios_of(occasion)
    notes = list(notes_of(own)) if own else []
    noted = [one.criterion.key for one in notes if one.criterion]
    counts = occasion.mode == OccasionMode.ASSESSED
    closing, judgment = read_words(request.POST)
    if own:
        closing = closing or closing_of(own)
        judgment = judgment or own.judgment
    turn = turn_of(request.user, occasion, person)
    context = {
        **around_person(request, occasion, person, turn.room),
        "card": turn.card,
        # Whoever was asked afterwards, to settle it, has no turn.
        "due": None if turn.due and third_asked(request.user, occasion).filter(pk=person.pk) else turn.due,
        "rules": CompetenceRules.from_json(occasion.rubric_version.rules),
        "instructions": occasion.rubric_version.instructions,
        "scenarios": scenarios,
        "phases": phases(scenarios, turn.card.slot.day.minutes if turn.card else None),
        "notes": notes,
        "sheet": rating_sheet(
            occasion, criteria_of(occasion), marks, problems=problems, own=own, noted=noted
        ),
        "judgments": Judgment.choices if counts else [],
        "judgment": judgment,
        "closing": closing,
        "seen": seen_of(own),
        "guard": counts and not (own and (own.assignment.confirmed_at or own.revision)),
        "sheet_key": f"{occasion.uuid}:{person.uuid}",
        "own": own,
        "problem": problem,
        "comment": own.comment if comment is None and own else comment or "",
    }
    page = render(request, "assessments/rating.html", context, status=status)
    # To dictate, where the browser understands speech by itself (rating-dictation.js).
    return open_to(page, "microphone", "on-device-speech-recognition")


def _submitted_page(request: HttpRequest, occasion: Occasion, person: User, own: Rating) -> HttpResponse:
    """One's own rating beside those of others, who stay unseen until then."""
    case = own.assignment.case
    comparison = compared(occasion=occasion, subject_id=person.pk, first=request.user.pk)
    settling = case.state in cases.SETTLING
    if settling:
        # Each writes alone first: here only what they sent themselves is to be read.
        comparison = side_by_side(occasion, [one.rating for one in comparison.columns[:1]])
    context = {
        **around_person(request, occasion, person),
        "own": own,
        "sheet_key": f"{occasion.uuid}:{person.uuid}",
        "case": case,
        "settling": settling,
        "owed": [] if case.is_public else list(_owed(request, occasion, person)),
        "settled": settled_on(occasion, case),
        "earlier": earlier_versions(own) if own.version > 1 else [],
        "comparison": comparison,
        "may_reopen": case.state in cases.RATABLE
        and (occasion.mode == OccasionMode.COACHED or not comparison.several),
        "may_release": case.state in cases.RELEASABLE and registries.may_release(request.user, occasion),
    }
    return render(request, "assessments/rating_submitted.html", context)


def _owed(request: HttpRequest, occasion: Occasion, person: User) -> QuerySet[CriterionScore]:
    return owed_words(occasion, assessor=request.user).filter(rating__assignment__case__ratee=person)
