"""Fixtures for every test."""

import pytest


@pytest.fixture(scope="module")
def ground_kept(django_db_setup, django_db_blocker):
    """For modules whose tests empty the database: puts back what migrations had put there."""
    from tests import ground

    with django_db_blocker.unblock():
        kept = ground.snapshot()
    yield
    with django_db_blocker.unblock():
        ground.restore(kept)
