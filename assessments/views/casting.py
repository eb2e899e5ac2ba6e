"""Saying who plays what."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import registries
from assessments.interfaces.casting import read_casting, role_rows
from assessments.models import Occasion, ScenarioVersion
from assessments.selectors.cases import cast_of
from assessments.selectors.occasions import bare_occasion, scenarios_of
from assessments.services.scenarios import cast_roles
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError


@signed_in
@require_http_methods(["GET", "POST"])
def scenario_cast(request: HttpRequest, occasion: UUID, scenario: UUID) -> HttpResponse:
    """One select per role among the people of the occasion, and who plays it so far."""
    found = bare_occasion(occasion)
    if found is None or not registries.may_release(request.user, found):
        raise Http404
    version = next((one for one in scenarios_of(found) if one.uuid == scenario), None)
    if version is None:
        raise Http404
    people = list(registries.everybody_of(found))
    if request.method == "GET":
        return _page(request, found, version, people)
    try:
        sent = read_casting(request.POST, people)
        if sent.unknown:
            raise UserError(_("Choose somebody who takes part in this occasion."), code="stranger")
        cast_roles(
            actor=request.user, occasion=found, scenario_version=version, add=sent.add, remove=sent.remove
        )
    except UserError as error:
        return _page(request, found, version, people, problem=str(error))
    messages.success(request, _("Cast saved."))
    return redirect("scenario_cast", occasion=found.uuid, scenario=version.uuid)


def _page(
    request: HttpRequest,
    occasion: Occasion,
    version: ScenarioVersion,
    people: list[User],
    *,
    problem: str = "",
) -> HttpResponse:
    context = {
        "occasion": occasion,
        "version": version,
        "rows": role_rows(version.content["roles"], cast_of(occasion, version), request.POST),
        "people": people,
        "problem": problem,
    }
    return render(request, "assessments/scenario_cast.html", context, status=422 if problem else 200)
