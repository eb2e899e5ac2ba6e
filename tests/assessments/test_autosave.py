"""What the test page's script talks to."""

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Attempt, Response
from lms.core import clock
from tests.assessments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


@pytest.fixture
def attempt(client):
    user = make.person()
    client.force_login(user)
    return api.start_attempt(user=user, delivery=make.delivery(time_limit=30))


def send(client, attempt, **change):
    item = make.items_of(attempt.delivery)[0]
    data = {"item": str(item.uuid), "answer": ["a"], "flagged": False, "seq": 1, "epoch": 1} | change
    url = reverse("attempt_autosave", args=[attempt.uuid])
    return client.post(url, data, content_type="application/json")


def test_an_edit_is_stored_and_acknowledged(client, attempt, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: attempt.started_at)
    reply = send(client, attempt, flagged=True)
    assert reply.status_code == 200
    body = reply.json()
    assert (body["applied"], body["seq"]) == (True, 1)
    assert body["seconds_left"] == 1800
    stored = Response.objects.get()
    assert (stored.value, stored.seq, stored.flagged) == ("a", 1, True)


def test_an_edit_that_arrives_late_is_answered_with_what_is_stored(client, attempt):
    send(client, attempt, seq=5, answer=["b"])
    body = send(client, attempt, seq=4).json()
    assert (body["applied"], body["seq"]) == (False, 5)
    assert Response.objects.get().value == "b"


def test_a_tab_claims_the_test_and_the_other_is_told(client, attempt):
    reply = client.post(reverse("attempt_claim", args=[attempt.uuid]), {}, content_type="application/json")
    assert reply.json() == {"epoch": 2}
    refused = send(client, attempt, epoch=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "opened_elsewhere")
    assert not Response.objects.exists()
    assert send(client, attempt, epoch=2).status_code == 200


def test_after_the_end_the_reply_says_so(client, attempt):
    Attempt.objects.update(due_at=clock.now() - clock.now().resolution * 61_000_000)
    assert (send(client, attempt).status_code, send(client, attempt).json()["code"]) == (410, "time_over")
    api.submit_attempt(user=attempt.user, attempt=attempt)
    assert send(client, attempt).json()["code"] == "submitted"
    claim = client.post(reverse("attempt_claim", args=[attempt.uuid]), {}, content_type="application/json")
    assert claim.status_code == 410


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "a"},
        {"answer": [1]},
        {"answer": ["a"] * 51},
        {"answer": None},
        {"item": "x"},
        {"seq": -1},
        {"seq": 2**31},
        {"seq": True},
        {"epoch": None},
        {"epoch": [1]},
    ],
)
def test_what_is_not_an_edit_is_refused(client, attempt, change):
    reply = send(client, attempt, **change)
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_form")
    assert not Response.objects.exists()


@pytest.mark.parametrize("body", ["", "x", "[]", "[" * 100_000, '"a"', "\x00", "{}"])
def test_what_is_not_json_is_refused(client, attempt, body):
    url = reverse("attempt_autosave", args=[attempt.uuid])
    reply = client.post(url, body, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_form")


def test_reading_is_not_saving(client, attempt):
    for name in ("attempt_autosave", "attempt_claim"):
        assert client.get(reverse(name, args=[attempt.uuid])).status_code == 405
    attempt.refresh_from_db()
    assert attempt.epoch == 1
