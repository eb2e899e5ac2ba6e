"""Fixtures for every test."""

import os
from collections.abc import Iterator
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine makes examples is no property of what is tested.
settings.register_profile("acuerdo", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("acuerdo")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """This process's database, a copy of the template; see tests/databases.py.

    Takes the place of pytest-django's fixture, which migrates in each process. A test that commits ends
    with the database copied anew instead of emptied, so the next one finds what migrations made.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from tests import databases

    name = f"test_{connection.settings_dict['NAME']}_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    with django_db_blocker.unblock():
        databases.lay_out(name)

    def lay_out_anew(case: TransactionTestCase) -> None:
        databases.lay_out(name)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", lay_out_anew):
        yield
    with django_db_blocker.unblock():
        databases.remove(name)
