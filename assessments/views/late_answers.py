"""What came too late in a delivery, for whoever marks."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.selectors.late_answers import in_places, late_answers
from assessments.views.running import PAGE_SIZE, RUNNERS, base_context, running_or_404
from lms.accounts.access import roles
from lms.accounts.models import User


@require_GET
@roles(*RUNNERS)
def delivery_late(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Each late answer beside the one that counts, by name; nobody's for whoever sees no names."""
    found, running = running_or_404(request, delivery)
    people = User.objects.none() if running.people is None else running.people
    rows = late_answers(found, people=people).select_related("attempt__user")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {**base_context(found, running), "page": page, "rows": in_places(page.object_list)}
    return render(request, "assessments/deliveries/late.html", context)
