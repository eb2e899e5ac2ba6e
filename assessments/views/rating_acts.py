"""What is done with ratings beside writing them: reopening, completing or exchanging one's own, releasing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments import registries
from assessments.interfaces.rating_swaps import SwapForm
from assessments.models import Occasion
from assessments.selectors.assessors import case_of
from assessments.selectors.occasions import bare_occasion, occasion_by_uuid
from assessments.selectors.rating_lists import in_order, work_of
from assessments.services.rating_cases import release_case, release_cases
from assessments.services.rating_edits import add_note
from assessments.services.rating_swaps import swap_sheets
from assessments.services.ratings import reopen_rating
from assessments.views.rating_closed import Words, closed_page
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError


@signed_in
@require_POST
def release(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Release one person's result (`person`) or, with `all`, everybody's that is rated."""
    found = bare_occasion(occasion)
    if found is None or not registries.may_release(request.user, found):
        raise Http404
    try:
        _release(request, found)
    except UserError as error:
        messages.warning(request, str(error))
    return redirect("rating_list", occasion=found.uuid)


def _release(request: HttpRequest, occasion: Occasion) -> None:
    if request.POST.get("all"):
        count = release_cases(actor=request.user, occasion=occasion)
        words = ngettext("%(count)s result released.", "%(count)s results released.", count)
        messages.success(request, words % {"count": count})
        return
    person = _person(request.POST.get("person", ""))
    if person is None:
        raise UserError(_("Choose whose result to release."), code="nobody")
    release_case(actor=request.user, occasion=occasion, subject=person)
    messages.success(request, _("Released: %(person)s can read the result now.") % {"person": person})


def _person(sent: str) -> User | None:
    try:
        return User.objects.filter(uuid=UUID(sent)).first()
    except ValueError:
        return None


@signed_in
@require_POST
def reopen(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Take one's own rating back to change it."""
    found, person = _rated(request, occasion, subject)
    try:
        reopen_rating(actor=request.user, occasion=found, subject=person)
    except UserError as error:
        messages.warning(request, str(error))
    return redirect("rating", occasion=found.uuid, subject=person.uuid)


@signed_in
@require_POST
def note(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Write words that were owed: `text` about the criterion `about`, also once the sheet is sent."""
    found, person = _rated(request, occasion, subject)
    try:
        add_note(
            actor=request.user,
            occasion=found,
            subject=person,
            text=request.POST.get("text", ""),
            about=request.POST.get("about", ""),
        )
    except UserError as error:
        about = occasion_by_uuid(occasion)
        assert about is not None
        case = case_of(occasion=about, subject=person)
        return closed_page(request, about, person, case, error, Words.typed(request.POST), typed=True)
    return redirect("rating", occasion=found.uuid, subject=person.uuid)


@signed_in
@require_http_methods(["GET", "POST"])
def swap(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Whose sheet was taken for whose; POST puts it right."""
    found, person = _rated(request, occasion, subject)
    work = work_of(request.user, found, registries.subjects_of(request.user, found))
    others = in_order(work.exclude(pk=person.pk).exclude(is_closed=True).filter(is_mine=True))
    form = SwapForm(request.POST or None, people=others)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["other"]
        try:
            swap_sheets(
                actor=request.user,
                occasion=found,
                first=person,
                second=other,
                reason=form.cleaned_data["reason"],
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            words = _("The sheets of %(one)s and %(other)s were exchanged. Nothing was lost.")
            messages.success(request, words % {"one": person, "other": other})
            return redirect("rating", occasion=found.uuid, subject=person.uuid)
    context = {"occasion": found, "person": person, "form": form, "anybody": others.exists()}
    status = 422 if form.errors else 200
    return render(request, "assessments/rating_swap.html", context, status=status)


def _rated(request: HttpRequest, occasion: UUID, subject: UUID) -> tuple[Occasion, User]:
    found, person = bare_occasion(occasion), User.objects.filter(uuid=subject).first()
    if found is None or person is None or not registries.may_rate(request.user, found, person):
        raise Http404
    return found, person
