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
