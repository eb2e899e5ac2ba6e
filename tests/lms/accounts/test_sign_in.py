"""One sign-in, in the person's language, closed to strangers, slow for guessers."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lms.accounts import registries
from lms.accounts.models import User
from lms.accounts.navigation import on_a_phone
from lms.accounts.roles import Role
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db

PASSWORD = "secret-enough"


def sign_in(client, email, password=PASSWORD, language="es-mx", **extra):
    return client.post(f"/{language}/account/login/", {"login": email, "password": password}, **extra)


def test_the_start_page_is_in_the_persons_language(client):
    user = make_person(language="en")
    assert sign_in(client, user.email).url == "/en/"
    client.logout()
    assert sign_in(client, user.email.upper()).url == "/en/"


def test_a_wanted_page_comes_first(client):
    user = make_person()
    response = client.post(
        "/es-mx/account/login/", {"login": user.email, "password": PASSWORD, "next": "/es-mx/me/data/"}
    )
    assert response.url == "/es-mx/me/data/"


@pytest.mark.parametrize("fields", [{"is_active": False}])
def test_a_closed_account_stays_closed(client, fields):
    user = make_person(**fields)
    sign_in(client, user.email)
    assert "_auth_user_id" not in client.session


def test_a_session_ends_when_the_account_is_closed(client):
    user = make_person()
    client.force_login(user)
    assert client.get("/es-mx/me/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/es-mx/me/").status_code == 302


def test_wrong_password_and_unknown_address_read_the_same(client):
    user = make_person()
    pages = [sign_in(client, user.email, "wrong-one"), sign_in(client, "nobody@example.mx", "wrong-one")]
    texts = [re.sub(r"value=\"[^\"]*\"", "", page.content.decode()) for page in pages]
    assert texts[0] == texts[1]
    assert "El correo o la contraseña no son correctos." in texts[0]


def test_asking_for_a_code_tells_nothing_about_who_has_an_account(mailoutbox):
    user = make_person()
    for email in (user.email, "nobody@example.mx"):
        response = Client().post("/es-mx/account/login/code/", {"email": email})
        assert response.url.split("?")[0] == "/es-mx/account/login/code/confirm/"
    assert [mail.to for mail in mailoutbox] == [[user.email], ["nobody@example.mx"]]
    assert "signup" not in mailoutbox[1].body


def test_sign_up_is_closed(client):
    assert "por invitación" in client.get("/es-mx/account/signup/").content.decode()
    data = {"email": "x@example.mx", "first_name": "X", "last_name": "Y", "password1": "una-frase-larga"}
    client.post("/es-mx/account/signup/", {**data, "password2": "una-frase-larga"})
    assert User.objects.count() == 0


def test_an_app_can_open_sign_up_for_a_visitor_and_learns_who_came(client, monkeypatch, mailoutbox):
    came = []
    monkeypatch.setattr(registries, "signup_gates", gates := [])
    monkeypatch.setattr("lms.accounts.signin.adapter.signup_gates", gates)
    monkeypatch.setattr("lms.accounts.signin.signals.signup_gates", gates)
    gates.append(registries.SignupGate(lambda request: True, lambda request, user: came.append(user.email)))
    data = {
        "email": "X@example.mx",
        "first_name": "Xóchitl",
        "last_name": "Yáñez",
        "password1": "una-frase-larga",
    }
    response = client.post("/en/account/signup/", {**data, "password2": "una-frase-larga"})
    assert response.url == "/en/account/confirm-email/"
    assert came == ["x@example.mx"]
    user = User.objects.get()
    assert (user.first_name, user.last_name, user.language) == ("Xóchitl", "Yáñez", "en")
    assert "_auth_user_id" not in client.session
    assert mailoutbox[0].subject == "Confirm your e-mail"


@pytest.fixture
def _limited(settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("_limited")
def test_guessing_is_stopped_and_cannot_hide_behind_a_header(client):
    user = make_person()
    outcomes = []
    for attempt in range(10):
        page = sign_in(
            client, user.email, f"wrong-{attempt}", headers={"x-forwarded-for": f"10.0.0.{attempt}"}
        )
        outcomes.append(page.status_code == 429 or "demasiados intentos" in page.content.decode())
    assert outcomes[0] is False
    assert outcomes[-1] is True
    sign_in(client, user.email, headers={"x-forwarded-for": "10.9.9.9"})
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_limited")
def test_codes_cannot_be_guessed_without_end(client, mailoutbox):
    user = make_person()
    client.post("/es-mx/account/login/code/", {"email": user.email})
    for _attempt in range(3):
        response = client.post("/es-mx/account/login/code/confirm/", {"code": "AAAAAA"})
    assert response.status_code == 302
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mailoutbox[0].body, re.MULTILINE).group(1)
    client.post("/es-mx/account/login/code/confirm/", {"code": code})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        ((), "learning"),
        ((Role.TRAINER,), "trainer_home"),
        ((Role.CENTER_MANAGER,), "center_home"),
        ((Role.PROGRAM_OFFICER,), "program_home"),
        ((Role.EDITOR,), "wagtailadmin_home"),
        ((Role.ADMINISTRATOR,), "people"),
        ((Role.TRAINER, Role.CENTER_MANAGER, Role.EDITOR), "center_home"),
    ],
)
def test_everybody_starts_at_their_own_page(client, roles, page):
    client.force_login(make_person(*roles, center=make_center()))
    assert client.get("/es-mx/").url == reverse(page)


def test_the_navigation_shows_what_the_role_needs_and_where_one_is(client):
    client.force_login(make_person(Role.ADMINISTRATOR))
    page = client.get("/es-mx/people/")
    assert [link.url for link in page.context["main_nav"] if link.current] == ["/es-mx/people/"]
    assert "/es-mx/centers/" in [link.url for link in page.context["main_nav"]]
    client.force_login(make_person())
    urls = [link.url for link in client.get("/es-mx/me/").context["main_nav"]]
    assert "/es-mx/people/" not in urls
    assert urls[-1] == "/es-mx/me/"


@pytest.mark.parametrize(("count", "abreast"), [(2, 2), (4, 4), (5, 3), (6, 3), (11, 3)])
def test_a_phone_shows_four_entries_or_three_and_more(count, abreast):
    assert on_a_phone(count) == abreast


def test_what_folds_on_a_phone_stands_behind_more_without_a_script(client):
    client.force_login(make_person(Role.TRAINER))
    page = client.get("/es-mx/me/")
    folded = [link.url for link in page.context["main_nav"] if link.folds]
    _before, more = page.content.decode().split("<details>")
    assert re.findall(r'<a href="([^"]+)"', more.split("</details>")[0]) == folded
    assert (len(page.context["main_nav"]), len(folded)) == (5, 2)
    client.force_login(make_person())
    assert "<details>" not in client.get("/es-mx/me/").content.decode()


PAGES = [
    "login/",
    "login/code/",
    "signup/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/abc-def/",
    "password/reset/key/done/",
    "inactive/",
]
OWN_PAGES = ["logout/", "email/", "password/change/", "2fa/", "2fa/reauthenticate/", "reauthenticate/"]


@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_sign_in_is_ours(client, language, page):
    _looks_like_ours(client.get(f"/{language}/account/{page}"))


@pytest.mark.parametrize("page", OWN_PAGES)
def test_every_page_about_ones_own_sign_in_is_ours(client, page):
    from tests.lms.accounts.codes import give_app

    user = make_person()
    give_app(user)
    client.force_login(user)
    _looks_like_ours(client.get(f"/es-mx/account/{page}"))


def _looks_like_ours(page):
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("<h1>") == 1
    assert "<h1></h1>" not in text
    assert "css/base.css" in text
    assert " style=" not in text
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
