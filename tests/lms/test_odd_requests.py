"""What no browser of ours sends is refused before it is read, calmly, in the reader's language."""

import asyncio
import io
import json

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.client import FakePayload, RequestFactory

from lms.core.entrance import AsyncEntrance, Entrance
from tests import null_characters
from tests.security.html import faults_of

pytestmark = pytest.mark.django_db
LOGIN = "/es-mx/account/login/"
FORM = "application/x-www-form-urlencoded"
MULTIPART = b'--a\r\nContent-Disposition: form-data; name="login"\r\n\r\nx\r\n--a--\r\n'


class Untouchable(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *size):
        raise AssertionError("read")

    readline = read


@pytest.fixture
def client(caplog):
    caplog.set_level("CRITICAL", "django")
    return Client(raise_request_exception=False)


def assert_calm(response, status, heading, language="es-MX"):
    page = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in page
    assert heading in page
    assert faults_of(page) == []
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("host", ["evil.example", "a b", "127.0.0.1", "x" * 300, "\xff\xfe", "[::1", ""])
def test_a_foreign_host_name_is_400_in_the_sites_dress(client, host):
    assert_calm(client.get(LOGIN, headers={"Host": host}), 400, "Acuerdo no responde con este nombre")
    english = client.get("/en/help/", headers={"Host": host})
    assert_calm(english, 400, "Acuerdo does not answer under this name", "en")
    told = client.post(LOGIN, headers={"Host": host, "Accept": "application/json"})
    assert (told.status_code, told.json()["code"]) == (400, "foreign_host")


@pytest.mark.parametrize("name", ["127.0.0.1:8000", "[::1]:8000"])
def test_the_demo_leads_from_its_numbers_to_localhost(client, settings, name):
    settings.HOSTS_LED_TO = {"127.0.0.1": "localhost", "[::1]": "localhost"}
    response = client.get("/en/help/?a=b", headers={"Host": name})
    assert (response.status_code, response["Location"]) == (307, "http://localhost:8000/en/help/?a=b")
    assert client.get("/en/help/", headers={"Host": "127.0.0.2"}).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (f"{FORM}; charset=utf-16", "login=a".encode("utf-16")),
        (f"{FORM}; charset=utf-7", b"login=a"),
        (f"{FORM}; charset=hex", b"login=a"),
        (f"{FORM}; charset=klingon", b"login=a"),
        (f'{FORM}; charset="a b"', b"login=a"),
        ("multipart/form-data; boundary=a; charset=utf-16", MULTIPART),
        ("multipart/mixed; boundary=a", MULTIPART),
        ("text/plain", b"login=a"),
        ("a/b/c;;;===", b"login=a"),
        ("", b"login=a"),
    ],
)
def test_an_odd_content_type_is_415(client, kind, body):
    assert_calm(client.generic("POST", LOGIN, body, kind), 415, "No podemos leer este tipo de datos")


@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=a", "text/plain", ""])
@pytest.mark.parametrize("path", ["attempts/{}/autosave/", "attempts/{}/claim/", "ratings/{}/{}/edit/"])
def test_an_address_of_scripts_takes_json_alone(client, kind, path):
    sheet = "/en/" + path.format(*["00000000-0000-0000-0000-000000000000"] * 2)
    answer = client.generic("POST", sheet, MULTIPART, kind, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_kind")


def test_a_page_of_ours_takes_no_json(client):
    answer = client.post("/en/privacy/consent/", {"next": "x"}, content_type="application/json")
    assert_calm(answer, 415, "We cannot read data of this kind", "en")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"login=%ff%fe&password=\xff"),
        (FORM, b"login=a%00b&password=%00"),
        (FORM, b"&".join(b"a%d=1" % n for n in range(6000))),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=" + "a" * 300, b"x"),
        ("multipart/form-data; boundary=a", MULTIPART[:40]),
        ("multipart/form-data; boundary=a", MULTIPART.replace(b'"\r\n', b"\"; filename*=klingon''%ff\r\n")),
    ],
)
def test_a_form_that_is_broken_is_no_failure_of_ours(client, kind, body):
    assert client.generic("POST", LOGIN, body, kind).status_code in (200, 400, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/es-mx/learning/",
        "/es-mx/%ff%fe/",
        "/es-mx/attempts/" + "9" * 5000 + "/",
        "/media/images/%00.png",
    ],
)
@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "sessionid=%00",
        'sessionid="\\000aaaaaaaa"',
        "sessionid=\xff\xfe",
        "sessionid=" + "a" * 4000,
        "=;;a;=\x00",
    ],
)
def test_an_odd_address_or_cookie_is_no_failure_of_ours(client, path, cookie):
    with connection.execute_wrapper(null_characters.refuse):
        answer = client.get(path, headers={"Cookie": cookie, "Accept-Language": "\xff, es;q=NaN"})
    assert answer.status_code in (302, 404)


@pytest.mark.parametrize("declared", ["-1", "abc", "+5", "1_0", "²"])
def test_a_length_that_is_none_is_400(client, declared):
    assert_calm(client.post(LOGIN, CONTENT_LENGTH=declared), 400, "No pudimos leer esa solicitud")


@pytest.mark.parametrize("declared", [settings.REQUEST_MAX_BYTES + 1, 400_000_000, 10**30])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=a", "application/json"])
@pytest.mark.parametrize("path", [LOGIN, "/admin/login/", "/media/images/a.png"])
def test_more_than_the_limit_is_413_and_nothing_of_it_is_read(client, declared, kind, path):
    environ = {"CONTENT_LENGTH": str(declared), "CONTENT_TYPE": kind, "wsgi.input": Untouchable()}
    answer = client.post(path, **environ)
    assert_calm(answer, 413, "Es demasiado grande")
    assert "hasta 5 MB" in answer.content.decode()


def test_a_form_without_files_has_less_room(client):
    answer = client.post(LOGIN, b"login=" + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, content_type=FORM)
    assert_calm(answer, 413, "Es demasiado grande")


class Endless(io.BytesIO):
    """A body that goes on and on; `taken` is how much was asked of it."""

    taken = 0

    def read(self, size=-1):
        assert size > 0, "all of it at once"
        self.taken += size
        return b"a" * size


def through_wsgi(**environ):
    """The status and the page for a request as a WSGI server hands it over."""
    told = []
    chunked = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": FORM, "HTTP_TRANSFER_ENCODING": "chunked"}
    token = {"HTTP_COOKIE": "csrftoken=" + "a" * 32, "HTTP_X_CSRFTOKEN": "a" * 32}
    asked = RequestFactory()._base_environ(PATH_INFO=LOGIN, **(chunked | token | environ))
    body = b"".join(Entrance(WSGIHandler())(asked, lambda status, headers: told.append(status)))
    return told[0], body.decode()


def test_a_body_in_chunks_is_413_beyond_the_limit_and_read_no_further(caplog):
    caplog.set_level("CRITICAL", "django")
    endless = Endless()
    status, page = through_wsgi(**{"wsgi.input": endless})
    assert status.startswith("413")
    assert "Es demasiado grande" in page
    assert endless.taken == settings.REQUEST_MAX_BYTES + 1


def test_a_small_body_in_chunks_is_read_as_any_other(caplog):
    caplog.set_level("CRITICAL", "django")
    status, page = through_wsgi(**{"wsgi.input": io.BytesIO(b"login=somebody%40example.mx")})
    assert status.startswith("200")
    assert 'value="somebody@example.mx"' in page


def test_a_body_whose_chunks_are_broken_is_400(caplog):
    caplog.set_level("CRITICAL", "django")
    broken = FakePayload()
    broken.read = lambda *size: (_ for _ in ()).throw(OSError("no chunk"))
    status, page = through_wsgi(**{"wsgi.input": broken})
    assert status.startswith("400")
    assert "No pudimos leer esa solicitud" in page


def test_scripts_are_refused_in_json(client):
    answer = client.post(LOGIN, CONTENT_LENGTH="400000000", headers={"Accept": "application/json"})
    assert (answer.status_code, json.loads(answer.content)["code"]) == (413, "too_large")


@pytest.mark.parametrize("charset", ["utf-16", "hex", "undefined", "klingon", "utf-7"])
def test_an_odd_charset_fails_nothing_before_there_is_a_handler(caplog, charset):
    caplog.set_level("CRITICAL", "django")
    kind = {
        "CONTENT_TYPE": f"{FORM}; charset={charset}",
        "QUERY_STRING": "next=%ff\xff",
        "HTTP_TRANSFER_ENCODING": "",
    }
    assert through_wsgi(**kind, REQUEST_METHOD="GET")[0].startswith("200")
    status, page = through_wsgi(**kind, CONTENT_LENGTH="7", **{"wsgi.input": io.BytesIO(b"login=a")})
    assert status.startswith("415")
    assert "No podemos leer este tipo de datos" in page


def through_asgi(parts, kind=FORM):
    """The status and the page for a request whose body comes in parts, and how many of them were taken."""
    waiting, told = list(parts), []

    async def receive():
        if not waiting:
            await asyncio.Event().wait()
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message):
        told.append(message)

    headers = [(b"host", b"testserver"), (b"content-type", kind.encode()), (b"content-length", b"400000000")]
    scope = {"type": "http", "method": "POST", "path": LOGIN, "query_string": b"", "headers": headers}
    asyncio.run(AsyncEntrance()(scope, receive, send))
    page = b"".join(one.get("body", b"") for one in told[1:]).decode()
    return told[0]["status"], page, len(parts) - len(waiting)


@pytest.mark.django_db(transaction=True)
def test_asgi_takes_in_no_more_than_the_limit(caplog):
    caplog.set_level("CRITICAL")
    status, page, taken = through_asgi([b"a" * 1_000_000] * 400)
    assert (status, taken) == (413, settings.REQUEST_MAX_BYTES // 1_000_000 + 2)
    assert "Es demasiado grande" in page
    assert through_asgi([b"login=a"], f"{FORM}; charset=hex")[0] == 415
    assert through_asgi([b"login=a"])[0] == 403  # no token: it was read
