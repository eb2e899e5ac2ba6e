"""The privacy notice, once per version."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lms.accounts.middleware.requests import send_to_page, wants_page
from lms.accounts.selectors.signed_in import had_consented
from lms.core.access import Access

Handler = Callable[[HttpRequest], HttpResponse]

_OPEN = {"consent", "my_data", "my_data_download"}


class ConsentMiddleware:
    """Asks signed-in people to take note of the notice in force before they go on.

    Only a page that is being opened is held back. What a person sends is never refused, so that
    an answer written while the notice changed is not lost; the next page asks.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not settings.PRIVACY_CONSENT_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        if name in _OPEN or name.startswith(("account_", "mfa_")) or not wants_page(request):
            return None
        if getattr(view, "access", Access()).is_public:
            return None  # whoever checks a certificate need not take note of anything
        return None if had_consented(request.user) else send_to_page(request, "consent")
