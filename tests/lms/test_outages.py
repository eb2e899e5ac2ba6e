"""A database that is away is said calmly, to people and to scripts; our own mistakes stay errors."""

import os
import sqlite3
import subprocess
import sys
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import translation

from lms import urls as site
from lms.accounts.access import public
from lms.core.models import AuditEvent
from tests.lms.factories import make_person
from tests.security.html import faults_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.lms.test_outages")]

POSTGRES = connection.vendor == "postgresql"
handler500 = site.handler500


@public
def write(request: HttpRequest) -> HttpResponse:
    """Writes a row."""
    AuditEvent.objects.create(at="2026-01-01T00:00Z", action="tests.write")
    return HttpResponse("written")


@public
def slow(request: HttpRequest) -> HttpResponse:
    """Waits longer than a statement may take."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '50ms'")
        cursor.execute("SELECT pg_sleep(30)")
    return HttpResponse()


@public
def mistaken(request: HttpRequest) -> HttpResponse:
    """Asks for what does not exist: on SQLite this, too, is an OperationalError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    return HttpResponse()


urlpatterns = [
    path("write/", write),
    path("slow/", slow),
    path("mistaken/", mistaken),
    *site.urlpatterns,
]


@pytest.fixture
def client(caplog):
    caplog.set_level("CRITICAL", "django")
    yield Client(raise_request_exception=False)
    connection.close()


@pytest.fixture
def away(client):
    """The database does not answer: PostgreSQL has ended the session, SQLite's file is held by another."""
    connection.ensure_connection()
    if POSTGRES:
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        other.close()
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(connection.settings_dict["NAME"])
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def test_a_person_reads_what_happened_what_is_kept_and_what_to_do(client, away):
    response = client.post("/write/", headers={"Accept-Language": "es-MX"})
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "15")
    assert response["Cache-Control"] == "no-store"
    assert '<html lang="es-MX"' in page
    assert "La base de datos no responde" in page
    assert "Lo que acaba de enviar no se guardó" in page
    assert faults_of(page) == []


def test_a_script_reads_json(client, away):
    response = client.post("/write/", headers={"Accept": "application/json", "Accept-Language": "en"})
    assert response.status_code == 503
    assert response.json() == {
        "code": "database_away",
        "message": "The database does not answer. Keep this page open and try again in a moment.",
        "retry_after": 15,
    }


def test_the_next_request_finds_the_database_again(client, away):
    assert client.post("/write/").status_code == 503
    connection.close()
    if POSTGRES:
        assert client.post("/write/").content == b"written"


def test_it_is_said_even_where_the_session_cannot_be_read(client, request):
    client.force_login(make_person())
    if POSTGRES:
        request.getfixturevalue("away")
    else:
        connection.close()
        broken = mock.patch.dict(connection.settings_dict, {"NAME": "/nowhere/at/all.sqlite3"})
        broken.start()
        request.addfinalizer(broken.stop)
    response = client.get("/en/me/")
    assert response.status_code == 503
    assert "what you had saved is still saved" in response.content.decode()


@pytest.fixture
def empty(client, tmp_path):
    """A database in which nobody has migrated."""
    connection.ensure_connection()
    if POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute("SET search_path TO pg_temp")
        yield
        return
    connection.close()
    with mock.patch.dict(connection.settings_dict, {"NAME": str(tmp_path / "empty.sqlite3")}):
        yield
        connection.close()


@pytest.mark.parametrize("path", ["/en/me/", "/mistaken/", "/en/account/login/code/"])
def test_a_database_without_our_tables_is_away(client, request, path):
    client.force_login(make_person())
    request.getfixturevalue("empty")
    response = client.get(path, headers={"Accept-Language": "en"})
    assert response.status_code == 503
    assert "The database does not answer" in response.content.decode()


def test_our_own_mistake_is_an_error(client):
    response = client.get("/mistaken/")
    assert response.status_code == 500
    assert "Retry-After" not in response


def test_the_language_of_the_address_counts(client, away):
    with translation.override("en"):
        page = client.post("/es-mx/account/login/", {"login": "a@b.mx", "password": "x"}).content.decode()
    assert '<html lang="es-MX"' in page


ASK = """
import io, sys
from lms.wsgi import application
from django.test.client import RequestFactory
cookie = "sessionid=" + "a" * 32
asked = RequestFactory()._base_environ(PATH_INFO="/es-mx/me/", HTTP_COOKIE=cookie, HTTP_HOST="localhost")
page = b"".join(application(asked, lambda status, headers: print(status)))
print("La base de datos no responde" in page.decode())
"""


@pytest.mark.slow("starts a process that imports the whole platform")
def test_a_database_file_that_is_gone_is_away_and_not_made_anew(tmp_path):
    ours = {"ACUERDO_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lms.settings.demo"}
    environment = {name: one for name, one in os.environ.items() if not name.startswith("ACUERDO_")} | ours
    told = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, check=True, capture_output=True, text=True
    )
    assert told.stdout.splitlines() == ["503 Service Unavailable", "True"]
    assert not list(tmp_path.glob("*.sqlite3"))


if POSTGRES:  # SQLite limits neither a statement's time nor the wait for a row

    def test_a_statement_that_takes_too_long(client):
        assert client.get("/slow/").status_code == 503

    @pytest.mark.slow("starts a process that imports the whole platform")
    @pytest.mark.parametrize(("entry", "shown"), [("lms.wsgi", "15s 3s"), ("django.core.wsgi", "0 0")])
    def test_pages_alone_have_timeouts(entry, shown):
        code = (
            f"import django; django.setup(); import {entry}\n"
            "from django.db import connection; k = connection.cursor()\n"
            "def shown(name): k.execute('SHOW ' + name); return k.fetchone()[0]\n"
            "print(shown('statement_timeout'), shown('lock_timeout'))"
        )
        told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        assert told.stdout.strip() == shown
