"""Certificates for the person who earned one, and for everybody who is shown one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from analytics.certificates import codes
from analytics.certificates.interfaces.forms import CodeForm
from analytics.certificates.selectors.certificates import (
    certificate_by_code,
    newer_than,
    own_enrollment,
    sheet_bytes,
)
from analytics.certificates.services.issuing import issue_certificate
from lms.accounts.access import public, signed_in
from lms.accounts.slowing import slowed
from lms.core import clock
from lms.core.errors import UserError

limited = slowed(
    "certificate-lookups", most="CERTIFICATE_LOOKUPS_PER_MINUTE", page="analytics/certificate_slow.html"
)


@signed_in
@require_POST
def certificate_issue(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Issue the certificate of one's own enrollment, once everything is done."""
    enrollment = own_enrollment(request.user, uuid)
    if enrollment is None:
        raise Http404
    try:
        certificate = issue_certificate(actor=request.user, enrollment=enrollment)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("learning")
    messages.success(request, _("Your certificate is ready."))
    return redirect("certificate_verify", certificate.code)


@public
@require_safe
@limited
def certificate_check(request: HttpRequest) -> HttpResponse:
    """Type the code of a certificate."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("certificate_verify", form.cleaned_data["code"])
    return _private(render(request, "analytics/certificate_check.html", {"form": form}))


@public
@require_safe
@limited
def certificate_verify(request: HttpRequest, code: str) -> HttpResponse:
    """What was earned by whom, and whether it still holds."""
    written = codes.normalize(code)
    if written and written != code:
        return redirect("certificate_verify", written)
    certificate = certificate_by_code(written)
    context = {
        "certificate": certificate,
        "code": code,
        "mistyped": not codes.is_valid(written),
        "form": CodeForm(),
        "now": clock.now(),
    }
    if certificate is None:
        return _private(render(request, "analytics/certificate_unknown.html", context, status=404))
    context["record"] = certificate.record
    context["sha256"] = certificate.sha256
    context["newer"] = newer_than(certificate)
    return _private(render(request, "analytics/certificate_verify.html", context))


@public
@require_safe
@limited
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet as it was issued; a revoked one is no longer handed out."""
    certificate = certificate_by_code(codes.normalize(code))
    if certificate is None or not certificate.is_valid:
        raise Http404
    content = sheet_bytes(certificate)
    if content is None:
        return _private(
            render(request, "analytics/certificate_lost.html", {"certificate": certificate}, status=503)
        )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{certificate.code}.pdf"'
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    """Search engines must not collect who earned what."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
