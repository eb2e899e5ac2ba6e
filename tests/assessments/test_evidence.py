"""What came too late or lost a conflict is kept, flagged, and never counted."""

from datetime import timedelta

import pytest

from assessments import api
from assessments.models import Attempt, Response, ResponseEvidence
from assessments.services.answers import claim_attempt
from lms.core import clock
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


@pytest.fixture
def sitting():
    delivery = make.delivery(time_limit=30)
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    return attempt, make.items_of(delivery)


def kept():
    rows = ResponseEvidence.objects.order_by("pk")
    return [(one.reason, one.value, one.seq, one.epoch) for one in rows]


def test_after_the_end_an_answer_is_kept_as_late(sitting):
    attempt, (first, second, *_rest) = sitting
    make.answer(attempt, first, "a")
    Attempt.objects.update(due_at=clock.now() - timedelta(seconds=61))
    with refused("time_over"):
        make.answer(attempt, second, "a", seq=4)
    assert kept() == [("late", "a", 4, 1)]
    closed = api.submit_attempt(user=attempt.user, attempt=attempt)
    assert make.score(closed) == (1.0, 4.0)


def test_after_handing_in_an_answer_is_kept_as_submitted(sitting):
    attempt, (first, *_rest) = sitting
    api.submit_attempt(user=attempt.user, attempt=attempt)
    with refused("submitted"):
        make.answer(attempt, first, "a")
    assert kept() == [("submitted", "a", 1, 1)]
    assert make.score(attempt) == (0.0, 4.0)
    assert not Response.objects.exists()


def test_what_a_replaced_tab_sends_is_kept_as_stale(sitting):
    attempt, (first, *_rest) = sitting
    claim_attempt(user=attempt.user, attempt=attempt)
    with refused("opened_elsewhere"):
        make.answer(attempt, first, "b", epoch=1, seq=7)
    assert kept() == [("stale_epoch", "b", 7, 1)]


def test_an_older_edit_is_kept_and_the_newer_one_counts(sitting):
    attempt, (first, *_rest) = sitting
    make.answer(attempt, first, "a", seq=5)
    assert not make.answer(attempt, first, "c", seq=3).applied
    assert kept() == [("lower_seq", "c", 3, 1)]
    assert Response.objects.get().value == "a"


def test_the_same_edit_again_is_acknowledged_and_leaves_no_evidence(sitting):
    attempt, (first, *_rest) = sitting
    for _ in range(2):
        assert make.answer(attempt, first, "a", seq=5).applied
    assert kept() == []


def test_a_queue_sent_again_and_again_leaves_one_row(sitting):
    attempt, (first, *_rest) = sitting
    api.submit_attempt(user=attempt.user, attempt=attempt)
    for _ in range(3):
        with refused("submitted"):
            make.answer(attempt, first, "a")
    assert len(kept()) == 1


def test_what_cannot_be_read_or_is_not_asked_leaves_nothing(sitting):
    attempt, (first, *_rest) = sitting
    with refused("bad_answer"):
        make.answer(attempt, first, "zz")
    assert kept() == []
