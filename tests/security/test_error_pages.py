"""Errors are calm: in the reader's language, in our look, and without a word of our insides."""

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from lms import urls as site
from lms.accounts.access import public
from tests.security.html import faults_of

TELLTALES = (
    "Traceback",
    "lms/",
    "lms.settings",
    "DJANGO_SETTINGS",
    "django.",
    "site-packages",
    "at-the-bottom",
)
LANGUAGES = {"es-mx": "es-MX", "en": "en"}


@public
def fails(request: HttpRequest, kind: str) -> HttpResponse:
    """Fails in the way that the address asks for."""
    raise {
        "400": SuspiciousOperation("at-the-bottom"),
        "403": PermissionDenied(),
        "500": RuntimeError("at-the-bottom"),
    }[kind]


urlpatterns = [*i18n_patterns(path("fails/<str:kind>/", fails)), *site.urlpatterns]


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = "tests.security.test_error_pages"
    return Client(raise_request_exception=False)


def assert_calm(response, status, language):
    page = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{LANGUAGES[language]}"' in page
    assert "<h1" in page
    assert [word for word in TELLTALES if word in page] == []
    assert faults_of(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["400", "403", "500"])
def test_an_error_in_a_view(world, client, caplog, language, kind):
    caplog.set_level("CRITICAL", "django")
    assert_calm(client.get(f"/{language}/fails/{kind}/"), int(kind), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_does_not_exist(world, client, language):
    client.force_login(world.people["self"])
    assert_calm(client.get(f"/{language}/no/such/page/"), 404, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_its_token(world, language):
    client = Client(enforce_csrf_checks=True)
    assert_calm(client.post(f"/{language}/account/login/", {"login": "x"}), 403, language)


def test_the_languages_differ(world, client):
    client.force_login(world.people["self"])
    pages = {client.get(f"/{language}/no/such/page/").content for language in LANGUAGES}
    assert len(pages) == 2
