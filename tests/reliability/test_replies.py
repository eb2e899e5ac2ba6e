"""A reply that is lost after the server did its work: sending again changes nothing and says the same."""

from functools import partial

import pytest

from assessments import api
from assessments.models import Response
from tests.assessments import factories as make
from tests.reliability import oracle
from tests.reliability.line import weak
from tests.reliability.sizes import passed, seeded, size
from tests.reliability.taker import Taker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_to_all")]


@pytest.mark.slow("a server whose replies are lost")
def test_what_was_done_and_not_heard_of_is_done_once(server):
    chance, rounds = seeded("lost replies"), size(10, 100)
    delivery = make.delivery(make.knowledge_test(4), time_limit=60)
    takers = []
    with weak(server.port) as line:
        for _round in range(rounds):
            taker = Taker(line.port, delivery)
            takers.append(taker)
            line.loses(1)
            assert taker.insist(taker.start).location
            (attempt,) = taker.user.attempts.all()
            taker.take_up(attempt)
            for seq, item in enumerate(taker.items, start=1):
                line.loses(chance.randint(0, 2))
                answer = chance.choice("abcd")
                heard = taker.insist(partial(taker.save, item, seq, answer))
                assert (heard.json()["applied"], heard.json()["seq"]) == (True, seq)
            line.loses(chance.randint(0, 2))
            assert taker.insist(taker.hand_in).json()["handed_in"] is True
    lost, doubled, wrong = oracle.lost(takers), oracle.doubled(delivery), oracle.wrong_scores(delivery)
    passed(
        "lost replies",
        rounds=rounds,
        replies_lost=line.lost,
        lost=len(lost),
        wrong_scores=wrong,
        **doubled,
    )
    assert line.lost >= rounds
    assert (lost, wrong, oracle.stuck(takers)) == ([], 0, 0)
    assert doubled == {"sittings": 0, "answers": 0, "scores": 0, "hand_ins": 0}
    assert Response.objects.count() == 4 * rounds
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []
