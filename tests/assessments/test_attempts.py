"""Sittings: started, saved, handed in, expired."""

from datetime import timedelta

import pytest

from assessments import api
from assessments.item_types import REGISTRY
from assessments.models import Attempt, Response
from assessments.rules.marking import Question, mark_all
from assessments.selectors.sittings import own_sitting
from assessments.services.answers import claim_attempt
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


def expire(attempt, *, by=61):
    Attempt.objects.filter(pk=attempt.pk).update(due_at=clock.now() - timedelta(seconds=by))
    attempt.refresh_from_db()


def test_a_sitting_keeps_its_own_deadline():
    attempt = api.start_attempt(user=make.person(), delivery=make.delivery(time_limit=30))
    assert attempt.due_at - attempt.started_at == timedelta(minutes=30)
    assert (attempt.number, attempt.epoch, attempt.submitted_at) == (1, 1, None)


def test_the_deadline_is_not_later_than_the_closing():
    closes = clock.now() + timedelta(minutes=10)
    attempt = api.start_attempt(user=make.person(), delivery=make.delivery(time_limit=30, closes_at=closes))
    assert attempt.due_at == closes


def test_starting_again_goes_on_and_makes_the_old_tab_stale():
    user, delivery = make.person(), make.delivery()
    first = api.start_attempt(user=user, delivery=delivery)
    again = api.start_attempt(user=user, delivery=delivery)
    assert again == first
    assert again.epoch == first.epoch + 1
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(("opens", "closes", "code"), [(1, 2, "not_open"), (-2, -1, "closed")])
def test_a_sitting_starts_only_within_the_window(opens, closes, code):
    now = clock.now()
    delivery = make.delivery(opens_at=now + timedelta(hours=opens), closes_at=now + timedelta(hours=closes))
    with refused(code):
        api.start_attempt(user=make.person(), delivery=delivery)
    assert not Attempt.objects.exists()


def test_attempts_are_counted():
    user, delivery = make.person(), make.delivery(max_attempts=2)
    numbers = [make.finished_attempt(user, delivery, right=right).number for right in (1, 3)]
    assert numbers == [1, 2]
    with refused("no_attempts_left"):
        api.start_attempt(user=user, delivery=delivery)


def test_who_may_not_take_it_does_not_start(host):
    host.takes = False
    with refused("not_yours"):
        api.start_attempt(user=make.person(), delivery=make.delivery())


def test_an_anonymous_form_has_no_sitting_to_resume():
    with refused("anonymous"):
        api.start_attempt(user=make.person(), delivery=make.evaluation())


def test_only_a_newer_edit_is_stored():
    delivery = make.delivery()
    item = make.items_of(delivery)[0]
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    assert make.answer(attempt, item, "a", seq=3).applied
    late = make.answer(attempt, item, "b", seq=2)
    assert (late.applied, late.seq) == (False, 3)
    assert not make.answer(attempt, item, "c", seq=3).applied
    assert make.answer(attempt, item, "a", seq=3).applied
    assert Response.objects.get().value == "a"
    assert make.answer(attempt, item, "d", seq=4).applied
    assert Response.objects.get().value == "d"


def test_an_answer_can_be_taken_back():
    delivery = make.delivery()
    item = make.items_of(delivery)[0]
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    make.answer(attempt, item, "a", seq=1)
    make.answer(attempt, item, seq=2)
    assert Response.objects.get().value is None
    assert own_sitting(user=attempt.user, uuid=attempt.uuid).answered == 0


def test_a_tab_that_another_one_replaced_cannot_save():
    delivery = make.delivery()
    item = make.items_of(delivery)[0]
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    assert claim_attempt(user=attempt.user, attempt=attempt) == 2
    with refused("opened_elsewhere"):
        make.answer(attempt, item, "a", epoch=1)
    assert not Response.objects.exists()
    assert make.answer(attempt, item, "a", epoch=2).applied


def test_a_question_of_another_test_is_refused():
    delivery = make.delivery()
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    stranger = api.ensure_item_version(
        key="elsewhere", type="single_choice", content=make.choice_content("Otra")
    )
    with refused("no_such_item"):
        make.answer(attempt, stranger, "a")


def test_another_person_cannot_save_nor_hand_in_nor_claim():
    delivery = make.delivery()
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    other = make.person()
    item = make.items_of(delivery)[0]
    with refused("not_yours"):
        api.save_answer(user=other, attempt=attempt, item=item.uuid, raw=["a"], seq=1, epoch=1)
    with refused("not_yours"):
        api.submit_attempt(user=other, attempt=attempt)
    with refused("not_yours"):
        claim_attempt(user=other, attempt=attempt)


def test_answers_do_not_change_after_handing_in():
    delivery = make.delivery()
    attempt = make.finished_attempt(make.person(), delivery, right=2)
    before = list(Response.objects.order_by("pk").values())
    with refused("submitted"):
        make.answer(attempt, make.items_of(delivery)[3], "a", seq=9)
    assert api.submit_attempt(user=attempt.user, attempt=attempt).submitted_at == attempt.submitted_at
    assert list(Response.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.filter(action="assessments.submit_attempt").count() == 1


def test_the_stored_score_is_what_marking_the_stored_answers_gives():
    delivery = make.delivery(make.knowledge_test(20))
    for right in (0, 7, 20):
        attempt = make.finished_attempt(make.person(), delivery, right=right)
        responses = {one.item_version_id: one for one in attempt.responses.all()}
        questions = [Question(item.pk, item.type, item.content) for item in make.items_of(delivery)]
        marked = mark_all(questions, {key: one.value for key, one in responses.items()})
        assert make.score(attempt) == (marked.score, marked.max_score) == (right, 20.0)
        assert {key: one.mark for key, one in responses.items()} == marked.marks


def test_within_the_grace_an_answer_still_counts():
    delivery = make.delivery(time_limit=30)
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    expire(attempt, by=55)
    saved = make.answer(attempt, make.items_of(delivery)[0], "a")
    assert (saved.applied, saved.seconds_left) == (True, 0)


def test_after_the_grace_nothing_is_saved_and_nothing_saved_is_lost():
    delivery = make.delivery(time_limit=30)
    first, second, *_rest = make.items_of(delivery)
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    make.answer(attempt, first, "a")
    expire(attempt)
    with refused("time_over"):
        make.answer(attempt, second, "a")
    closed = api.submit_attempt(user=attempt.user, attempt=attempt)
    assert (make.score(closed), closed.submitted_at) == ((1.0, 4.0), attempt.due_at)


def test_an_expired_sitting_is_closed_when_the_next_one_starts():
    user, delivery = make.person(), make.delivery(time_limit=30, max_attempts=2)
    first = api.start_attempt(user=user, delivery=delivery)
    expire(first)
    second = api.start_attempt(user=user, delivery=delivery)
    first.refresh_from_db()
    assert (first.submitted_at, make.score(first)) == (first.due_at, (0.0, 4.0))
    assert (second.number, second.submitted_at) == (2, None)


def test_late_sittings_are_closed_in_one_go():
    delivery = make.delivery(time_limit=30)
    late, on_time = (api.start_attempt(user=make.person(), delivery=delivery) for _ in range(2))
    expire(late)
    assert api.close_expired_attempts() == 1
    assert api.close_expired_attempts() == 0
    late.refresh_from_db()
    on_time.refresh_from_db()
    assert late.submitted_at == late.due_at
    assert on_time.submitted_at is None


def test_two_sittings_differ_in_order_and_one_never_does():
    delivery = make.delivery(make.knowledge_test(12))

    def order(attempt):
        sitting = own_sitting(user=attempt.user, uuid=attempt.uuid)
        return [(place.item.pk, [option["key"] for option in place.options]) for place in sitting.places]

    one, two = (api.start_attempt(user=make.person(), delivery=delivery) for _ in range(2))
    assert order(one) == order(one) != order(two)
    assert sorted(key for key, _options in order(one)) == sorted(key for key, _options in order(two))
    assert all(sorted(options) == list("abcd") for _key, options in order(one))


def test_without_shuffling_the_written_order_stays():
    delivery = make.delivery(shuffle=False)
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    sitting = own_sitting(user=attempt.user, uuid=attempt.uuid)
    assert [place.item for place in sitting.places] == make.items_of(delivery)
    assert [option["key"] for option in sitting.places[0].options] == list("abcd")


def test_a_scale_is_never_shuffled():
    assert REGISTRY["likert"].option_keys(make.likert_content()) == ()
