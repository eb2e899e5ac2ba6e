"""Fixtures of the drills."""

from collections.abc import Iterator

import pytest

from assessments import registries
from tests.assessments.hosts import StandIn
from tests.reliability.server import Server, serving
from tests.reliability.sizes import size


@pytest.fixture(scope="session")
def shared_server(django_db_setup: None, django_db_blocker) -> Iterator[Server]:
    """One server for all drills that leave it whole; a test's new database takes the old one's place."""
    with django_db_blocker.unblock(), serving(workers=size(2, 4)) as server:
        yield server


@pytest.fixture
def server(shared_server: Server, transactional_db: None) -> Server:
    """The server over this test's own database."""
    return shared_server


@pytest.fixture
def open_to_all(monkeypatch):
    """In this process too, everybody may take everything."""
    monkeypatch.setattr(registries, "hosts", [StandIn(takes=True)])
