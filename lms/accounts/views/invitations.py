"""Entering an account that somebody else made for me."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lms.accounts.access import public
from lms.accounts.interfaces.own_account import InvitationForm
from lms.accounts.models import User
from lms.accounts.services.invitations import accept_invitation, open_invitation
from lms.core.errors import UserError


@require_http_methods(["GET", "POST"])
@public
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter's link. Opening it uses nothing up: mail scanners open links too."""
    letter = open_invitation(token)
    if letter is None or request.user.is_authenticated:
        return render(request, "accounts/invitation_closed.html", status=404 if letter is None else 200)
    form = InvitationForm(request.POST or None, user=letter.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = accept_invitation(
                invitation=letter,
                first_name=data["first_name"],
                last_name=data["last_name"],
                language=request.LANGUAGE_CODE,
                password=data["password"],
            )
        except UserError:
            return render(request, "accounts/invitation_closed.html", status=404)
        return _sign_in(request, user, data["way"])
    return render(request, "accounts/invitation.html", {"form": form, "person": letter.user})


def _sign_in(request: HttpRequest, user: User, way: str) -> HttpResponse:
    """Through allauth's own steps, so that a second factor is asked for where there is one."""
    target = reverse("mfa_add_webauthn") if way == InvitationForm.PASSKEY else reverse("home")
    record_authentication(request, user, "invitation", reauthenticated=True)
    response = perform_login(request, Login(user=user, redirect_url=target, email=user.email))
    return response or redirect(target)
