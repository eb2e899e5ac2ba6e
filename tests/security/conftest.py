"""One world for all tests of this folder, and each test in a savepoint of its own."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.security.crawl import Crawl, Visit, crawl
from tests.security.matrix import asked
from tests.security.returned import entrance, sent_back
from tests.security.sides import World
from tests.security.world import build


@pytest.fixture(scope="package")
def made_world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """The world, made once in a transaction that is rolled back when the folder is through."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def crawled(made_world: World, django_db_blocker) -> Crawl:
    """Every address of ours, got once as everybody; on the second database once for each kind of answer."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = crawl(made_world, asked)
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="package")
def returned(made_world: World, django_db_blocker) -> list[Visit]:
    """Every form of ours and of the entrance as it comes back from being sent empty."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = sent_back(made_world) + entrance(made_world)
        transaction.set_rollback(True)
    return found


@pytest.fixture
def world(made_world: World, db: None) -> World:
    """The world as it was made: what the test before did to it was rolled back."""
    cache.clear()
    return made_world
