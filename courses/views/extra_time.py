"""More time for one person in the timed tests of a cohort."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import api as assessments
from courses.interfaces.extra_time import ExtraTimeForm
from courses.selectors.records import steps_by_cohort
from courses.services.extra_time import give_more_time
from courses.views.cohorts import STAFF
from courses.views.lookups import enrollment_or_404
from lms.accounts.access import roles


@require_http_methods(["GET", "POST"])
@roles(*STAFF)
def enrollment_extra_time(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a person minutes more, or take them back; whoever sees them by name may."""
    enrollment = enrollment_or_404(request.user, uuid)
    steps = [
        step
        for step in steps_by_cohort([enrollment.cohort_id]).get(enrollment.cohort_id, [])
        if step.delivery is not None and step.delivery.time_limit and not step.delivery.anonymous
    ]
    limits = {step.delivery.pk: step.delivery.time_limit or 0 for step in steps if step.delivery}
    granted = assessments.accommodations(person=enrollment.user, delivery_ids=limits)
    form = ExtraTimeForm(
        request.POST or None,
        steps=steps,
        granted={pk: assessments.minutes_on_top(granted.get(pk), limit) for pk, limit in limits.items()},
        reason=next((one.reason for one in granted.values() if one.reason), ""),
    )
    if request.method == "POST" and form.is_valid():
        give_more_time(
            actor=request.user,
            enrollment=enrollment,
            minutes=form.changed(),
            reason=form.cleaned_data.get("reason", ""),
        )
        messages.success(request, _("The time of %(name)s is saved.") % {"name": enrollment.user})
        return redirect("cohort", enrollment.cohort.uuid)
    context = {
        "form": form,
        "enrollment": enrollment,
        "cohort": enrollment.cohort,
        "steps": steps,
        "granted": [one for one in granted.values() if one.extra_minutes or one.factor > 1],
    }
    return render(request, "courses/extra_time.html", context, status=422 if form.errors else 200)
