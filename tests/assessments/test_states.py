"""How deliveries stand, and the scores others build on."""

from datetime import timedelta

import pytest

from assessments import api
from assessments.models import Attempt
from lms.core import clock
from tests.assessments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


def state_of(user, delivery):
    return api.delivery_states(user=user, delivery_ids=[delivery.pk])[delivery.pk]


def expire(attempt):
    Attempt.objects.filter(pk=attempt.pk).update(due_at=clock.now() - timedelta(seconds=61))
    attempt.refresh_from_db()


@pytest.mark.parametrize(
    ("opens", "closes", "status"), [(1, 2, "not_open"), (-1, 1, "open"), (-2, -1, "closed")]
)
def test_before_anything_is_answered_the_window_decides(opens, closes, status):
    now = clock.now()
    delivery = make.delivery(
        opens_at=now + timedelta(hours=opens), closes_at=now + timedelta(hours=closes), max_attempts=2
    )
    state = state_of(make.person(), delivery)
    assert (state.status, state.attempts_used, state.attempts_left) == (status, 0, 2)
    assert (state.minutes, state.questions, state.done) == (30, 4, False)


def test_a_sitting_under_way_says_how_far_it_is():
    user, delivery = make.person(), make.delivery(time_limit=20)
    attempt = api.start_attempt(user=user, delivery=delivery)
    first, second, *_rest = make.items_of(delivery)
    make.answer(attempt, first, "a")
    make.answer(attempt, second, "a", seq=1)
    make.answer(attempt, second, seq=2)
    state = state_of(user, delivery)
    assert (state.status, state.answered, state.open_attempt) == ("in_progress", 1, attempt.uuid)
    assert (state.attempts_used, state.attempts_left, state.minutes) == (1, 0, 20)
    assert state.first_score is None


def test_the_first_and_the_best_score_are_told_apart():
    user, delivery = make.person(), make.delivery(max_attempts=3)
    for right in (2, 4, 3):
        last = make.finished_attempt(user, delivery, right=right)
    state = state_of(user, delivery)
    assert (state.status, state.attempts_left) == ("submitted", 0)
    assert (state.first_score, state.best_score, state.max_score) == (2.0, 4.0, 4.0)
    assert state.submitted_at == last.submitted_at


def test_what_was_handed_in_stays_so_after_the_window():
    user, delivery = make.person(), make.delivery()
    make.finished_attempt(user, delivery, right=1)
    delivery.closes_at = clock.now()
    delivery.save()
    assert state_of(user, delivery).status == "submitted"


def test_an_expired_sitting_is_finished_before_anything_says_so():
    user, delivery = make.person(), make.delivery(time_limit=30)
    attempt = api.start_attempt(user=user, delivery=delivery)
    make.answer(attempt, make.items_of(delivery)[0], "a")
    expire(attempt)
    state = state_of(user, delivery)
    assert (state.status, state.first_score, state.max_score) == ("submitted", 1.0, 4.0)
    assert (state.submitted_at, state.attempts_left) == (attempt.due_at, 0)
    (score,) = api.attempt_scores(delivery_ids=[delivery.pk])
    assert (score.user_id, score.score, score.submitted_at) == (user.pk, 1.0, attempt.due_at)
    assert api.participation(delivery_ids=[delivery.pk]) == {(delivery.pk, user.pk)}
    attempt.refresh_from_db()
    assert attempt.submitted_at is None
    before = api.attempt_scores(delivery_ids=[delivery.pk])
    api.close_expired_attempts()
    assert api.attempt_scores(delivery_ids=[delivery.pk]) == before


def test_an_anonymous_form_is_done_by_its_receipt():
    user, delivery = make.person(), make.evaluation()
    raw = {item.uuid: ["5"] if item.type == "likert" else [] for item in make.items_of(delivery)}
    assert state_of(user, delivery).status == "open"
    api.submit_sheet(user=user, delivery=delivery, raw=raw)
    state = state_of(user, delivery)
    assert (state.status, state.attempts_used, state.attempts_left) == ("submitted", 1, 0)
    assert (state.submitted_on, state.submitted_at, state.first_score) == (clock.today(), None, None)
    assert state_of(make.person(), delivery).status == "open"
    assert api.participation(delivery_ids=[delivery.pk]) == {(delivery.pk, user.pk)}
    assert api.attempt_scores(delivery_ids=[delivery.pk]) == []


def test_an_open_sitting_is_no_participation():
    user, delivery = make.person(), make.delivery()
    api.start_attempt(user=user, delivery=delivery)
    assert api.participation(delivery_ids=[delivery.pk]) == set()
    assert api.attempt_scores(delivery_ids=[delivery.pk]) == []


def test_scores_come_by_delivery_person_and_number():
    one, two = make.person(), make.person()
    pre = make.delivery()
    post = make.delivery(purpose="post_test", max_attempts=2)
    make.finished_attempt(two, post, right=4)
    make.finished_attempt(one, post, right=2)
    make.finished_attempt(one, post, right=3)
    make.finished_attempt(one, pre, right=1)
    found = api.attempt_scores(delivery_ids=[post.pk, pre.pk])
    assert [(s.delivery_id, s.user_id, s.number, s.score, s.max_score) for s in found] == [
        (pre.pk, one.pk, 1, 1.0, 4.0),
        (post.pk, one.pk, 1, 2.0, 4.0),
        (post.pk, one.pk, 2, 3.0, 4.0),
        (post.pk, two.pk, 1, 4.0, 4.0),
    ]


def test_topics_add_up_to_the_score():
    user, delivery = make.person(), make.delivery(make.knowledge_test(5))
    make.finished_attempt(user, delivery, right=2)
    make.finished_attempt(make.person(), delivery, right=5)
    found = api.topic_scores(delivery_ids=[delivery.pk], user_ids=[user.pk])
    assert [(one.topic, one.number, one.score, one.max_score) for one in found] == [
        ("m1", 1, 1.0, 3.0),
        ("m2", 1, 1.0, 2.0),
    ]
    assert len(api.topic_scores(delivery_ids=[delivery.pk])) == 4


def test_reading_costs_the_same_whatever_the_people_and_deliveries(django_assert_num_queries):
    user = make.person()
    deliveries = []
    for total in (1, 3):
        while len(deliveries) < total:
            deliveries.append(make.delivery(time_limit=30))
            make.finished_attempt(user, deliveries[-1], right=2)
            expire(api.start_attempt(user=make.person(), delivery=deliveries[-1]))
        ids = [one.pk for one in deliveries]
        with django_assert_num_queries(2):  # the deliveries, the sittings with their scores
            api.delivery_states(user=user, delivery_ids=ids)
        with django_assert_num_queries(1):
            api.participation(delivery_ids=ids)
        with django_assert_num_queries(4):
            assert len(api.attempt_scores(delivery_ids=ids)) == 2 * total
        with django_assert_num_queries(4):
            assert len(api.topic_scores(delivery_ids=ids)) == 4 * total
