"""Everybody answers and hands in within the last five seconds: nobody is late who was on time."""

import time
from datetime import timedelta

import pytest

from assessments import api
from assessments.models import Attempt, ResponseEvidence
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.reliability import oracle
from tests.reliability.sizes import passed, seeded, size
from tests.reliability.taker import Taker, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_to_all")]
LAST = 5.0


@pytest.mark.slow("a hundred people in five seconds, or five hundred")
def test_the_last_five_seconds_are_survived_fairly(server):
    chance, people = seeded("rush"), size(100, 500)
    delivery = make.delivery(time_limit=60)
    takers = []
    for _person in range(people):
        taker = Taker(server.port, delivery)
        takers.append(taker.take_up(api.start_attempt(user=taker.user, delivery=delivery)))
    due = clock.now() + timedelta(seconds=LAST + 1)
    Attempt.objects.update(due_at=due)
    waits = [(one, chance.uniform(1, LAST)) for one in takers]

    def finish(taker, wait, item, answer):
        time.sleep(wait)
        began = time.monotonic()
        save, end = taker.save(item, 1, answer), taker.hand_in()
        return save, end, time.monotonic() - began

    plans = [(one, wait, chance.choice(one.items), chance.choice("abcd")) for one, wait in waits]
    done = together([lambda plan=plan: finish(*plan) for plan in plans])
    failures = sum(status >= 500 or not status for one in takers for status in one.statuses)
    late = ResponseEvidence.objects.count()
    expired = AuditEvent.objects.filter(action="assessments.submit_attempt", data__expired=True).count()
    lost, stuck, wrong = oracle.lost(takers), oracle.stuck(takers), oracle.wrong_scores(delivery)
    passed(
        "rush",
        people=people,
        lost=len(lost),
        stuck=stuck,
        failures=failures,
        marked_late=late + expired,
        wrong_scores=wrong,
        longest_wait_in_seconds=round(max(took for _save, _end, took in done), 1),
        **oracle.doubled(delivery),
    )
    assert {save.status for save, _end, _took in done} == {200}
    assert {end.json()["handed_in"] for _save, end, _took in done} == {True}
    assert (lost, stuck, failures, late, expired, wrong) == ([], 0, 0, 0, 0, 0)
    assert oracle.doubled(delivery) == {"sittings": 0, "answers": 0, "scores": 0, "hand_ins": 0}
