"""What every answer carries, and that no page calls anybody else."""

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from lms.accounts.roles import Role
from lms.core.permissions import open_to
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db

PUBLIC = ["account/login/", "account/login/code/", "help/", "accessibility/", "privacy/", "styleguide/"]
OWN = ["me/", "me/data/", "people/", "centers/", "account/2fa/", "account/logout/"]


def policy(response):
    parts = response["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (part.split() for part in parts)}


@pytest.mark.parametrize("page", PUBLIC)
def test_site_pages_allow_their_own_files_only(client, page):
    response = client.get(f"/es-mx/{page}")
    rules = policy(response)
    assert (rules["script-src"], rules["style-src"]) == (["'self'"], ["'self'"])
    assert rules["default-src"] == ["'none'"]
    assert rules["frame-ancestors"] == ["'none'"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_admin_has_its_own_policy_and_still_calls_nobody(client):
    client.force_login(make_person(is_superuser=True))
    response = client.get(reverse("wagtailadmin_home"))
    rules = policy(response)
    assert rules["script-src"] == ["'self'", "'unsafe-inline'"]
    assert rules["connect-src"] == ["'self'"]
    outside(response.content.decode())


@pytest.mark.parametrize("page", OWN)
def test_pages_of_signed_in_people_are_kept_nowhere(client, page):
    client.force_login(make_person(Role.ADMINISTRATOR, center=make_center()))
    response = client.get(f"/es-mx/{page}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    outside(response.content.decode())


@pytest.mark.parametrize("page", PUBLIC)
def test_no_public_page_loads_anything_from_outside(client, page):
    outside(client.get(f"/en/{page}").content.decode())


def outside(text):
    """Nothing is loaded from another place, nothing inline runs."""
    loaded = re.findall(r"<(?:script|img|iframe|source|video|audio|embed)[^>]*\ssrc=[\"']([^\"']+)", text)
    loaded += re.findall(r"<link[^>]*\shref=[\"']([^\"']+)", text)
    assert loaded
    assert [url for url in loaded if not url.startswith(("/", "data:")) or url.startswith("//")] == []


@pytest.mark.parametrize("page", [*PUBLIC, *OWN])
def test_site_pages_have_no_inline_script_or_style(client, page):
    client.force_login(make_person(Role.ADMINISTRATOR))
    text = client.get(f"/es-mx/{page}", follow=True).content.decode()
    assert not re.search(r"\sstyle=\"|<style|\son\w+=\"", text)
    assert not re.search(r"<script(?![^>]*(?:\ssrc=|type=\"application/json\"))", text)


def test_a_page_may_ask_a_device_for_what_it_says_and_no_other_for_anything(client):
    """The sheet of a rating listens, the hand-over of sheets sees; their tests in a browser hold both."""
    closed = client.get("/es-mx/help/")["Permissions-Policy"]
    assert [one for one in closed.split(", ") if not one.endswith("=()")] == []
    assert {"microphone=()", "camera=()", "on-device-speech-recognition=()"} <= set(closed.split(", "))
    opened = open_to(HttpResponse(), "microphone")["Permissions-Policy"].split(", ")
    assert [one for one in opened if not one.endswith("=()")] == ["microphone=(self)"]
