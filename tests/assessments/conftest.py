"""Fixtures of the assessments' tests."""

import pytest
from django.utils import translation

from assessments import registries


@pytest.fixture
def registered(monkeypatch):
    """Empty registries, so that a test says itself who may do what."""
    fresh = registries.Registries()
    monkeypatch.setattr(registries, "registered", fresh)
    return fresh


@pytest.fixture
def open_to_all(registered):
    """Everybody may take everything, rate everybody and release everything."""
    registered.delivery_access.append(lambda user, delivery: True)
    registered.rating_access.append(lambda assessor, occasion, subject: True)
    registered.release_access.append(lambda actor, occasion: True)
    return registered


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
