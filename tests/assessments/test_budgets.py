"""What a sitting's requests cost: few queries, and no more rows however many people sit the test."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Attempt, AttemptItem, Response, Score
from lms.accounts.models import User
from lms.core import clock
from tests.assessments import factories as make
from tests.budgets import counted, same_cost

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]
QUESTIONS = 20


def crowd(delivery, people):
    """So many people who handed the test in, written as rows."""
    at, items = clock.now() - timedelta(minutes=30), make.items_of(delivery)
    users = User.objects.bulk_create(
        User(email=f"crowd{number}-{people}@example.org", password="!") for number in range(people)
    )
    attempts = Attempt.objects.bulk_create(
        Attempt(
            delivery=delivery,
            instrument_version_id=delivery.instrument_version_id,
            user=user,
            started_at=at,
            submitted_at=at,
            revision=1,
        )
        for user in users
    )
    places = [(attempt, place, item) for attempt in attempts for place, item in enumerate(items, start=1)]
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=one, position=place, item_version=item, points=1.0) for one, place, item in places
    )
    Response.objects.bulk_create(
        Response(attempt=one, item_version=item, answer={"value": "a"}, saved_at=at, mark=1.0)
        for one, _place, item in places
    )
    Score.objects.bulk_create(
        Score(attempt=one, revision=1, scope="total", points=20.0, maximum=20.0, marking_version=1)
        for one in attempts
    )


class Taking:
    """One person at a test, whose requests are counted."""

    def __init__(self, client, people):
        self.client = client
        self.delivery = make.delivery(make.knowledge_test(QUESTIONS), time_limit=30)
        crowd(self.delivery, people)
        self.user = make.person()
        client.force_login(self.user)

    def start(self):
        with counted() as spent:
            reply = self.client.post(reverse("attempt_start", args=[self.delivery.uuid]))
        self.attempt = Attempt.objects.get(user=self.user)
        assert reply.url == reverse("attempt", args=[self.attempt.uuid])
        return spent

    def ask(self):
        with counted() as spent:
            assert self.client.get(reverse("attempt", args=[self.attempt.uuid])).status_code == 200
        return spent

    def save(self, seq):
        place = self.attempt.items.select_related("item_version").get(position=1)
        data = {"item": str(place.item_version.uuid), "answer": ["a"], "seq": seq, "epoch": 1}
        url = reverse("attempt_autosave", args=[self.attempt.uuid])
        with counted() as spent:
            assert self.client.post(url, data, content_type="application/json").json()["applied"]
        return spent

    def go_on(self, seq, acknowledged):
        place = self.attempt.items.select_related("item_version").get(position=1)
        data = {
            "item": place.item_version.uuid, "answer": "a", "seq": seq, "epoch": 1, "go": "2",
            "acknowledged": acknowledged,
        }  # fmt: skip
        with counted() as spent:
            reply = self.client.post(reverse("attempt", args=[self.attempt.uuid]), data)
        assert reply.url.endswith("?item=2")
        return spent

    def hand_in(self):
        for item in make.items_of(self.delivery):
            make.answer(self.attempt, item, "a", seq=5)
        with counted() as spent:
            reply = self.client.post(reverse("attempt_submit", args=[self.attempt.uuid]))
        assert reply.url == reverse("attempt_submitted", args=[self.attempt.uuid])
        return spent

    def result(self):
        with counted() as spent:
            self.client.get(reverse("attempt_submitted", args=[self.attempt.uuid]))
        return spent


@pytest.fixture(params=[3, 300])
def taking(request, client):
    return Taking(client, request.param)


def test_starting(taking):
    # Access, which courses answer, comes on top: twelve in all.
    # A new row's key comes back as a row.
    taking.start().within(queries=8, rows=3 + QUESTIONS + (1 + QUESTIONS + 1))


def test_a_question_page(taking):
    taking.start()
    taking.ask().within(queries=5, rows=2 + 1 + QUESTIONS)


def test_saving_in_the_background(taking):
    taking.start()
    for seq in (1, 2):
        spent = taking.save(seq)
        spent.within(queries=4, rows=2 + 1 + 1)
        assert not [one for one in spent.asked if "instrumententry" in one.sql]


def test_save_and_continue_writes_once(taking):
    taking.start()
    taking.save(2)
    skipped = taking.go_on(2, acknowledged="2")
    skipped.within(queries=3, rows=3)
    assert not [one for one in skipped.asked if one.sql.startswith(("INSERT", "UPDATE"))]
    taking.go_on(3, acknowledged="").within(queries=4, rows=4)
    assert Response.objects.get(attempt=taking.attempt).seq == 3


def test_an_acknowledgment_that_is_not_true_is_not_believed(taking):
    taking.start()
    taking.go_on(4, acknowledged="4")
    assert Response.objects.get(attempt=taking.attempt).value == "a"


def test_handing_in(taking):
    taking.start()
    taking.save(1)
    taking.hand_in().within(queries=10, rows=2 + 1 + 2 * QUESTIONS + 5)
    assert make.score(taking.attempt) == (20.0, 20.0)


def test_the_page_after_it(taking):
    taking.start()
    taking.hand_in()
    taking.result().within(queries=9, rows=2 * QUESTIONS + 10)


def test_the_state_of_ones_own_tests():
    delivery, user = make.delivery(time_limit=30), make.person()
    make.finished_attempt(user, delivery, right=2)
    spent = []
    for people in (3, 300):
        crowd(delivery, people)
        with counted() as one:
            api.delivery_states(user=user, delivery_ids=[delivery.pk])
            api.attempt_scores(delivery_ids=[delivery.pk], user_ids=[user.pk])
            api.topic_scores(delivery_ids=[delivery.pk], user_ids=[user.pk])
            api.participation(delivery_ids=[delivery.pk], user_ids=[user.pk])
        spent.append(one)
    same_cost(spent)
