"""Where each person starts, and the doors that other packages leave open."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from lms.accounts.access import public, signed_in
from lms.accounts.navigation import start_page


@require_GET
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The start page of the person's most far-reaching role."""
    return redirect(start_page(request.user))


@public
def closed_login(request: HttpRequest) -> HttpResponse:
    """Other packages' pages for signing in know no second factor: there is one, allauth's."""
    url = reverse("account_login")
    target = request.GET.get("next", "")
    if target and get_adapter(request).is_safe_url(target):
        url = f"{url}?{urlencode({'next': target})}"
    return redirect(url)


@require_POST
@signed_in
def leave_admin(request: HttpRequest) -> HttpResponse:
    """Wagtail's own button for signing out, ending the session as allauth does."""
    get_adapter(request).logout(request)
    return redirect("account_login")
