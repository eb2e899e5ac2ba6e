"""Who enters Wagtail's admin, and what everybody else gets at each of its addresses."""

import re
from contextlib import nullcontext

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.users.models import UserProfile

from lms.accounts.models import User
from lms.accounts.roles import Role
from tests.lms.factories import make_center, make_person
from tests.security.addresses import patterns
from tests.security.crawl import client_of, few_refusals

pytestmark = pytest.mark.django_db

# Icons and words of the admin's scripts are the same for everybody; the rest leads to signing in.
OPEN = ("admin/sprite/", "admin/jsi18n/")
AHEAD = ("admin/login/", "admin/logout/", "admin/password_reset/")
SAMPLES = {"int": "1", "slug": "x", "str": "1", "uuid": "00000000-0000-0000-0000-000000000000"}


def admin_addresses():
    """One address for each route below /admin/, whatever it takes."""
    routes = {re.sub(r"[\^$\\]", "", route) for route, _one in patterns()}
    found = set()
    for route in routes:
        if route.startswith("admin/") and not route.startswith((*OPEN, *AHEAD)):
            filled = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES[match[1] or "str"], route)
            found.add("/" + re.sub(r"\.\*|\((?:[^()]|\([^()]*\))*\)", "1", filled))
    return sorted(found)


def test_every_address_of_the_admin_is_tried():
    addresses = admin_addresses()
    assert len(addresses) > 150
    assert [one for one in addresses if set(one) & set("<>[]*?|")] == []


@pytest.mark.slow("gets two hundred addresses")
@pytest.mark.parametrize("role", ["self", "trainer A", "manager", "officer"])
def test_who_may_not_enter_the_admin_gets_one_plain_page(world, role):
    """The page itself is drawn for one of them, and for the others once: it is the same view that refuses."""
    client = client_of(world, role)
    wrong, drawn = [], 0
    with few_refusals() if role != "self" else nullcontext():
        for url in admin_addresses():
            response = client.get(url)
            brand = 'class="brand"' in response.content.decode()
            drawn += brand
            if response.status_code != 403 or (role == "self" and not brand):
                wrong.append((url, response.status_code))
            assert list(get_messages(response.wsgi_request)) == []
    assert wrong == []
    assert drawn
    assert client.post(reverse("wagtailadmin_home")).status_code == 403


def test_strangers_are_sent_to_sign_in_once_and_come_to_the_refusal(client):
    for url in admin_addresses():
        response = client.get(url)
        sign_in = "/admin/login/?next=" if url == "/admin/1/" else "/es-mx/account/login/?next="
        assert (response.status_code, response.url.startswith(sign_in)) == (302, True), url
    person = make_person(Role.TRAINER)
    page = client.post(
        f"{reverse('account_login')}?next=/admin/",
        {"login": person.email, "password": "secret-enough"},
        follow=True,
    )
    assert [status for _url, status in page.redirect_chain] == [302]
    assert page.status_code == 403


@pytest.mark.parametrize(
    ("language", "words"), [("es-mx", "no corresponde a su función"), ("en", "not for your role")]
)
def test_the_refusal_speaks_the_persons_language(client, language, words):
    client.force_login(make_person(Role.TRAINER, language=language))
    response = client.get("/admin/pages/1/", headers={"accept-language": "fr"})
    page = response.content.decode()
    assert words in page
    assert f'<html lang="{language.replace("-mx", "-MX")}"' in page


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_editors_and_administrators_enter_the_admin(world, role):
    client = client_of(world, role)
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]
    person = world.people[role]
    assert client.get(f"/es-mx{reverse('account')[6:]}").context["user"] == person


def test_nobody_but_the_owner_reaches_wagtails_people_and_sites(world):
    for role in ("editor", "administrator"):
        client = client_of(world, role)
        for url in ("/admin/groups/", "/admin/sites/", "/admin/locales/"):
            response = client.get(url, follow=True)
            assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)], url


def test_wagtails_people_are_ours(world):
    assert client_of(world, "administrator").get("/admin/users/").url == reverse("people")
    assert client_of(world, "editor").get("/admin/users/").status_code == 403


@pytest.mark.parametrize(("language", "words"), [("es-mx", "Panel de control"), ("en", "Dashboard")])
def test_the_admin_speaks_the_persons_language_and_keeps_their_time(client, language, words):
    center = make_center(time_zone="America/Tijuana")
    person = make_person(center=center, language=language, is_superuser=True)
    client.force_login(person)
    page = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "fr"})
    assert words in page.content.decode()
    assert page.wsgi_request.user.wagtail_userprofile.get_current_time_zone() == "America/Tijuana"
    assert not UserProfile.objects.exists()
    chosen = UserProfile.get_for_user(User.objects.get(pk=person.pk))
    assert (chosen.get_preferred_language(), chosen.get_current_time_zone()) == (language, "America/Tijuana")
    chosen.preferred_language, chosen.current_time_zone = "en", "America/Cancun"
    assert (chosen.get_preferred_language(), chosen.get_current_time_zone()) == ("en", "America/Cancun")
