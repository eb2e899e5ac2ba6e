"""A session that ends in mid-test: the script is told in JSON, and what it kept counts afterwards."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments import api
from assessments.models import Response
from assessments.services.answers import claim_attempt
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]
JSON = {"accept": "application/json"}


@pytest.fixture
def attempt():
    return api.start_attempt(user=make.person(), delivery=make.delivery())


@pytest.fixture
def device(attempt):
    """A browser that checks tokens, signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(attempt.user)
    return client


def token_of(client):
    return client.get(reverse("csrf"), headers=JSON)


def send(client, attempt, token, *, name="attempt_autosave"):
    sent = {"item": str(make.items_of(attempt.delivery)[0].uuid), "answer": ["a"], "seq": 1, "epoch": 1}
    url = reverse(name, args=[attempt.uuid])
    return client.post(url, sent, content_type="application/json", headers={**JSON, "x-csrftoken": token})


def test_an_expired_session_is_told_and_what_was_kept_is_taken_after_signing_in(device, attempt):
    token = token_of(device).json()["csrf"]
    device.session.flush()
    refused = [send(device, attempt, token, name=name) for name in ("attempt_autosave", "attempt_hand_in")]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(401, "signed_out")] * 2
    assert refused[0].json()["message"] == "Su sesión se cerró."
    assert token_of(device).status_code == 401
    assert not Response.objects.exists()
    device.force_login(attempt.user)
    assert send(device, attempt, token_of(device).json()["csrf"]).json()["applied"] is True


def test_an_old_token_is_told_and_a_fresh_one_sends_the_same_edit(device, attempt):
    refused = send(device, attempt, "x" * 64)
    assert (refused.status_code, refused.json()["code"]) == (403, "old_token")
    fresh = token_of(device).json()
    assert fresh["user"] == str(attempt.user.uuid)
    assert send(device, attempt, fresh["csrf"]).json()["applied"] is True


def test_whoever_is_deactivated_in_the_middle_sends_nothing_more_and_loses_nothing(device, attempt):
    token = token_of(device).json()["csrf"]
    assert send(device, attempt, token).status_code == 200
    attempt.user.is_active = False
    attempt.user.save()
    assert send(device, attempt, token).status_code == 401
    assert Response.objects.get().value == "a"


def test_signing_in_elsewhere_ends_no_test(device, attempt):
    elsewhere = Client()
    elsewhere.force_login(attempt.user)
    assert send(device, attempt, token_of(device).json()["csrf"]).json()["applied"] is True


def test_a_page_from_the_device_takes_nothing_from_a_device_that_came_since(attempt):
    assert claim_attempt(user=attempt.user, attempt=attempt, seen=1) == 2
    with refused("opened_elsewhere"):
        claim_attempt(user=attempt.user, attempt=attempt, seen=1)
    assert claim_attempt(user=attempt.user, attempt=attempt) == 3  # the person wants to go on here


def test_a_claim_whose_answer_was_lost_is_no_other_tab(attempt):
    """Nor is it for the tab that a phone opens after the one that asked is gone."""
    asking, following, elsewhere = uuid4(), uuid4(), uuid4()

    def claim(tab, **more):
        return claim_attempt(user=attempt.user, attempt=attempt, seen=1, tab=tab, **more)

    assert (claim(asking), claim(asking)) == (2, 2)
    with refused("opened_elsewhere"):
        claim(following, before=[elsewhere])
    assert (claim(following, before=[elsewhere, asking]), claim(following)) == (3, 3)
    with refused("opened_elsewhere"):
        claim(asking)  # late, from the tab that is gone
    api.start_attempt(user=attempt.user, delivery=attempt.delivery)
    with refused("opened_elsewhere"):
        claim(following)


def test_the_claim_of_a_page_that_may_be_old_is_answered_409(device, attempt):
    token, url = token_of(device).json()["csrf"], reverse("attempt_claim", args=[attempt.uuid])
    headers = {**JSON, "x-csrftoken": token}

    def claim(**sent):
        return device.post(url, sent, content_type="application/json", headers=headers)

    assert claim(seen=1).json() == {"epoch": 2}
    assert (claim(seen=1).status_code, claim(seen=1).json()["code"]) == (409, "opened_elsewhere")
    assert claim().json() == {"epoch": 3}
    tab, later = str(uuid4()), str(uuid4())
    assert claim(seen=3, tab=tab).json() == {"epoch": 4}
    assert claim(seen=3, tab=tab).json() == {"epoch": 4}
    assert claim(seen=3, tab=later, before=[tab]).json() == {"epoch": 5}
    for wrong in ({"tab": "x"}, {"before": tab}, {"before": ["x"]}, {"before": [tab] * 99}):
        assert claim(**wrong).status_code == 400
    assert claim(seen="x").status_code == 400
