"""Stories of a course at work: offering to tell one; whom to call, and what they told."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.enums import Purpose
from assessments.interfaces.stories import OfferForm, StoryForm
from assessments.models import Delivery
from assessments.selectors.stories import stories, volunteers, with_slips
from assessments.services import stories as services
from assessments.services.sheets import has_sent
from assessments.views.shared import way_back
from lms.accounts.access import roles, signed_in
from lms.accounts.roles import Role
from lms.core.errors import UserError

OFFICERS = (Role.PROGRAM_OFFICER,)
PAGE_SIZE = 10


@signed_in
@require_http_methods(["GET", "POST"])
def story_offer(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """After a follow-up: whether one would tell how it went. Nothing joins the slip to the answers."""
    found = get_object_or_404(Delivery, uuid=delivery, purpose=Purpose.FOLLOW_UP)
    if not has_sent(user=request.user, delivery=found):
        raise Http404
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.offer_story(
                user=request.user,
                delivery=found,
                worked=form.cleaned_data["worked"] == "yes",
                contact=form.cleaned_data["contact"],
            )
        except UserError as error:
            form.add_error("contact", str(error))
        else:
            messages.success(request, _("Thank you. Somebody of the program may call you."))
            return redirect("sheet_sent", delivery=found.uuid)
    context = {"delivery": found, "form": form, "back": way_back(request, found)}
    return render(request, "assessments/stories/offer.html", context, status=422 if form.errors else 200)


@roles(*OFFICERS)
@require_http_methods(["GET", "HEAD", "POST"])
def story_list(request: HttpRequest) -> HttpResponse:
    """Whom to call and how to ask; sent, a story that is kept."""
    form = StoryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_story(
                actor=request.user, **form.cleaned_data | {"worked": form.cleaned_data["worked"] == "yes"}
            )
        except UserError as error:
            form.add_error("agreed_on" if error.code == "not_agreed" else "text", str(error))
        else:
            messages.success(request, _("The story is kept."))
            return redirect("stories_kept")
    page = Paginator(with_slips(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "volunteers": volunteers(page.object_list),
        "form": form,
    }
    return render(request, "assessments/stories/list.html", context, status=422 if form.errors else 200)


@roles(*OFFICERS)
@require_safe
def stories_kept(request: HttpRequest) -> HttpResponse:
    """The stories, the newest first."""
    page = Paginator(stories(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "assessments/stories/kept.html", {"page": page})


@roles(*OFFICERS)
@require_POST
def story_settle(request: HttpRequest, delivery: UUID, lot: UUID) -> HttpResponse:
    """Take a slip away: the person was reached, or wants no call."""
    found = get_object_or_404(Delivery, uuid=delivery, purpose=Purpose.FOLLOW_UP)
    gone = services.settle_slip(actor=request.user, delivery=found, lot=lot)
    messages.success(request, _("The slip is gone.") if gone else _("The slip had gone already."))
    return redirect("stories")
