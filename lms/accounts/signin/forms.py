"""django-allauth's forms in our words; what they check stays theirs."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.accounts.interfaces.own_account import OWN
from lms.accounts.models import User
from lms.core.forms import tidy_field

# What the validators ask for, before anything was typed: theirs blames a password that nobody wrote.
PASSWORD_HINT = _("At least 10 characters. Not a common word, nor your name or address.")


class Plain:
    """Labels stand above their fields here; a placeholder that repeats them only fades away."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name == "password1":
                field.help_text = PASSWORD_HINT
            tidy_field(name, field)


class LoginForm(Plain, account.LoginForm):
    labels = {"login": _("E-mail"), "password": _("Password")}


class RequestLoginCodeForm(Plain, account.RequestLoginCodeForm):
    labels = {"email": _("E-mail")}


class ConfirmLoginCodeForm(Plain, account.ConfirmLoginCodeForm):
    labels = {"code": _("Code")}


class ConfirmEmailCodeForm(Plain, account.ConfirmEmailVerificationCodeForm):
    labels = {"code": _("Code")}


class AddEmailForm(Plain, account.AddEmailForm):
    labels = {"email": _("New e-mail")}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Password that you use now"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }


class SetPasswordForm(Plain, account.SetPasswordForm):
    labels = {"password1": _("New password"), "password2": _("New password, once more")}


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    labels = {"email": _("E-mail")}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password, once more")}


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class SignupForm(Plain, account.SignupForm):
    """Signing up by a cohort's code; asks for the name that certificates will show."""

    first_name = forms.CharField(label=_("Given names"), max_length=120)
    last_name = forms.CharField(label=_("Family names"), max_length=120)
    field_order = ["first_name", "last_name", "email", "password1", "password2"]
    labels = {"email": _("E-mail"), "password1": _("Password"), "password2": _("Password, once more")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].widget.attrs["autocomplete"] = OWN[name]

    def save(self, request: HttpRequest) -> User:
        user = super().save(request)
        user.language = get_language()
        user.save(update_fields=["language"])
        return user


class CodeForm(Plain, mfa.AuthenticateForm):
    labels = {"code": _("Code")}


class CodeAgainForm(Plain, mfa.ReauthenticateForm):
    labels = {"code": _("Code")}


class ActivateAppForm(Plain, totp.ActivateTOTPForm):
    labels = {"code": _("Code")}


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    """A passkey that also signs in by itself, unless the person wants it as a second step only."""

    labels = {
        "name": _("Name of this device"),
        "passwordless": _("Sign in with it alone, without a password"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _("Leave it out for an old security key without a PIN.")


class RenamePasskeyForm(Plain, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of this device")}
