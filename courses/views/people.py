"""Adding one person to a cohort, and taking one out."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.interfaces.cohort_forms import PersonForm
from courses.selectors.cohorts import roster_centers
from courses.services.enrollments import withdraw
from courses.services.people import add_person
from courses.views.cohorts import STAFF
from courses.views.lookups import cohort_or_404, enrollment_or_404
from lms.accounts import api as accounts
from lms.accounts.access import roles
from lms.accounts.models import Center
from lms.core.errors import UserError


@require_http_methods(["GET", "POST"])
@roles(*STAFF)
def person_add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enroll one person, known or new."""
    cohort = cohort_or_404(request.user, uuid)
    allowed = roster_centers(request.user, cohort)
    if allowed is not None and not allowed:
        raise PermissionDenied
    centers = cohort.centers.order_by("name", "id")
    form = PersonForm(
        request.POST or None, centers=centers if allowed is None else centers.filter(pk__in=allowed)
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        center: Center = data.pop("center")
        try:
            added = add_person(actor=request.user, cohort=cohort, center=center, allowed=allowed, **data)
        except UserError as error:
            if error.code == "known":
                form.ask_whether_known()
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is enrolled.") % {"name": added.user})
            return redirect("cohort", cohort.uuid)
    context = {"cohort": cohort, "form": form}
    return render(request, "courses/person_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@roles(*STAFF)
def enrollment_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a person out of a cohort, after asking."""
    enrollment = enrollment_or_404(request.user, uuid)
    allowed = roster_centers(request.user, enrollment.cohort)
    if allowed is not None and enrollment.center_id not in allowed:
        raise PermissionDenied
    if request.method == "POST":
        try:
            withdraw(actor=request.user, enrollment=enrollment)
        except UserError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(name)s was withdrawn.") % {"name": enrollment.user})
        return redirect("cohort", enrollment.cohort.uuid)
    return render(request, "courses/withdraw.html", {"enrollment": enrollment, "cohort": enrollment.cohort})


@require_POST
@roles(*STAFF)
def enrollment_letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Queue an invitation that failed once more."""
    enrollment = enrollment_or_404(request.user, uuid)
    allowed = roster_centers(request.user, enrollment.cohort)
    if allowed is not None and enrollment.center_id not in allowed:
        raise PermissionDenied
    letter = accounts.invitation_letters([enrollment.user_id]).get(enrollment.user_id)
    if letter is None:
        messages.error(request, _("No invitation was sent to %(name)s.") % {"name": enrollment.user})
        return redirect("cohort", enrollment.cohort.uuid)
    try:
        accounts.retry_letter(actor=request.user, letter=letter)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("The invitation of %(name)s is queued again.") % {"name": enrollment.user}
        )
    return redirect("cohort", enrollment.cohort.uuid)
