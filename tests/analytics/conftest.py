"""Fixtures of the tests of analytics."""

import pytest
from django.core.cache import cache, caches
from django.utils import translation

from analytics.selectors import changes
from lms.accounts.roles import Role
from tests.analytics import factories as make
from tests.held import measured_by


@pytest.fixture(autouse=True)
def english():
    """Each test starts in English, whatever language the one before left active."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_cached(monkeypatch):
    """Look-ups are counted, pictures and pages kept in caches; no test inherits them.

    Nor does the clock come to the next five minutes between two looks at a page.
    """
    cache.clear()
    caches["reports"].clear()
    monkeypatch.setattr(changes, "SECONDS", 10**12)


@pytest.fixture
def center(db):
    return make.center("Centro Valles")


@pytest.fixture
def trainer(db):
    return make.staff(Role.TRAINER, first_name="Maribel", last_name="Ochoa Vela")


@pytest.fixture
def manager(center):
    return make.staff(Role.CENTER_MANAGER, of=center)


@pytest.fixture
def officer(db):
    return make.staff(Role.PROGRAM_OFFICER)


@pytest.fixture(scope="module")
def instruments(request):
    """What the cohorts of a file are measured by, made once."""
    with measured_by(request, "en"):
        yield


@pytest.fixture
def about(instruments, center, trainer):
    return make.cohort(centers=[center], trainers=[trainer])
