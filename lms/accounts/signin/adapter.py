"""Accounts: closed sign-up, the person's own language, letters in it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from lms.accounts.models import User
from lms.accounts.registries import signup_gates


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed unless an app opened it for this visitor (a cohort's code)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return any(gate.is_open(request) for gate in signup_gates)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The start page in the language the person chose, whatever the sign-in page was in."""
        with translation.override(request.user.language):
            return reverse("home")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        with translation.override(user.language if isinstance(user, User) else translation.get_language()):
            super().send_mail(template_prefix, email, context)
