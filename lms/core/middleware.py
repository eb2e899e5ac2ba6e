"""What every request must be, and the headers that every response carries."""

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core import bodies, calm, hosts, permissions, refusals, resend


class GateMiddleware:
    """Turns away what need not be read, and cannot be, before anything of it is: a name that is not this
    site's, too much, or a kind that the address does not take.

    Stands before whatever reads the body, the session or the address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not hosts.is_ours(request):
            elsewhere = hosts.own_address(request)
            return hosts.lead_to(elsewhere) if elsewhere else refusals.foreign_host(request)
        fault = bodies.fault_of(request)
        return self.get_response(request) if fault is None else refusals.by_fault(request, fault)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if bodies.is_for_other_view(request, view):
            return refusals.other_kind(request, as_json=hasattr(view, "takes_json"))
        return None


class SignInMiddleware(LoginRequiredMiddleware):
    """Deny by default; whoever was signed out while writing keeps what they wrote.

    A script is told so in JSON (401) and keeps what it has; a page sent as a form offers it to be sent again.
    """

    def handle_no_permission(  # type: ignore[override]  # Django redirects only
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if calm.wants_json(request):
            told = {"code": "signed_out", "message": str(_("You are signed out."))}
            return JsonResponse(told, status=401)
        if fields := resend.typed(request):
            return resend.offer(request, fields)
        return super().handle_no_permission(request, view_func)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; Wagtail's admin, which writes inline scripts, has its own.

    A preview is a page of the site that the admin renders under the page's own address, so it keeps
    the strict policy and may only be framed by this site besides.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_preview", False):
            parts.replace = settings.PREVIEW_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        elif request.path.startswith(reverse("wagtailadmin_home")):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


class PermissionsMiddleware:
    """Lets no page ask for camera, microphone or place but those that say so (`lms.core.permissions`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.usual = permissions.policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(permissions.HEADER, self.usual)
        return response


class NoStoreMiddleware:
    """Keeps pages of a signed-in person out of every cache, the browser's own included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response
