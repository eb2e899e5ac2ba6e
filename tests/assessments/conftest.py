"""Fixtures of the assessments' tests."""

import pytest
from django.utils import translation

from assessments import registries
from lms.accounts.models import User
from tests.addresses import served_by
from tests.assessments import factories as make
from tests.assessments.hosts import StandIn
from tests.held import measured_by

CREW = ("Acuña", "Bermúdez", "Castañeda", "Domínguez", "Escobedo", "Flores")


@pytest.fixture(scope="module", autouse=True)
def instruments(request):
    """What most tests of a file would make again: it is there already, as in any program that runs."""
    with measured_by(request, "es-mx"):
        yield


@pytest.fixture
def host(monkeypatch):
    """The only host, so that a test says itself who may do what."""
    alone = StandIn()
    monkeypatch.setattr(registries, "hosts", [alone])
    return alone


@pytest.fixture
def open_to_all(host):
    """Everybody may take everything, rate everybody, release everything and mark."""
    host.takes = host.rates = host.releases = host.marks = True
    return host


@pytest.fixture(autouse=True)
def without_the_apps_above(monkeypatch):
    """Assessments stand below courses and analytics: their pages must work without either."""
    monkeypatch.setattr("lms.accounts.navigation.nav_sources", [])
    monkeypatch.setattr(registries, "further", [])
    monkeypatch.setattr(registries, "about_occasions", [])
    monkeypatch.setattr(registries, "about_surveys", [])
    with served_by("tests.assessments.urls"):
        yield


@pytest.fixture(autouse=True)
def spanish():
    """Each test starts in Spanish, whatever language the one before left active."""
    with translation.override("es-mx"):
        yield


@pytest.fixture
def crew(open_to_all):
    """An occasion, its assessor and six people by name."""
    people = {name: make.person(first_name="Itzel", last_name=name) for name in CREW}
    ids = [one.pk for one in people.values()]
    open_to_all.rated = User.objects.filter(pk__in=ids)
    return make.occasion(), make.person(first_name="Maribel", last_name="Ochoa"), people
