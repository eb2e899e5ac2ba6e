"""The certificates of a cohort: see who has one, issue them together, revoke one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analytics.certificates.interfaces.forms import RevokeForm
from analytics.certificates.selectors import cohorts as selectors
from analytics.certificates.selectors.certificates import revocable
from analytics.certificates.services.issuing import issue_certificates, revoke_certificate
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError

PAGE_SIZE = 25
MAY_ISSUE = (Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
MAY_REVOKE = (Role.TRAINER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@roles(*MAY_ISSUE)
@require_safe
def cohort_certificates_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who holds a certificate and what the others lack."""
    scope = _scope(request, uuid)
    page = Paginator(scope.people, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "scope": scope,
        "page": page,
        "lines": selectors.lines(page.object_list),
        "held": selectors.held_in(scope),
        "total": page.paginator.count,
    }
    return render(request, "analytics/cohort_certificates.html", context)


@roles(*MAY_ISSUE)
@require_POST
def certificates_issue(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Issue every certificate of the cohort that has been earned."""
    scope = _scope(request, uuid)
    done = issue_certificates(actor=request.user, cohort=scope.cohort, enrollments=scope.enrollments())
    if done.new:
        count = len(done.new)
        text = ngettext("%(count)s certificate was issued.", "%(count)s certificates were issued.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Nobody else has done everything yet, so no certificate was issued."))
    return redirect("cohort_certificates", uuid)


@roles(*MAY_REVOKE)
@require_http_methods(["GET", "POST"])
def certificate_revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw a certificate, saying publicly why."""
    certificate = revocable(request.user, uuid)
    if certificate is None:
        raise Http404
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_certificate(
                actor=request.user, certificate=certificate, reason=form.cleaned_data["reason"]
            )
        except UserError as error:
            messages.error(request, str(error))
        return redirect("certificate_verify", certificate.code)
    return render(request, "analytics/certificate_revoke.html", {"form": form, "certificate": certificate})


def _scope(request: HttpRequest, uuid: UUID) -> selectors.Scope:
    """The cohort as the person may see it; somebody else's does not exist for them."""
    scope = selectors.scope_of(request.user, uuid)
    if scope is None:
        raise Http404
    return scope
