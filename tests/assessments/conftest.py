"""Fixtures of the assessments' tests."""

import pytest

from assessments import registries


@pytest.fixture
def registered(monkeypatch):
    """Empty registries, so that a test says itself who may do what."""
    fresh = registries.Registries()
    monkeypatch.setattr(registries, "registered", fresh)
    return fresh


@pytest.fixture
def open_to_all(registered):
    """Everybody may take everything and rate everybody."""
    registered.delivery_access.append(lambda user, delivery: True)
    registered.rating_access.append(lambda assessor, occasion, subject: True)
    return registered


@pytest.fixture(autouse=True)
def no_navigation_of_other_apps(monkeypatch):
    """Assessments stand below courses: their pages must render without what courses add."""
    monkeypatch.setattr("lms.accounts.navigation.nav_sources", [])
