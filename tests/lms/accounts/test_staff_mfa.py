"""No door into a staff account but through the second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lms.accounts.middleware.staff_mfa import OPEN_TO_ENROLL, OPEN_TO_PROVE
from lms.accounts.models import User
from lms.accounts.roles import STAFF_ROLES, Role
from tests.lms.accounts.codes import code_for, give_app, stored_secret
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db

PASSWORD = "secret-enough"
CSRF_FREE_POSTS = ("/es-mx/me/", "/admin/pages/", "/es-mx/people/new/")


@pytest.fixture(autouse=True)
def _enforced(settings):
    settings.STAFF_MFA_REQUIRED = True
    cache.clear()


def plain_urls(patterns=None, prefix="/"):
    """Every address of the project that needs no argument, with its name."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if "<" not in route and "(" not in route:
                yield from plain_urls(pattern.url_patterns, prefix + route.strip("^$"))
        elif isinstance(pattern, URLPattern) and not re.search(r"[<(*\\\[]", route):
            yield prefix + route.strip("^$"), pattern.name


def sign_in(client, user, **extra):
    return client.post("/es-mx/account/login/", {"login": user.email, "password": PASSWORD, **extra})


def held_at(response):
    """Where a response sends a person, without the way back."""
    return response.url.split("?")[0] if response.status_code == 302 else response.status_code


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_every_staff_role_is_held_until_it_has_a_factor(client, role):
    client.force_login(make_person(role, center=make_center()))
    assert held_at(client.get("/es-mx/me/")) == "/es-mx/account/2fa/"


def test_a_superuser_is_held_too(client):
    client.force_login(make_person(is_superuser=True))
    assert held_at(client.get("/admin/")) == reverse("mfa_index")


def test_a_conciliator_is_not(client):
    client.force_login(make_person())
    assert client.get("/es-mx/me/").status_code == 200


def test_the_setting_turns_it_off(client, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_person(Role.TRAINER))
    assert client.get("/es-mx/me/").status_code == 200


def test_every_address_is_closed_but_the_listed_ones(client):
    client.force_login(make_person(Role.TRAINER, Role.EDITOR, Role.ADMINISTRATOR))
    urls = list(plain_urls())
    assert len(urls) > 60
    assert {"/admin/", "/es-mx/people/", "/es-mx/help/"} <= {url for url, _name in urls}
    unexpected = [
        url
        for url, name in urls
        if name not in OPEN_TO_ENROLL and held_at(client.get(url)) not in ("/es-mx/account/2fa/", 403)
    ]
    assert unexpected == []


def test_every_address_is_closed_to_a_session_without_its_factor(client):
    user = make_person(Role.TRAINER, Role.EDITOR, Role.ADMINISTRATOR)
    client.force_login(user)
    give_app(user)
    unexpected = [
        url
        for url, name in plain_urls()
        if name not in OPEN_TO_PROVE
        and held_at(client.get(url)) not in ("/es-mx/account/2fa/reauthenticate/", 403)
    ]
    assert unexpected == []


@pytest.mark.parametrize("url", CSRF_FREE_POSTS)
def test_what_is_sent_is_refused_in_words_and_changes_nothing(client, url):
    user = make_person(Role.ADMINISTRATOR, first_name="Ana")
    client.force_login(user)
    response = client.post(url, {"first_name": "Eva", "language": "en"}, headers={"accept-language": "es-mx"})
    assert response.status_code == 403
    assert "second" in response.content.decode() or "segundo" in response.content.decode()
    user.refresh_from_db()
    assert user.first_name == "Ana"


def test_scripts_are_answered_as_scripts(client):
    client.force_login(make_person(Role.EDITOR))
    response = client.get("/admin/api/main/pages/", headers={"accept": "application/json"})
    assert (response.status_code, response.json()["error"]) == (403, "second_factor_required")
    response = client.get("/es-mx/me/", headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 403


def test_enrolling_lets_the_same_session_go_on(client, monkeypatch):
    # Within a test's transaction nothing is ever committed.
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction.on_commit", lambda act: act())
    user = make_person(Role.TRAINER)
    sign_in(client, user)
    page = client.get("/es-mx/account/2fa/totp/activate/")
    assert held_at(page) == "/es-mx/account/reauthenticate/"
    client.post("/es-mx/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/es-mx/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    response = client.post("/es-mx/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert response.status_code == 302
    assert client.get("/es-mx/me/").status_code == 200
    assert Authenticator.objects.filter(user=user).count() == 2


def test_secrets_are_encrypted_where_they_are_stored():
    user = make_person()
    secret = give_app(user)
    assert secret not in stored_secret(user)


def test_signing_in_with_the_factor_opens(client):
    user = make_person(Role.TRAINER)
    secret = give_app(user)
    assert held_at(sign_in(client, user)) == "/es-mx/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    client.post("/es-mx/account/2fa/authenticate/", {"code": code_for(secret)})
    assert client.get("/es-mx/me/").status_code == 200


def test_a_code_by_mail_does_not_get_around_the_factor(client, mailoutbox):
    user = make_person(Role.TRAINER)
    give_app(user)
    client.post("/es-mx/account/login/code/", {"email": user.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mailoutbox[0].body, re.MULTILINE).group(1)
    response = client.post("/es-mx/account/login/code/confirm/", {"code": code})
    assert held_at(response) == "/es-mx/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_a_code_by_mail_without_a_factor_leads_to_enrolling(client, mailoutbox):
    user = make_person(Role.TRAINER)
    client.post("/es-mx/account/login/code/", {"email": user.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mailoutbox[0].body, re.MULTILINE).group(1)
    client.post("/es-mx/account/login/code/confirm/", {"code": code})
    assert held_at(client.get("/es-mx/me/")) == "/es-mx/account/2fa/"


def test_a_session_from_before_the_factor_must_prove_it(client):
    user = make_person(Role.TRAINER)
    sign_in(client, user)
    secret = give_app(user)
    response = client.get("/es-mx/me/?a=1")
    assert response.url == "/es-mx/account/2fa/reauthenticate/?next=%2Fes-mx%2Fme%2F%3Fa%3D1"
    client.post("/es-mx/account/2fa/reauthenticate/", {"code": "000000"})
    assert held_at(client.get("/es-mx/me/")) == "/es-mx/account/2fa/reauthenticate/"
    client.post("/es-mx/account/2fa/reauthenticate/", {"code": code_for(secret)})
    assert client.get("/es-mx/me/").status_code == 200


def test_a_session_from_before_the_role_is_held(client):
    user = make_person()
    sign_in(client, user)
    assert client.get("/es-mx/me/").status_code == 200
    user.role_grants.create(role=Role.TRAINER, granted_at=user.date_joined)
    assert held_at(client.get("/es-mx/me/")) == "/es-mx/account/2fa/"


@pytest.mark.parametrize(
    "url",
    [
        "/es-mx/account/2fa/totp/deactivate/",
        "/es-mx/account/2fa/webauthn/add/",
        "/es-mx/account/2fa/recovery-codes/",
        "/es-mx/account/2fa/recovery-codes/generate/",
        "/es-mx/account/password/change/",
        "/es-mx/account/email/",
        "/es-mx/account/reauthenticate/",
    ],
)
def test_a_session_without_its_factor_cannot_weaken_the_account(client, url):
    user = make_person(Role.TRAINER)
    client.force_login(user)
    give_app(user)
    assert held_at(client.get(url)) == "/es-mx/account/2fa/reauthenticate/"
    assert client.post(url, {"password": PASSWORD}).status_code == 403
    assert Authenticator.objects.filter(user=user).count() == 2


def test_signing_out_is_always_possible(client):
    client.force_login(make_person(Role.TRAINER))
    assert client.get("/es-mx/account/logout/").status_code == 200
    client.post("/es-mx/account/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("record", [{"method": "mfa", "type": "webauthn", "passwordless": True}])
def test_a_passkey_counts_as_the_second_factor(client, record):
    user = make_person(Role.TRAINER)
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    client.force_login(user)
    assert held_at(client.get("/es-mx/me/")) == "/es-mx/account/2fa/reauthenticate/"
    session = client.session
    session["account_authentication_methods"] = [{**record, "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    assert client.get("/es-mx/me/").status_code == 200


def test_another_persons_proof_is_worth_nothing(client):
    other, user = make_person(), make_person(Role.TRAINER)
    give_app(user)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session["account_authentication_methods_user"] = str(other.pk)
    session.save()
    assert held_at(client.get("/es-mx/me/")) == "/es-mx/account/2fa/reauthenticate/"


@pytest.mark.parametrize("url", ["/admin/login/", "/es-mx/_util/login/"])
def test_other_sign_in_pages_are_closed(client, url):
    user = make_person(Role.EDITOR, is_superuser=True)
    response = client.post(url, {"username": user.email, "password": PASSWORD})
    assert held_at(response) == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert client.get(url + "?next=/admin/pages/").url.endswith("?next=%2Fadmin%2Fpages%2F")
    assert "next" not in client.get(url + "?next=https://evil.example/").url


@pytest.mark.parametrize("page", ["", "done/", "confirm/MQ/set-password/", "complete/"])
def test_wagtails_password_reset_is_closed(client, page, mailoutbox):
    make_person(email="a@example.mx", is_superuser=True)
    url = f"/admin/password_reset/{page}"
    assert held_at(client.get(url)) == reverse("account_login")
    assert held_at(client.post(url, {"email": "a@example.mx"})) == reverse("account_login")
    assert mailoutbox == []


def test_wagtails_account_page_changes_neither_password_nor_address(client, settings):
    settings.STAFF_MFA_REQUIRED = False
    user = make_person(is_superuser=True)
    client.force_login(user)
    page = client.get("/admin/account/").content.decode()
    assert "password-old_password" not in page
    client.post(
        "/admin/account/",
        {
            "password-old_password": PASSWORD,
            "password-new_password1": "another-one-1",
            "password-new_password2": "another-one-1",
            "name_email-email": "evil@example.mx",
        },
    )
    fresh = User.objects.get(pk=user.pk)
    assert fresh.check_password(PASSWORD)
    assert fresh.email == user.email


def test_wagtails_sign_out_ends_the_session_at_our_sign_in(client, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(make_person(is_superuser=True))
    assert client.get("/admin/logout/").status_code == 405
    assert held_at(client.post("/admin/logout/")) == reverse("account_login")
    assert "_auth_user_id" not in client.session
