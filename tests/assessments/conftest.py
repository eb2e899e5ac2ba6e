"""Fixtures of the assessments' tests."""

import pytest
from django.utils import translation

from assessments import registries
from tests.assessments.hosts import StandIn


@pytest.fixture
def host(monkeypatch):
    """The only host, so that a test says itself who may do what."""
    alone = StandIn()
    monkeypatch.setattr(registries, "hosts", [alone])
    return alone


@pytest.fixture
def open_to_all(host):
    """Everybody may take everything, rate everybody and release everything."""
    host.takes = host.rates = host.releases = True
    return host


@pytest.fixture(autouse=True)
def without_the_apps_above(settings, monkeypatch):
    """Assessments stand below courses and analytics: their pages must work without either."""
    settings.ROOT_URLCONF = "tests.assessments.urls"
    monkeypatch.setattr("lms.accounts.navigation.nav_sources", [])


@pytest.fixture(autouse=True)
def spanish():
    """Each test starts in Spanish, whatever language the one before left active."""
    with translation.override("es-mx"):
        yield
