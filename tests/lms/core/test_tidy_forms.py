"""Every form of ours takes a single line in the form in which it is stored."""

import importlib
import pkgutil

import pytest
from django import forms
from django.utils import translation

import analytics
import assessments
import courses
import lms
from lms.accounts.interfaces.administration import EmailForm
from lms.accounts.interfaces.own_account import InvitationForm, OwnFactsForm
from lms.accounts.models import Center, User
from lms.accounts.signin.forms import (
    AddEmailForm,
    ChangePasswordForm,
    CodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    SignupForm,
)
from lms.core.forms import TidyForm, is_line
from tests.lms.factories import make_person

APPS = (analytics, assessments, courses, lms)
INVISIBLE = ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e", "\ufe0f", "\u3164"]


def all_forms():
    """Every form class of the project with a field of one line."""
    for app in APPS:
        for module in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if ".interfaces" in module.name or module.name.endswith((".forms", "core.views")):
                importlib.import_module(module.name)
    waiting, found = [forms.BaseForm], set()
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.split(".")[0] in {app.__name__ for app in APPS}:
                found.add(one)
    return sorted(
        (one for one in found if any(is_line(field) for field in one.base_fields.values())),
        key=lambda one: f"{one.__module__}.{one.__qualname__}",
    )


def test_b025_every_form_with_a_line_is_tidy():
    found = all_forms()
    assert len(found) > 15
    loose = {
        one.__name__
        for one in found
        if not issubclass(one, TidyForm) and ".signin.forms" not in one.__module__
    }
    assert loose == {
        "AnswerForm",
        "ClaimForm",
        "DeviceForm",
        "EditForm",
    }  # what was answered, and what a device says, stays as it is


@pytest.mark.parametrize("sign", INVISIBLE)
def test_b025_what_nobody_sees_does_not_make_another_address_or_name(sign):
    form = EmailForm({"email": f" an{sign}a@Ejemplo.mx{sign}"})
    assert form.is_valid()
    assert form.cleaned_data["email"] == "ana@ejemplo.mx"
    form = InvitationForm(
        {"first_name": f"Mª{sign}  José", "last_name": "Ｐａｚ", "way": "code"}, user=User()
    )
    assert form.is_valid()
    assert (form.cleaned_data["first_name"], form.cleaned_data["last_name"]) == ("Mª José", "Paz")


def test_b006_an_address_in_full_width_letters_signs_in_as_the_plain_one():
    form = LoginForm()
    assert form.fields["login"].clean("ａｎａ＠ejemplo.mx") == "ana@ejemplo.mx"
    assert ConfirmLoginCodeForm().fields["code"].clean(" ＡＢ１\u200b２ ") == "AB12"
    assert RequestLoginCodeForm().fields["email"].clean("Ana@ejemplo.mx\u200b") == "ana@ejemplo.mx"


def test_passwords_stay_as_they_were_typed():
    assert LoginForm().fields["password"].clean(" a\u200bb  c ") == " a\u200bb  c "


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            OwnFactsForm,
            {
                "first_name": "given-name",
                "last_name": "family-name",
                "sex": "sex",
                "birth_year": "bday-year",
                "language": "language",
            },
        ),
        (lambda: InvitationForm(user=User()), {"first_name": "given-name", "password": "new-password"}),
        (SignupForm, {"first_name": "given-name", "email": "email", "password1": "new-password"}),
        (LoginForm, {"login": "email", "password": "current-password"}),
        (RequestLoginCodeForm, {"email": "email"}),
        (ResetPasswordForm, {"email": "email"}),
        (AddEmailForm, {"email": "email"}),
        (ConfirmLoginCodeForm, {"code": "one-time-code"}),
        (lambda: CodeForm(user=User()), {"code": "one-time-code"}),
        (ChangePasswordForm, {"oldpassword": "current-password", "password1": "new-password"}),
    ],
)
def test_a5_own_data_say_what_they_are_to_whatever_fills_them_in(form, expected):
    fields = form().fields
    assert {name: fields[name].widget.attrs.get("autocomplete") for name in expected} == expected


class Choosing(TidyForm, forms.Form):
    needed = forms.TypedChoiceField(choices=[("", "---------"), ("a", "A")])
    free = forms.TypedChoiceField(choices=[("", "---------"), ("a", "A")], required=False)
    center = forms.ModelChoiceField(Center.objects.none())
    worded = forms.ModelChoiceField(Center.objects.none(), required=False, empty_label="All")


def test_an_empty_choice_says_what_it_means_instead_of_dashes():
    """A row of dashes is read aloud dash by dash, and names nothing."""
    fields = Choosing().fields
    with translation.override("en"):
        first = [str(next(iter(fields[name].choices))[1]) for name in ("needed", "free")]
        labels = [str(fields[name].empty_label) for name in ("center", "worded")]
    assert first == ["Choose one", "Not stated"]
    assert labels == ["Choose one", "All"]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["9" * 400, "9" * 19, "-" + "9" * 30])
def test_the_key_of_a_row_that_no_database_can_hold_is_no_choice(sent):
    class Chosen(TidyForm, forms.Form):
        people = forms.ModelMultipleChoiceField(User.objects.all())

    person = make_person()
    assert Chosen({"people": [str(person.pk)]}).is_valid()
    form = Chosen({"people": [str(person.pk), sent]})
    assert not form.is_valid()
    assert form.errors.as_data()["people"][0].code == "invalid_choice"
