"""What was typed outlives the end of a session, in every form (issue 7, line 20; B007)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lms.accounts.roles import Role
from tests.lms.factories import make_center, make_person
from tests.security.html import faults_of

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "es-mx"}
TEXT = 'Lo que "más" me sirvió:\nlas preguntas <abiertas> & el resumen'


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def spanish():
    """Addresses are written in Spanish, whatever language the test before left active."""
    with translation.override("es-mx"):
        yield


def hidden(page):
    """The fields that a page sends once more, as a browser reads them."""
    from html import unescape

    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found}


def sign_in(client, person):
    client.force_login(person)
    client.get(reverse("account"))  # a page with a form, whose cookie stays


def test_whoever_signed_in_again_in_another_tab_sends_it_with_one_click(client):
    person = make_person(Role.ADMINISTRATOR, center=make_center())
    sign_in(client, person)
    sent = {"first_name": TEXT, "last_name": "Ruiz", "csrfmiddlewaretoken": "a" * 64}
    answer = client.post(reverse("account"), sent, headers=OWN)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "lo que escribió sigue aquí" in page
    assert str(person) in page
    assert faults_of(page) == []
    again = hidden(page)
    assert {name: again[name] for name in ("first_name", "last_name")} == {
        "first_name": TEXT, "last_name": "Ruiz",
    }  # fmt: skip
    assert again["csrfmiddlewaretoken"] != sent["csrfmiddlewaretoken"]
    assert client.post(reverse("account"), again, headers=OWN).status_code in (200, 302, 422)


@pytest.mark.parametrize("name", ["sheet", "attempt", "rating", "person_edit"])
def test_whoever_was_signed_out_keeps_every_long_form(client, name):
    uuid = "00000000-0000-0000-0000-000000000000"
    address = reverse(name, args=[uuid] * (2 if name == "rating" else 1))
    client.get(reverse("account_login"))
    token = client.cookies["csrftoken"].value
    sent = {"comment": TEXT, "other": ["1", "2"], "csrfmiddlewaretoken": token}
    answer = client.post(address, sent, headers=OWN)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Su sesión se cerró" in page
    assert hidden(page)["comment"] == TEXT
    assert page.count('name="other"') == 2
    assert f'action="{address}"' in page
    assert "no-store" in answer.headers.get("Cache-Control", "no-store")


@pytest.mark.parametrize(
    "origin", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
def test_what_another_site_forged_is_never_offered(client, origin):
    sign_in(client, make_person())
    answer = client.post(reverse("account"), {"first_name": TEXT}, headers=origin)
    assert answer.status_code == 403
    assert "abiertas" not in answer.content.decode()


def test_an_older_browser_says_where_a_form_comes_from_in_another_way(client):
    sign_in(client, make_person())
    answer = client.post(reverse("account"), {"first_name": TEXT}, headers={"Origin": "http://testserver"})
    assert hidden(answer.content.decode())["first_name"] == TEXT


@pytest.mark.parametrize("name", ["password", "password1", "oldpassword", "code", "join_code"])
def test_no_secret_is_written_into_a_page(client, name):
    answer = client.post(reverse("account_login"), {name: "hunter2-hunter2", "login": "a@b.mx"}, headers=OWN)
    assert answer.status_code == 403
    assert "hunter2" not in answer.content.decode()


def test_nothing_typed_is_sent_on_to_signing_in_as_before(client):
    client.get(reverse("account_login"))
    answer = client.post(
        reverse("account"), {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}, headers=OWN
    )
    assert (answer.status_code, "/login/" in answer.url) == (302, True)


def test_a_script_is_told_in_json(client):
    sign_in(client, make_person())
    answer = client.post(
        reverse("account"), {"first_name": TEXT}, headers={**OWN, "Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "old_token")
