"""Deliveries for whoever runs them: those without a course, what holds for one, and changing it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import registries
from assessments.enums import MEASURING, Purpose
from assessments.interfaces.delivery_forms import OpeningForm, RulesForm
from assessments.interfaces.delivery_words import changes_in_words, rules_in_words
from assessments.interfaces.practice_words import practice_warning
from assessments.models import Delivery
from assessments.registries import Running
from assessments.selectors.accommodations import granted_in
from assessments.selectors.audiences import link_of, listed, purposes_for
from assessments.selectors.late_answers import late_answers
from assessments.selectors.openable import openable, practicable
from assessments.selectors.taking import changes_of, crossed_with, figures, forms_of
from assessments.services.audiences import open_outside
from assessments.services.deliveries import change_delivery, has_started, release_results
from assessments.views.running import PAGE_SIZE, RUNNERS, base_context, running_or_404, speaking
from lms.accounts.access import roles
from lms.core import clock
from lms.core.errors import UserError


@require_GET
@roles(*RUNNERS)
def deliveries(request: HttpRequest) -> HttpResponse:
    """The tests that the person opened without a course; administrators see everybody's."""
    page = Paginator(listed(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "purposes": purposes_for(request.user), "now": clock.now()}
    return render(request, "assessments/deliveries/list.html", context)


@require_http_methods(["GET", "POST"])
@roles(*RUNNERS)
def delivery_new(request: HttpRequest) -> HttpResponse:
    """Open a published test for practice or a selection (`?purpose=`), to a list or by a link."""
    asked = request.GET.get("purpose", Purpose.PRACTICE)
    if asked not in Purpose.values or Purpose(asked) not in purposes_for(request.user):
        raise PermissionDenied
    purpose = Purpose(asked)
    published = openable()
    tests = practicable(published) if purpose == Purpose.PRACTICE else published
    form = OpeningForm(request.POST or None, tests=tests, purpose=purpose, initial={"opens_at": clock.now()})
    if request.method == "POST" and form.is_valid():
        try:
            made = open_outside(
                actor=request.user,
                forms=form.chosen.forms,
                title=form.title,
                purpose=purpose,
                rules=form.wanted,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The test is open. Now say to whom."))
            if purpose in MEASURING and (warning := practice_warning([made])):
                messages.warning(request, warning)
            return redirect("delivery_people", made.uuid)
    left_out = len(published) - len(tests)
    context = {"form": form, "purpose": purpose, "tests": tests, "left_out": left_out}
    status = 422 if form.errors else 200
    return render(request, "assessments/deliveries/new.html", context, status=status)


@require_GET
@roles(*RUNNERS)
def delivery(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """What holds for a delivery, its forms, who has more time, and what was changed when and why."""
    found, running = running_or_404(request, delivery)
    with speaking(running.zone):
        changes = [(one, changes_in_words(one.before, one.after)) for one in changes_of(found)]
        rules = rules_in_words(found.rules, sheet=found.on_one_page)
    context = {
        **base_context(found, running),
        "rules": rules,
        "changes": changes,
        "forms": forms_of(found),
        "crossed": crossed_with(found),
        "figures": figures(found),
        "granted": granted_in(found, people=running.people).count(),
        "link": link_of(found) if running.outside else None,
        "late": _late(found, running),
        "further": registries.further_pages(found),
        "closed": found.closes_at is not None and found.closes_at <= clock.now(),
    }
    return render(request, "assessments/deliveries/delivery.html", context)


def _late(found: Delivery, running: Running) -> int:
    """How many answers came too late, as far as they are shown to whoever asks."""
    return 0 if running.people is None else late_answers(found, people=running.people).count()


@require_http_methods(["GET", "POST"])
@roles(*RUNNERS)
def delivery_change(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Change what holds; where people have started, with the reason."""
    found, running = running_or_404(request, delivery)
    started = has_started(found)
    form = RulesForm(request.POST or None, rules=found.rules, sheet=found.on_one_page, started=started)
    with speaking(running.zone):
        valid = request.method == "POST" and form.is_valid()
    if valid:
        why = form.cleaned_data.get("why", "")
        try:
            change_delivery(actor=request.user, delivery=found, rules=form.wanted, why=why)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("delivery", found.uuid)
    context = {**base_context(found, running), "form": form, "started": started}
    status = 422 if form.errors else 200
    return render(request, "assessments/deliveries/change.html", context, status=status)


@require_POST
@roles(*RUNNERS)
def delivery_release(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Let people learn the results that waited."""
    found, _running = running_or_404(request, delivery)
    try:
        release_results(actor=request.user, delivery=found)
    except UserError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The results are released: everybody sees their own."))
    return redirect("delivery", found.uuid)
