"""The certificates of a cohort: see who has one, issue them together, revoke or replace one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from analytics.certificates.documents import words
from analytics.certificates.interfaces.forms import IssueForm, RevokeForm
from analytics.certificates.selectors import cohorts as selectors
from analytics.certificates.selectors.certificates import newer_than, replaced_by, revocable
from analytics.certificates.services.issuing import (
    Issued,
    issue_certificates,
    replace_certificate,
    revoke_certificate,
    undrawable,
)
from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.accounts.roles import Role
from lms.core.errors import UserError

PAGE_SIZE = 25
# Drawing one takes a tenth of a second: more at once would keep whoever asked waiting.
AT_ONCE = 100
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
        "may_revoke": scope.may_revoke and has_role(request.user, *MAY_REVOKE),
    }
    return render(request, "analytics/cohort_certificates.html", context)


@roles(*MAY_ISSUE)
@require_http_methods(["GET", "POST"])
def certificates_issue(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who would get a certificate and who would not, and why; then issue those that were chosen."""
    scope = _scope(request, uuid)
    plan = selectors.plan_of(scope)
    people = [(str(one.enrollment.uuid), one.name) for one in plan.ready]
    form = IssueForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        chosen = set(form.cleaned_data["person"])
        enrollments = [one.enrollment for one in plan.ready if str(one.enrollment.uuid) in chosen]
        done = issue_certificates(actor=request.user, cohort=scope.cohort, enrollments=enrollments)
        _say(request, done)
        return redirect("cohort_certificates", uuid)
    context = {
        "scope": scope,
        "plan": plan,
        "form": form,
        "shown": plan.ready[:AT_ONCE],
        "later": len(plan.ready) - AT_ONCE,
        "waiting": plan.waiting[:AT_ONCE],
        "others": len(plan.waiting) - AT_ONCE,
        "may_replace": scope.may_revoke and has_role(request.user, *MAY_REVOKE),
    }
    status = 422 if form.errors else 200
    return render(request, "analytics/certificates_issue.html", context, status=status)


def _say(request: HttpRequest, done: Issued) -> None:
    if count := len(done.new):
        text = ngettext("%(count)s certificate was issued.", "%(count)s certificates were issued.", count)
        messages.success(request, text % {"count": count})
    for letters in done.undrawable.values():
        messages.error(request, undrawable(letters))
    if not done.new and not done.undrawable:
        messages.info(request, _("They had been issued already, so nothing changed."))


@roles(*MAY_REVOKE)
@require_http_methods(["GET", "POST"])
def certificate_replace(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A new version of a certificate that is wrong or was revoked, with the facts as they are now."""
    certificate = revocable(request.user, uuid)
    if certificate is None:
        raise Http404
    if newer := newer_than(certificate):
        messages.info(request, _("This certificate has already been replaced."))
        return redirect("certificate_verify", newer.code)
    if request.method == "POST":
        try:
            made = replace_certificate(actor=request.user, certificate=certificate)
        except UserError as error:
            messages.error(request, str(error))
            return redirect("certificate_replace", uuid)
        messages.success(request, _("The corrected certificate is issued."))
        return redirect("certificate_verify", made.code)
    name, lacking = replaced_by(certificate)
    context = {"certificate": certificate, "name": name, "missing": words.missing(lacking)}
    return render(request, "analytics/certificate_replace.html", context)


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
