"""What a device is given to go on without a line, and what it sends when the line is back."""

from datetime import timedelta

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


def hand_in(client, attempt, **sent):
    url = reverse("attempt_hand_in", args=[attempt.uuid])
    return client.post(url, {"epoch": 1} | sent, content_type="application/json")


def test_all_questions_come_on_one_page_with_what_is_stored(client, attempt):
    first, second, *_ = make.items_of(attempt.delivery)
    make.answer(attempt, first, "c", seq=7)
    page = client.get(reverse("attempt_offline", args=[attempt.uuid]))
    html = page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert html.count("data-item=") == 4
    assert f'data-item="{first.uuid}" data-seq="7"' in html
    assert f'data-item="{second.uuid}" data-seq="0"' in html
    assert html.count(" checked") == 1
    assert f'data-owner="{attempt.user.uuid}"' in html


def test_after_the_end_there_is_no_such_page(client, attempt):
    api.submit_attempt(user=attempt.user, attempt=attempt)
    page = client.get(reverse("attempt_offline", args=[attempt.uuid]))
    assert page.url == reverse("attempt_submitted", args=[attempt.uuid])


def test_a_test_begun_for_a_place_without_a_line_leads_to_that_page(client):
    client.force_login(make.person())
    delivery = make.delivery()
    page = client.post(reverse("attempt_start", args=[delivery.uuid]), {"offline": "1"})
    assert page.url == reverse("attempt_offline", args=[Attempt.objects.get().uuid])


def test_handing_in_again_is_answered_alike_and_changes_nothing(client, attempt):
    make.answer(attempt, make.items_of(attempt.delivery)[0], "a")
    replies = [hand_in(client, attempt) for _time in range(3)]
    assert [one.json() for one in replies] == [{"handed_in": True, "seconds_left": None}] * 3
    assert make.score(attempt) == (1.0, 4.0)
    assert attempt.scores.values("revision").distinct().count() == 1


def test_a_hand_in_that_waited_ends_nothing_where_another_device_goes_on(client, attempt):
    api.start_attempt(user=attempt.user, delivery=attempt.delivery)  # elsewhere
    reply = hand_in(client, attempt, epoch=1)
    assert (reply.status_code, reply.json()["code"]) == (409, "opened_elsewhere")
    attempt.refresh_from_db()
    assert attempt.submitted_at is None
    assert hand_in(client, attempt, epoch=2).json()["handed_in"] is True


def test_a_hand_in_that_waited_too_long_finds_the_test_over(client, attempt):
    due = clock.now() - timedelta(minutes=5)
    Attempt.objects.update(due_at=due)
    assert hand_in(client, attempt).json()["handed_in"] is True
    attempt.refresh_from_db()
    assert attempt.submitted_at == due


def test_a_clock_that_ran_out_hands_in_unless_more_time_was_given(client, attempt, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: attempt.started_at)
    reply = hand_in(client, attempt, time=True).json()
    assert reply["handed_in"] is False
    assert reply["seconds_left"] == 1800
    Attempt.objects.update(due_at=clock.now() + timedelta(seconds=3))
    assert hand_in(client, attempt, time=True).json()["handed_in"] is True


@pytest.mark.parametrize("sent", [{"epoch": None}, {"epoch": -1}, {"epoch": "x"}])
def test_what_no_page_sends_is_refused(client, attempt, sent):
    assert hand_in(client, attempt, **sent).json()["code"] == "bad_form"


def test_what_came_after_the_end_is_told_by_its_question(client, attempt):
    first, second, third, _fourth = make.items_of(attempt.delivery)
    make.answer(attempt, first, "a")
    api.submit_attempt(user=attempt.user, attempt=attempt)
    url = reverse("attempt_autosave", args=[attempt.uuid])
    # The first came twice and is what counts; the third changed its mind, the second came late only.
    for item, answer, seq in ((first, "a", 1), (second, "b", 1), (third, "b", 1), (third, "c", 2)):
        data = {"item": str(item.uuid), "answer": [answer], "seq": seq, "epoch": 1}
        assert client.post(url, data, content_type="application/json").status_code == 410
    html = client.get(reverse("attempt_submitted", args=[attempt.uuid])).content.decode()
    places = dict(attempt.items.values_list("item_version", "position"))
    for item, is_told in ((first, False), (second, True), (third, True)):
        assert (f"pregunta {places[item.pk]}" in html) is is_told
    assert "Algunas respuestas llegaron después del final y no cuentan:" in html


def test_a_page_that_was_never_touched_saves_nothing(client, attempt):
    first, *_ = make.items_of(attempt.delivery)
    data = {"item": first.uuid, "seq": 0, "epoch": 1, "acknowledged": 0, "go": "2"}
    page = client.post(reverse("attempt", args=[attempt.uuid]), data)
    assert page.url.endswith("?item=2")
    assert not Response.objects.exists()


def test_the_worker_is_a_script_at_the_top_of_the_site_that_can_be_taken_back(client, settings):
    page = client.get(reverse("worker"))
    assert reverse("worker") == "/worker.js"
    assert page.headers["Content-Type"] == "text/javascript"
    assert "offline/" in page.content.decode()
    assert "unregister" not in page.content.decode()
    settings.OFFLINE_TESTS = False
    assert "unregister" in client.get(reverse("worker")).content.decode()


def test_where_the_operator_does_without_it_no_page_asks_for_the_worker(client, attempt, settings):
    address = reverse("attempt", args=[attempt.uuid])
    start = reverse("attempt_start", args=[attempt.delivery.uuid])
    assert 'data-worker="/worker.js"' in client.get(address).content.decode()
    assert "data-offline-start" in client.get(start).content.decode()
    settings.OFFLINE_TESTS = False
    assert 'data-worker=""' in client.get(address).content.decode()
    assert "data-offline-start" not in client.get(start).content.decode()


def test_what_came_in_time_counts_however_long_it_waited_for_the_database(attempt, monkeypatch):
    """The clock is read when a request comes in, not when those before it let go of the sitting."""
    item, due = make.items_of(attempt.delivery)[0], clock.now() + timedelta(minutes=1)
    Attempt.objects.update(due_at=due)
    moments = iter([due - timedelta(seconds=1)])
    late = due + timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: next(moments, late))
    assert make.answer(attempt, item, "a").applied is True
    moments = iter([due - timedelta(seconds=1)])
    ended = api.submit_attempt(user=attempt.user, attempt=attempt)
    assert (ended.submitted_at, make.score(attempt)) == (due - timedelta(seconds=1), (1.0, 4.0))
