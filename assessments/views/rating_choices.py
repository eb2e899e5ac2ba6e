"""Choosing whom one rates, out of everybody in the occasion."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.enums import OccasionMode
from assessments.models import Occasion
from assessments.selectors.occasions import bare_occasion
from assessments.selectors.rating_lists import MINE, found_by, work_of
from assessments.services.rating_choices import choose_subjects
from lms.accounts.access import signed_in

PAGE_SIZE = 100


@signed_in
@require_http_methods(["GET", "POST"])
def rating_choice(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Everybody by name, to be ticked; POST takes `mine` and lets go of the others who were `shown`."""
    found = bare_occasion(occasion)
    people = registries.subjects_of(request.user, found) if found else None
    if found is None or people is None or not people.exists():
        raise Http404
    if request.method == "POST":
        return _choose(request, found)
    q = request.GET.get("q", "").strip()[:80]
    shown = work_of(request.user, found, people).filter(found_by(q, found))
    context = {
        "occasion": found,
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page")),
        "q": q,
        "dated": found.mode == OccasionMode.ASSESSED,
    }
    return render(request, "assessments/rating_choice.html", context)


def _choose(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    shown, chosen = (_uuids(request.POST.getlist(name)) for name in ("shown", "mine"))
    if choose_subjects(actor=request.user, occasion=occasion, shown=shown, chosen=chosen):
        messages.success(request, _("Your choice is saved. They come first in your list."))
    return redirect(f"{reverse('rating_list', args=[occasion.uuid])}?show={MINE}")


def _uuids(sent: list[str]) -> set[UUID]:
    found = set()
    for one in sent[:PAGE_SIZE]:
        try:
            found.add(UUID(one))
        except ValueError:
            continue
    return found
