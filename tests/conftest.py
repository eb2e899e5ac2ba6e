"""Fixtures for every test."""

import pytest
from django.test import TransactionTestCase


@pytest.fixture(scope="module")
def ground_kept(django_db_setup, django_db_blocker):
    """For modules whose tests empty the database: puts back what migrations had put there."""
    from tests import ground

    with django_db_blocker.unblock():
        kept = ground.snapshot()
    yield
    with django_db_blocker.unblock():
        ground.restore(kept)


@pytest.fixture(autouse=True, scope="session")
def frozen_rows_can_be_emptied():
    """The flush that ends a transactional test takes frozen rows along."""
    from tests.frozen import lifted

    emptied = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with lifted():
            emptied(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
