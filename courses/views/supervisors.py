"""The supervisors of a cohort's people: whom to ask after the course, and how far that is."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.api import AddressError
from courses.interfaces.supervisor_forms import SupervisorsForm
from courses.selectors.cohorts import rights
from courses.selectors.supervisors import (
    form_of,
    supervised_step,
    supervisor_counts,
    supervisor_rows,
    to_be_asked_about,
)
from courses.services.supervisors import save_supervisors
from courses.views.cohorts import STAFF
from courses.views.home import PER_PAGE
from courses.views.lookups import cohort_or_404
from courses.views.paging import page_of
from lms.accounts.access import roles
from lms.core.errors import UserError


@require_http_methods(["GET", "HEAD", "POST"])
@roles(*STAFF)
def cohort_supervisors(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One address for each person whom the reader sees by name; states, and never what was answered."""
    found = cohort_or_404(request.user, uuid)
    seen = rights(request.user, found)
    step = supervised_step(found)
    if step is None:
        raise Http404
    if not seen.sees_names:
        raise PermissionDenied
    people = to_be_asked_about(found, seen.seen)
    page = page_of(people, request.GET.get("page"), PER_PAGE)
    rows = supervisor_rows(step, page.object_list)
    form = SupervisorsForm(request.POST or None, rows=rows, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            changed = save_supervisors(
                actor=request.user,
                cohort=found,
                wanted=form.wanted(),
                language=form.cleaned_data["language"],
            )
        except AddressError as error:
            form.refuse(error.problems)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(changed))
            return redirect(f"{reverse('cohort_supervisors', args=[uuid])}?page={page.number}")
    context = {
        "cohort": found,
        "step": step,
        "days": settings.SUPERVISOR_LINK_DAYS,
        "may_ask": step.supervisor_id is not None or form_of(step) is not None,
        "counts": supervisor_counts(step, people, page.paginator.count),
        "page": page,
        "form": form,
        "lines": form.lines(rows),
    }
    return render(request, "courses/supervisors.html", context, status=422 if form.errors else 200)


def _said(changed: int) -> str:
    if not changed:
        return _("Nothing was changed.")
    return ngettext("%(n)s address is saved.", "%(n)s addresses are saved.", changed) % {"n": changed}
