"""The page that anybody gets, and the ways to it."""

import pytest
from django.urls import reverse
from django.utils import translation

from lms.accounts.signin.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm, SignupForm
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_stranger_learns_what_this_is_can_check_a_certificate_and_sign_in(client):
    html = client.get("/es-mx/").content.decode()
    assert "Formación para personas conciliadoras" in html
    assert f'href="{reverse("account_login")}"' in html
    assert f'action="{reverse("certificate_check")}"' in html
    assert 'name="code"' in html
    answer = client.get(reverse("certificate_check"), {"code": "ACU-7F3K-92QA"})
    assert answer.status_code in (200, 302)


def test_whoever_is_signed_in_goes_to_their_own_start_page(client):
    client.force_login(make_person())
    assert client.get("/es-mx/").url == reverse("learning")


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("/es/", "/es-mx/"),
        ("/es/help/", "/es-mx/help/"),
        ("/es/v/?code=ACU-7F3K-92QA", "/es-mx/v/?code=ACU-7F3K-92QA"),
        ("/es//evil.example/", "/es-mx//evil.example/"),
    ],
)
def test_a_language_without_its_region_leads_on(client, typed, leads):
    answer = client.get(typed)
    assert (answer.status_code, answer.url) == (301, leads)


def test_the_bare_address_leads_to_the_start_page(client):
    assert client.get("/", headers={"accept-language": "en"}).url == "/en/"
    assert client.get("/", headers={"accept-language": "de"}).url == "/es-mx/"


@pytest.mark.parametrize("name", ["account_login", "help", "home"])
def test_public_pages_lead_to_checking_a_certificate(client, name):
    html = client.get(reverse(name)).content.decode()
    assert f'href="{reverse("certificate_check")}"' in html


@pytest.mark.parametrize("form", [SignupForm, SetPasswordForm, ResetPasswordKeyForm, ChangePasswordForm])
def test_what_a_password_needs_is_said_before_anything_is_blamed(form):
    made = form() if form is SignupForm else form(user=make_person())
    with translation.override("es-mx"):
        hint = str(made.fields["password1"].help_text)
    assert hint == "Al menos 10 caracteres. Que no sea una palabra común, ni su nombre o correo."
