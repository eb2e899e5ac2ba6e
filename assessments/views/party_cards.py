"""What is said beside the assessors: the card of a player, and ratings among peers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import registries
from assessments.interfaces.party_cards import PartyCardForm
from assessments.interfaces.ratings import rating_sheet, read_marks
from assessments.models import RoleCast
from assessments.selectors.beside_ratings import without_card, without_peer_rating
from assessments.selectors.occasions import bare_occasion, criteria_of, occasion_by_uuid
from assessments.services.openings import set_peers
from assessments.services.party_cards import write_card
from assessments.services.rating_checks import RatingError
from assessments.services.self_ratings import rate_peer
from lms.accounts.access import signed_in
from lms.core.errors import UserError


@signed_in
@require_http_methods(["GET", "POST"])
def party_card(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Three questions for whoever played a party, about one of those who conciliated."""
    found = bare_occasion(occasion)
    if found is None or not RoleCast.objects.filter(occasion=found, user=request.user).exists():
        raise Http404
    people = without_card(request.user, found)
    form = PartyCardForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            write_card(actor=request.user, occasion=found, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. It is kept and counts for nothing."))
            return redirect("party_card", occasion=found.uuid)
    context = {"occasion": found, "form": form, "anybody": found.has_begun and people.exists()}
    return render(request, "assessments/party_card.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def peer_rating(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """The rubric for a peer, where peers rate each other; POST keeps it, once."""
    found = occasion_by_uuid(occasion)
    if found is None or not found.peers or not found.has_begun:
        raise Http404
    ratees = registries.people_of(found).ratees
    person = without_peer_rating(request.user, found).filter(uuid=subject).first()
    if person is None or not ratees.filter(pk=request.user.pk).exists():
        raise Http404
    marks, comment = read_marks(request.POST), request.POST.get("comment", "")
    problems = {}
    if request.method == "POST":
        try:
            rate_peer(actor=request.user, occasion=found, subject=person, marks=marks, comment=comment)
        except RatingError as error:
            problems = error.problems
        except UserError as error:
            messages.warning(request, str(error))
            return redirect("role_play", occasion=found.uuid)
        else:
            messages.success(request, _("Kept. It stands beside the result and counts for nothing."))
            return redirect("role_play", occasion=found.uuid)
    context = {
        "occasion": found,
        "peer": person,
        "sheet": rating_sheet(found, criteria_of(found), marks, problems=problems),
        "comment": comment,
        "problems": problems,
    }
    return render(request, "assessments/self_rating.html", context, status=422 if problems else 200)


@signed_in
@require_POST
def peers(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Let those who are rated rate each other, or no longer."""
    found = bare_occasion(occasion)
    if found is None or not registries.may_release(request.user, found):
        raise Http404
    set_peers(actor=request.user, occasion=found, on=bool(request.POST.get("on")))
    return redirect("rating_list", occasion=found.uuid)
