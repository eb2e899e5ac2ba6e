"""The door of Wagtail's admin: who may not enter gets one plain page, and who may is at home there."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

Handler = Callable[[HttpRequest], HttpResponse]

# They stand before the admin and lead out of it.
_OUTSIDE = {"closed_admin_login", "closed_admin_logout", "closed_admin_password_reset"}


class AdminDoorMiddleware:
    """Refuses signed-in people without the right to enter, once, with the site's own 403.

    Wagtail sends them to the sign-in page, which sends signed-in people back: a loop that adds a
    message at each turn. Strangers are sent to sign in before they come here.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in _OUTSIDE:
            return None
        # Addresses of the admin have no language of their own.
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language() or ""
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if not hasattr(request.user, "wagtail_userprofile"):
            # For this request only: opening a page writes nothing.
            request.user.wagtail_userprofile = UserProfile()
        return None
