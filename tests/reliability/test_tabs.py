"""A stale tab never overwrites: chance interleavings of tabs against a plain oracle."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assessments import api
from assessments.models import Attempt, Response, ResponseEvidence
from assessments.services.answers import claim_attempt
from lms.core.errors import UserError
from tests.assessments import factories as make
from tests.reliability.sizes import passed, size

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_to_all")]
QUESTIONS = 3
steps = {"taken": 0, "refused": 0, "older": 0}


class Tab:
    """What one page knows: its epoch, and the last number of each question."""

    def __init__(self, epoch, numbers):
        self.epoch, self.numbers = epoch, dict(numbers)


class Tabs(RuleBasedStateMachine):
    """Tabs open, go on, write, hand in, in any order; `stored` is what has to be there."""

    tabs = Bundle("tabs")

    @initialize(target=tabs)
    def begin(self):
        self.person = make.person()
        self.attempt = api.start_attempt(user=self.person, delivery=make.delivery(make.knowledge_test(3)))
        self.items = [one.uuid for one in make.items_of(self.attempt.delivery)]
        self.epoch, self.stored, self.ended = 1, {}, False
        return Tab(1, {})

    def served(self):
        """The numbers that a page is served with."""
        return {item: seq for item, (seq, _answer) in self.stored.items()}

    @precondition(lambda self: not self.ended)
    @rule(target=tabs)
    def open_anew(self):
        """Another device: it takes the sitting up."""
        steps["taken"] += 1
        self.attempt = api.start_attempt(user=self.person, delivery=self.attempt.delivery)
        self.epoch += 1
        return Tab(self.attempt.epoch, self.served())

    @rule(tab=tabs)
    def go_on_here(self, tab):
        """An older tab takes it back, with the numbers that it had."""
        steps["taken"] += 1
        if self.ended:
            with pytest.raises(UserError) as refused:
                claim_attempt(user=self.person, attempt=self.attempt.uuid)
            assert refused.value.code == "submitted"
            return
        tab.epoch = claim_attempt(user=self.person, attempt=self.attempt.uuid)
        self.epoch += 1

    @rule(tab=tabs, place=st.integers(0, QUESTIONS - 1), answer=st.sampled_from("abcd"))
    def write(self, tab, place, answer):
        steps["taken"] += 1
        item = self.items[place]
        seq = tab.numbers.get(item, 0) + 1
        tab.numbers[item] = seq
        self.send(tab, item, seq, answer)

    @rule(tab=tabs, place=st.integers(0, QUESTIONS - 1), answer=st.sampled_from("abcd"))
    def send_an_old_one(self, tab, place, answer):
        """An edit that was under way for long, with a number that the tab has passed."""
        steps["taken"] += 1
        item = self.items[place]
        if tab.numbers.get(item, 0) > 1:
            self.send(tab, item, tab.numbers[item] - 1, answer)

    def send(self, tab, item, seq, answer):
        old_seq, old_answer = self.stored.get(item, (0, None))
        try:
            saved = api.save_answer(
                user=self.person, attempt=self.attempt.uuid, item=item, raw=[answer], seq=seq, epoch=tab.epoch
            )
        except UserError as error:
            self.is_refused(error, "submitted" if self.ended else "opened_elsewhere")
            assert self.ended or tab.epoch != self.epoch
            return
        assert tab.epoch == self.epoch
        assert not self.ended
        if seq > old_seq:
            assert (saved.applied, saved.seq) == (True, seq)
            self.stored[item] = (seq, answer)
        else:
            steps["older"] += 1
            assert (saved.applied, saved.seq) == (old_answer == answer, old_seq)

    def is_refused(self, error, code):
        steps["refused"] += 1
        assert error.code == code

    @precondition(lambda self: len(self.stored) == QUESTIONS)
    @rule(tab=tabs)
    def hand_in(self, tab):
        steps["taken"] += 1
        try:
            api.submit_attempt(user=self.person, attempt=self.attempt.uuid, epoch=tab.epoch)
        except UserError as error:
            self.is_refused(error, "opened_elsewhere")
            assert tab.epoch != self.epoch
            assert not self.ended
            return
        assert self.ended or tab.epoch == self.epoch
        self.ended = True

    def teardown(self):
        if not hasattr(self, "attempt"):
            return
        rows = Response.objects.filter(attempt=self.attempt).select_related("item_version")
        assert {one.item_version.uuid: (one.seq, one.value) for one in rows} == self.stored
        assert Attempt.objects.filter(user=self.person).count() == 1
        assert bool(Attempt.objects.get(user=self.person).submitted_at) is self.ended
        assert api.verify_scores(delivery_ids=[self.attempt.delivery_id]) == []


@pytest.mark.slow("tabs in 200 steps of chance, or 5,000")
def test_a_stale_tab_never_overwrites():
    steps.update(taken=0, refused=0, older=0)
    wanted = size(200, 5_000)
    chance = settings(
        max_examples=wanted // 20,
        stateful_step_count=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with transaction.atomic():  # one for all, which is taken back: nothing is written durably
        run_state_machine_as_test(Tabs, settings=chance)
        passed(
            f"tabs ({connection.vendor})",
            steps=steps["taken"],
            refused=steps["refused"],
            older_edits=steps["older"],
            evidence=ResponseEvidence.objects.count(),
            silent_overwrites=0,
        )
        transaction.set_rollback(True)
    assert steps["taken"] >= wanted
    assert steps["refused"] > 0
