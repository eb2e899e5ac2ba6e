"""What no browser of ours would send never makes the server fail."""

import json
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests import null_characters
from tests.security.addresses import address, our_patterns
from tests.security.crawl import client_of
from tests.security.sides import items_of

SEED = 20261122
ODD = [
    "", " ", "\x00", "a\x00b", "\ud7ff\ufffe", "\u202e\u0000", "9" * 400, "-1", "1e309", "NaN", "Infinity",
    "' OR 1=1 --", "../../etc/passwd", "%00%ff", "{{7*7}}", "<svg/onload=1>", "a" * 70_000, "٣", "²", "true",
    "2026-02-31", "9999-12-31", "0001-01-01", "null", "[]", "=1+1", "\r\nX-Evil: 1",
]  # fmt: skip
FIELDS = [
    "q", "page", "item", "seq", "epoch", "answer", "answer_1", "flagged", "go", "position", "language",
    "revision", "comment", "email", "first_name", "last_name", "name", "code", "center", "centers", "role",
    "starts_on", "ends_on", "time_zone", "trainers", "course", "held_at", "reason", "other", "active", "curp",
    "birth_year", "next", "pre", "post", "group", "max", "invite", "join_open", "password", "way", "state",
    "sex", "cohort", "check", "text", "why", "act", "kind", "about", "note", "resolution", "sheet", "minutes",
    "presence", "one", "person", "batch", "ticket", "number", "days", "label", "rows", "period", "report",
]  # fmt: skip
JSON_BODIES = [
    b"", b"null", b"[]", b"1", b'"x"', b"{", b"\xff\xfe", b'{"item":', b'{"item": 1e999}', b"[" * 100_000,
    b'{"answer":' + b"[" * 20_000 + b"]" * 20_000 + b"}", b'{"seq": ' + b"9" * 5_000 + b"}",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _as_on_postgresql():
    with connection.execute_wrapper(null_characters.refuse):
        yield


@pytest.fixture
def chance():
    return random.Random(SEED)


def odd_values(chance):
    return {name: chance.choice(ODD) for name in chance.sample(FIELDS, 12)}


@pytest.mark.parametrize("role", ["self", "trainer A", "administrator"])
def test_no_odd_form_makes_a_view_fail(world, chance, role):
    client = client_of(world, role)
    client.raise_request_exception = False
    names = [name for name in our_patterns() if name != "closed_admin_logout"]
    failed = []
    for name in names:
        url, sent = address(world, name, "A", role), odd_values(chance)
        verb = chance.choice((client.get, client.post, client.post))
        if verb(url.partition("?")[0], sent).status_code >= 500:
            failed.append((name, verb.__name__, sent))
    assert failed == []


@pytest.mark.parametrize("name", ["attempt_claim", "attempt_autosave", "attempt_hand_in"])
def test_no_odd_json_makes_the_autosave_fail(world, name):
    client = client_of(world, "self")
    url = address(world, name, "A", "self")
    statuses = {client.post(url, body, content_type="application/json").status_code for body in JSON_BODIES}
    assert statuses <= ({200, 400} if name == "attempt_claim" else {400})


def test_no_odd_json_makes_a_lessons_mark_fail(world):
    client = client_of(world, "self")
    url = address(world, "lesson_marks", "A", "self")
    statuses = {client.post(url, body, content_type="application/json").status_code for body in JSON_BODIES}
    assert statuses == {400}


def test_no_odd_json_makes_the_rating_fail(world):
    client, url = client_of(world, "trainer A"), address(world, "rating_edit", "A", "trainer A")
    statuses = {client.post(url, body, content_type="application/json").status_code for body in JSON_BODIES}
    assert statuses == {400}


def test_an_answer_of_the_wrong_shape_is_refused_in_words(world):
    client, attempt = client_of(world, "self"), world.a.attempt_open
    item = items_of(world.a.tests["post_test"])[0]
    base = {"item": str(item.uuid), "seq": 1, "epoch": attempt.epoch, "answer": ["a"]}
    shapes = [
        {"answer": "a"}, {"answer": [["a"]]}, {"answer": [None]}, {"answer": ["\x00"]}, {"answer": ["zz"]},
        {"answer": ["a"] * 51}, {"answer": ["a" * 100_000]}, {"seq": -1}, {"seq": 10**30}, {"seq": "x"},
        {"epoch": 2**31}, {"item": "x"}, {"item": str(attempt.uuid)}, {"item": None}, {"item": {"a": 1}},
    ]  # fmt: skip
    url = address(world, "attempt_autosave", "A", "self")
    for shape in shapes:
        response = client.post(url, json.dumps(base | shape), content_type="application/json")
        assert (response.status_code, sorted(response.json())) == (400, ["code", "message"]), shape


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"PK\x03\x04junk",
        b"\xff\xfea\x00",
        b"a,b\n" + b'"' * 5_000,
        b"email\n" + b"=1\n" * 10,
    ],
)
@pytest.mark.parametrize("file_name", ["x.csv", "x.xlsx", "../../x.csv", "x\x00.csv", "x"])
def test_no_odd_file_makes_an_upload_fail(world, content, file_name):
    client = client_of(world, "administrator")
    client.raise_request_exception = False
    for name in ("roster_upload", "scores_upload"):
        file = SimpleUploadedFile("placeholder.csv", content)
        file.name = file_name.rsplit("/", 1)[-1]
        response = client.post(address(world, name, "A", "administrator"), {"file": file})
        assert response.status_code in (302, 422), name


@pytest.mark.parametrize(
    "path",
    [
        "/es-mx/people/%00/",
        "/es-mx/v/%00/",
        "/es-mx/v/%ff%fe/",
        "/es-mx/invitation/%00/",
        "/%00",
        "/es-mx/%c0%ae/",
        "/es-mx/cohorts/00000000-0000-0000-0000-000000000000/",
        "/es-mx/people/?page=" + "9" * 5000,
        "/es-mx/people/?q=%00",
        "/es-mx/join/?code=%00",
        "/es-mx/program/?cohort=%00",
        "/documents/1/%00.pdf",
    ],
)
def test_no_odd_address_makes_the_site_fail(world, path):
    client = client_of(world, "administrator")
    client.raise_request_exception = False
    assert client.get(path).status_code < 500


def test_an_odd_search_finds_nobody(world):
    client = client_of(world, "trainer A")
    client.raise_request_exception = False
    response = client.get(address(world, "cohort", "A", "trainer A"), {"q": "Peer\x00 nobody-of-this-name"})
    assert response.status_code == 200
    assert world.people["peer"].email not in response.content.decode()
