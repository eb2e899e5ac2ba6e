"""Whatever dies, an acknowledged answer is stored."""

import time

import pytest

from assessments import api
from assessments.models import Response
from tests.assessments import factories as make
from tests.reliability import oracle
from tests.reliability.sizes import passed, seeded, size
from tests.reliability.taker import Taker, at_work, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_to_all")]
PEOPLE, QUESTIONS = 8, 10
EVERY = 10  # of so many kills one is the master's


def wait_for_work(takers, some):
    """Wait until `some` more requests were answered: then the next are under way."""

    def answered():
        return sum(status == 200 for one in takers for status in one.statuses)

    until, before = time.monotonic() + 10, answered()
    while answered() < before + some and time.monotonic() < until:
        time.sleep(0.005)


@pytest.mark.slow("a server that is killed twenty times, or two hundred")
def test_killing_workers_and_the_master_loses_no_acknowledged_answer(server):
    chance, kills = seeded("kills"), size(20, 200)
    delivery = make.delivery(make.knowledge_test(QUESTIONS), time_limit=600)
    takers = []
    for _person in range(PEOPLE):
        taker = Taker(server.port, delivery)
        takers.append(taker.take_up(api.start_attempt(user=taker.user, delivery=delivery)))
    killed = masters = 0
    with at_work(takers, chance):
        while killed < kills:
            wait_for_work(takers, chance.randint(2, 10))
            if killed % EVERY == EVERY - 1:
                server.kill_master()
                killed, masters = killed + 1, masters + 1
            else:
                killed += server.kill_worker(chance)
        died = time.monotonic()
    back = time.monotonic() - died
    replies = together([lambda one=one: one.insist(one.hand_in) for one in takers])
    troubles = sum(one.diary.troubles for one in takers)
    acknowledged = sum(one.diary.edits for one in takers)
    lost, stuck, wrong = oracle.lost(takers), oracle.stuck(takers), oracle.wrong_scores(delivery)
    passed(
        "kills",
        killed=killed,
        masters=masters,
        edits=acknowledged,
        requests_that_died=troubles,
        lost=len(lost),
        stuck=stuck,
        wrong_scores=wrong,
        seconds_until_all_were_answered=round(back, 1),
    )
    assert {one.status for one in replies} == {200}
    assert (lost, stuck, wrong) == ([], 0, 0)
    assert oracle.doubled(delivery) == {"sittings": 0, "answers": 0, "scores": 0, "hand_ins": 0}
    assert acknowledged > 2 * kills
    assert troubles > 0, "nothing was under way when anything died"


def test_the_oracle_sees_an_answer_that_is_gone_and_one_that_was_changed():
    delivery = make.delivery(make.knowledge_test(2))
    taker = Taker(0, delivery)
    attempt = api.start_attempt(user=taker.user, delivery=delivery)
    taker.take_up(attempt)
    for item in make.items_of(delivery):
        make.answer(attempt, item, "a", seq=3)
        taker.diary.sent[item.uuid][3] = "a"
        taker.diary.acknowledged[item.uuid] = 3
    assert oracle.lost([taker]) == []
    first, second = Response.objects.order_by("pk")
    Response.objects.filter(pk=first.pk).update(answer={"value": "b"})
    Response.objects.filter(pk=second.pk).update(seq=2)
    assert len(oracle.lost([taker])) == 2
    Response.objects.all().delete()
    assert len(oracle.lost([taker])) == 2
