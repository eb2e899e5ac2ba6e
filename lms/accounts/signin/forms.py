"""Signing up by a cohort's code."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User


class SignupForm(AllauthSignupForm):
    """Asks for the name that certificates will show."""

    first_name = forms.CharField(label=_("Given names"), max_length=120)
    last_name = forms.CharField(label=_("Family names"), max_length=120)
    field_order = ["first_name", "last_name", "email", "password1", "password2"]

    def save(self, request) -> tuple[User | None, object]:
        user, response = super().save(request)
        if user is not None:
            user.language = get_language()
            user.save(update_fields=["language"])
        return user, response
