"""Calibration cases for assessors, and licences for whoever answers for the program."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.interfaces.calibration import LicenceForm, SeedForm
from assessments.models import Rubric, SeedCase
from assessments.rules.calibration import TOLERANCE
from assessments.selectors.calibration import (
    compared_with_reference,
    criteria_in,
    deviation_of,
    own_ratings,
    seed_cases,
    standings,
)
from assessments.services.calibration import ASSESS, LICENSE, issue_licence, rate_seed, revoke_licence
from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.core.errors import UserError
from lms.core.search import matching

PAGE_SIZE = 25


@roles(*ASSESS)
@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """The cases, which of them one has rated, and one's own licence with each rubric."""
    done = own_ratings(request.user)
    cases = seed_cases()
    context = {
        "rows": [(one, done.get(one.pk)) for one in cases],
        "standings": standings([request.user]) if cases else [],
        "tolerance": TOLERANCE,
        "licenses": has_role(request.user, *LICENSE),
    }
    return render(request, "assessments/calibration/list.html", context)


@roles(*ASSESS)
@require_http_methods(["GET", "POST"])
def calibration_case(request: HttpRequest, case: UUID) -> HttpResponse:
    """Rate a case alone; afterwards one's own levels beside the reference and the group's."""
    found = _case(case)
    own = own_ratings(request.user).get(found.pk)
    if own is not None:
        context = {
            "case": found,
            "lines": compared_with_reference(found, own),
            "found": deviation_of([(found, own.scores)]),
            "rated_at": own.rated_at,
        }
        return render(request, "assessments/calibration/result.html", context)
    form = SeedForm(request.POST if request.method == "POST" else None, criteria=criteria_in(found))
    if request.method == "POST" and form.is_valid():
        try:
            rate_seed(actor=request.user, case=found, levels=form.levels)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Sent. Here is the reference beside your levels."))
            return redirect("calibration_case", case=found.uuid)
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/calibration/case.html", {"case": found, "form": form}, status=status)


@roles(*LICENSE)
@require_http_methods(["GET", "POST"])
def licences(request: HttpRequest) -> HttpResponse:
    """Who may assess: how near everybody is to the references, until when a licence holds."""
    form = LicenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            messages.success(request, _act(request.user, form))
        except UserError as error:
            messages.warning(request, str(error))
        return redirect(request.get_full_path())
    q = request.GET.get("q", "").strip()[:80]
    people = (
        User.objects.filter(
            role_grants__role__in=ASSESS, role_grants__revoked_at__isnull=True, is_active=True
        )
        .filter(matching(q, "first_name", "last_name", "email"))
        .distinct()
        .order_by("last_name", "first_name", "id")
    )
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "q": q,
        "rows": standings(list(page.object_list)),
        "tolerance": TOLERANCE,
    }
    return render(request, "assessments/calibration/licences.html", context)


def _act(actor: User, form: LicenceForm) -> str:
    if not form.is_valid():
        # One of many small forms on the page: what was typed in it is a reason, and too long.
        raise UserError(" ".join(words for field in form.errors.values() for words in field), code="refused")
    data = form.cleaned_data
    user = User.objects.filter(uuid=data["person"]).first()
    rubric = Rubric.objects.filter(uuid=data["rubric"]).first()
    if user is None or rubric is None:
        raise Http404
    if data["go"] == "issue":
        licence = issue_licence(actor=actor, user=user, rubric=rubric, reason=data["reason"])
        return _("%(person)s may assess until %(day)s.") % {
            "person": user,
            "day": date_format(licence.expires_on, "DATE_FORMAT"),
        }
    held = rubric.licences.filter(user=user, revoked_at__isnull=True).first()
    if held is None:
        raise Http404
    revoke_licence(actor=actor, licence=held, reason=data["reason"])
    return _("The licence of %(person)s was revoked.") % {"person": user}


def _case(uuid: UUID) -> SeedCase:
    found = next((one for one in seed_cases() if one.uuid == uuid), None)
    if found is None:
        raise Http404
    return found
