"""Two tabs and double clicks: once is once, and everybody gets the same answer."""

import pytest
from django.db import connection

from assessments.models import Attempt
from tests.assessments import factories as make
from tests.reliability import oracle
from tests.reliability.server import serving
from tests.reliability.sizes import passed, seeded, size
from tests.reliability.taker import Taker, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_to_all")]
NOTHING = {"sittings": 0, "answers": 0, "scores": 0, "hand_ins": 0}


def play(port, delivery, *, rounds, chance):
    """Each round one person starts, saves and hands in, each two to six times at once; their replies."""
    told = []
    for _round in range(rounds):
        taker, times = Taker(port, delivery), chance.randint(2, 6)
        starts = together([taker.start] * times)
        attempt = Attempt.objects.filter(user=taker.user).order_by("pk").first()
        taker.take_up(attempt)
        item = chance.choice(taker.items)
        saves = together([lambda taker=taker, item=item: taker.save(item, 1, "a")] * times)
        ends = together([taker.hand_in] * times)
        told.append((starts, saves, ends))
    return told


@pytest.mark.slow("fifty rounds of three acts, each several times at once")
def test_what_is_done_several_times_at_once_is_done_once(server):
    chance, rounds = seeded("twice"), size(50, 500)
    delivery = make.delivery(max_attempts=3, time_limit=60)
    told = play(server.port, delivery, rounds=rounds, chance=chance)
    doubled, wrong = oracle.doubled(delivery), oracle.wrong_scores(delivery)
    failures = sum(reply.status >= 500 or not reply.status for acts in told for act in acts for reply in act)
    passed("twice", rounds=rounds, failures=failures, wrong_scores=wrong, **doubled)
    assert (doubled, failures, wrong) == (NOTHING, 0, 0)
    for starts, saves, ends in told:
        assert len({(reply.status, reply.location) for reply in starts}) == 1
        assert {(reply.status, reply.json()["seq"], reply.json()["applied"]) for reply in saves} == {
            (200, 1, True)
        }
        assert len({(reply.status, reply.body) for reply in ends}) == 1


@pytest.mark.slow("eight rounds on a server without guards")
def test_control_without_guards_it_is_done_several_times():
    """Services that look and then act, on a database without its constraint: the drill sees the harm."""
    chance = seeded("twice, control")
    delivery = make.delivery(max_attempts=30, time_limit=60)
    guard = next(one for one in Attempt._meta.constraints if one.name == "one_open_attempt_per_person")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Attempt, guard)
    doubled = dict(NOTHING)
    with serving(unguarded=True) as server:
        # Who gets in between whom is chance: played until both kinds of harm were done, or eighty rounds.
        for _batch in range(10):
            play(server.port, delivery, rounds=8, chance=chance)
            doubled = oracle.doubled(delivery)
            if doubled["sittings"] and doubled["hand_ins"]:
                break
    passed("twice, control", **doubled)
    assert doubled["sittings"] > 0
    assert doubled["hand_ins"] > 0
