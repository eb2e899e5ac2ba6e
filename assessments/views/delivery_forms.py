"""Parallel forms of a delivery."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.enums import MEASURING, Purpose
from assessments.interfaces.delivery_forms import AddFormForm
from assessments.interfaces.practice_words import practice_warning
from assessments.models import Delivery
from assessments.registries import Running
from assessments.selectors.openable import openable, practicable
from assessments.selectors.taking import crossed_with, forms_of
from assessments.services.forms import add_form, cross_same_forms, remove_form
from assessments.views.running import RUNNERS, base_context, running_or_404
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.text import visible


@require_http_methods(["GET", "POST"])
@roles(*RUNNERS)
def delivery_forms(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """The forms of a delivery, how often each was given, and one more."""
    found, running = running_or_404(request, delivery)
    tests = practicable(openable()) if found.purpose == Purpose.PRACTICE else openable()
    form = AddFormForm(request.POST or None, tests=tests)
    if request.method == "POST" and form.is_valid():
        label = form.cleaned_data["label"]
        try:
            add_form(actor=request.user, delivery=found, instrument_version=form.version, label=label)
        except UserError as error:
            form.add_error("label", str(error))
        else:
            messages.success(
                request, _("Whoever starts from now on may get form %(label)s.") % {"label": label}
            )
            if found.purpose in MEASURING and (warning := practice_warning([found])):
                messages.warning(request, warning)
            _cross(request, running)
            return redirect("delivery_forms", found.uuid)
    context = {
        **base_context(found, running),
        "form": form,
        "forms": forms_of(found),
        "crossed": crossed_with(found),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/deliveries/forms.html", context, status=status)


def _cross(request: HttpRequest, running: Running) -> None:
    """Take crosswise what offers the same forms now; where people have begun, say that it is too late."""
    places = {pk: place for place, pk in enumerate(running.path)}
    rows = Delivery.objects.filter(pk__in=places).order_by("pk")
    deliveries = sorted(rows, key=lambda one: places[one.pk])
    try:
        cross_same_forms(actor=request.user, deliveries=deliveries)
    except UserError as error:
        messages.warning(request, str(error))


@require_POST
@roles(*RUNNERS)
def delivery_form_remove(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Offer a form no longer (`label`); nobody who has it loses it."""
    found, _running = running_or_404(request, delivery)
    label = visible(request.POST.get("label", ""))
    try:
        remove_form(actor=request.user, delivery=found, label=label)
    except UserError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Form %(label)s is no longer given.") % {"label": label})
    return redirect("delivery_forms", found.uuid)
