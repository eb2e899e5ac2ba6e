"""The second factor of people with a staff role."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lms.accounts.middleware.requests import refuse, send_to_page, wants_page
from lms.accounts.models import User
from lms.accounts.selectors.roles import has_second_factor, is_staff_member

Handler = Callable[[HttpRequest], HttpResponse]

_ALWAYS = {"account_logout", "privacy_notice", "help", "accessibility"}
OPEN_TO_ENROLL = _ALWAYS | {
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
}
OPEN_TO_PROVE = _ALWAYS | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class StaffMfaMiddleware:
    """Holds everybody with a staff role at the second factor, on every URL.

    allauth asks for a factor that exists when somebody signs in. What it has no setting for is
    here: staff must have one, and a session that began without it (before the factor, or before
    the role) has to prove it before going on. Nobody may weaken the account from such a session:
    only proving is open there, not the pages that add and remove factors.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not settings.STAFF_MFA_REQUIRED or not is_staff_member(request.user):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if not has_second_factor(request.user):
            return _hold(request, name in OPEN_TO_ENROLL, "mfa_index")
        if not session_proved_factor(request, request.user):
            return _hold(request, name in OPEN_TO_PROVE, "mfa_reauthenticate")
        return None


def session_proved_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session used a second factor; signing in by passkey is one."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def _hold(request: HttpRequest, is_open: bool, url_name: str) -> HttpResponse | None:
    if is_open:
        return None
    if wants_page(request):
        return send_to_page(request, url_name)
    return refuse(
        request,
        _("Your role requires a second step when signing in. Nothing was changed."),
        code="second_factor_required",
    )
