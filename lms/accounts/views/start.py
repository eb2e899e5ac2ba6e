"""Where each person starts, and the doors that other packages leave open."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from lms.accounts.access import public, roles, signed_in
from lms.accounts.navigation import start_page
from lms.accounts.roles import Role


@require_GET
@public
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for whoever is not signed in; else the start page of the most far-reaching role."""
    if request.user.is_authenticated:
        return redirect(start_page(request.user))
    return render(request, "accounts/start.html")


@public
def closed_login(request: HttpRequest) -> HttpResponse:
    """Other packages' pages for signing in know no second factor: there is one, allauth's."""
    url = reverse("account_login")
    target = request.GET.get("next", "")
    if target and get_adapter(request).is_safe_url(target):
        url = f"{url}?{urlencode({'next': target})}"
    return redirect(url)


@roles(Role.ADMINISTRATOR)
def closed_users(request: HttpRequest) -> HttpResponse:
    """Wagtail's own pages about people end no session, tell nobody and record nothing: ours do."""
    return redirect("people")


@require_POST
@signed_in
def leave_admin(request: HttpRequest) -> HttpResponse:
    """Wagtail's own button for signing out, ending the session as allauth does."""
    get_adapter(request).logout(request)
    return redirect("account_login")
