"""More time and breaks for one person in one delivery."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.interfaces.accommodation_forms import AccommodationForm
from assessments.models import Accommodation
from assessments.registries import by_name
from assessments.selectors.accommodations import granted_in
from assessments.services.accommodations import grant_accommodation, withdraw_accommodation
from assessments.views.running import PAGE_SIZE, RUNNERS, base_context, people_or_404, running_or_404
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.search import matching


@require_GET
@roles(*RUNNERS)
def delivery_time(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Who has more time, by name, and finding somebody (`q`) to give it to."""
    found, running = running_or_404(request, delivery)
    granted = granted_in(found, people=running.people)
    q = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    people = None
    if running.people is not None:
        named = by_name(running.people).filter(matching(q, "first_name", "last_name", "email"))
        people = Paginator(named, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **base_context(found, running),
        "granted": Paginator(granted, PAGE_SIZE).get_page(request.GET.get("given")),
        "people": people,
        "q": q,
    }
    return render(request, "assessments/deliveries/time.html", context)


@require_http_methods(["GET", "POST"])
@roles(*RUNNERS)
def delivery_time_person(request: HttpRequest, delivery: UUID, person: UUID) -> HttpResponse:
    """Give one person more time; a test under way is lengthened at once."""
    found, running = running_or_404(request, delivery)
    who = people_or_404(running, person)
    granted = Accommodation.objects.filter(delivery=found, person=who).first()
    form = AccommodationForm(request.POST or None, granted=granted)
    if request.method == "POST" and form.is_valid():
        try:
            grant_accommodation(actor=request.user, delivery=found, person=who, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The time of %(name)s is saved.") % {"name": who})
            return redirect("delivery_time", found.uuid)
    context = {**base_context(found, running), "form": form, "person": who, "granted": granted}
    status = 422 if form.errors else 200
    return render(request, "assessments/deliveries/time_person.html", context, status=status)


@require_POST
@roles(*RUNNERS)
def delivery_time_withdraw(request: HttpRequest, delivery: UUID, person: UUID) -> HttpResponse:
    """Take more time back; a test under way keeps the end that it has."""
    found, running = running_or_404(request, delivery)
    if running.people is None:
        raise Http404
    granted = get_object_or_404(granted_in(found, people=running.people), person__uuid=person)
    withdraw_accommodation(actor=request.user, accommodation=granted)
    messages.success(request, _("%(name)s has the same time as everybody again.") % {"name": granted.person})
    return redirect("delivery_time", found.uuid)
