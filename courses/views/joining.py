"""Joining a cohort with its code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.interfaces.cohort_forms import CenterForm, CodeForm
from courses.interfaces.joining import cohort_of, remember
from courses.models import Cohort
from courses.services.joining import join_cohort
from lms.accounts.access import public
from lms.accounts.models import Center
from lms.core.errors import UserError


@require_http_methods(["GET", "POST"])
@public
def join(request: HttpRequest) -> HttpResponse:
    """First the code, then the center; a stranger goes on to open an account."""
    typed = request.POST.get("code", request.GET.get("code"))
    code = CodeForm(None if typed is None else {"code": typed})
    if not code.is_valid():
        return render(request, "courses/join.html", {"form": code}, status=422 if code.is_bound else 200)
    try:
        cohort = cohort_of(request, code.cleaned_data["code"])
    except UserError as error:
        code.add_error("code", str(error))
        status = 429 if error.code == "too_many" else 422
        return render(request, "courses/join.html", {"form": code}, status=status)
    known = request.user.is_authenticated and request.user.center_id is not None
    form = CenterForm(request.POST if request.method == "POST" else None, cohort=cohort, known=known)
    if request.method == "POST" and form.is_valid():
        return _joined(request, cohort, form.cleaned_data.get("center"))
    context = {"form": form, "cohort": cohort, "code": cohort.code}
    return render(request, "courses/join.html", context, status=422 if form.errors else 200)


def _joined(request: HttpRequest, cohort: Cohort, center: Center | None) -> HttpResponse:
    if not request.user.is_authenticated:
        remember(request, cohort, center)
        return redirect("account_signup")
    try:
        join_cohort(user=request.user, cohort=cohort, center_id=center.pk if center else None)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("join")
    messages.success(request, _("You are enrolled. Your path starts here."))
    return redirect("learning")
