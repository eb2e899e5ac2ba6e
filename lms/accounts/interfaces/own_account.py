"""What people may change about themselves."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from lms.accounts.interfaces.time_zones import TIME_ZONES
from lms.accounts.models import User
from lms.core import clock
from lms.core.forms import TidyForm

FIRST_YEAR = 1920
# What browsers and other helpers may fill in of a person's own (WCAG 1.3.5).
OWN = {
    "first_name": "given-name",
    "last_name": "family-name",
    "language": "language",
    "sex": "sex",
    "birth_year": "bday-year",
}


class OwnFactsForm(TidyForm, forms.ModelForm):
    """Name, language, zone and the two voluntary facts."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[("", _("The one of my center")), *TIME_ZONES], required=False
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language", "time_zone", "sex", "birth_year"]
        help_texts = {
            "first_name": _("As it should stand on your certificates."),
            "sex": _("Voluntary. It only serves for group figures."),
            "birth_year": _("Voluntary. It only serves for group figures."),
        }
        error_messages = {"birth_year": {"invalid": _("Write the year with four digits, for example 1985.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known_as in OWN.items():
            self.fields[name].widget.attrs["autocomplete"] = known_as

    def clean_birth_year(self) -> int | None:
        year, last = self.cleaned_data["birth_year"], clock.today().year - 15
        if year is None or FIRST_YEAR <= year <= last:
            return year
        if year < 1000 or year > 9999:
            raise forms.ValidationError(_("Write the year with four digits, for example 1985."))
        raise forms.ValidationError(
            _("Write a year between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": last}
        )


class InvitationForm(TidyForm, forms.Form):
    """Names confirmed, and the way of signing in that the person prefers."""

    PASSWORD, CODE, PASSKEY = "password", "code", "passkey"
    WAYS = [
        (PASSKEY, _("With my fingerprint, face or device PIN (passkey): nothing to remember")),
        (CODE, _("With a code that is sent to my e-mail each time")),
        (PASSWORD, _("With a password")),
    ]

    first_name = forms.CharField(label=_("Given names"), max_length=120)
    last_name = forms.CharField(label=_("Family names"), max_length=120, required=False)
    way = forms.ChoiceField(
        label=_("How do you want to sign in from now on?"),
        choices=WAYS,
        widget=forms.RadioSelect,
        initial=CODE,
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. Only if you chose to sign in with one."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        kwargs.setdefault("initial", {}).update(first_name=user.first_name, last_name=user.last_name)
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].widget.attrs["autocomplete"] = OWN[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") != self.PASSWORD:
            data["password"] = ""
        elif not data.get("password"):
            self.add_error("password", _("Choose a password, or another way of signing in."))
        else:
            self._validate_password(data["password"])
        return data

    def _validate_password(self, password: str) -> None:
        try:
            validate_password(password, self.user)
        except forms.ValidationError as error:
            self.add_error("password", error)
