"""Scores are rows: written once, never changed, summed by the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments import api
from assessments.item_types import REGISTRY
from assessments.models import Attempt, Regrade, Response, Score
from lms.core import clock
from lms.core.frozen import FrozenError
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.budgets import counted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


def rows(attempt):
    found = Score.objects.filter(attempt=attempt).order_by("revision", "scope", "topic")
    return list(found.values_list("revision", "scope", "topic", "points", "maximum", "marking_version"))


def expire(attempt):
    Attempt.objects.filter(pk=attempt.pk).update(due_at=clock.now() - timedelta(seconds=61))


def test_handing_in_writes_the_total_and_each_topic():
    attempt = make.finished_attempt(make.person(), make.delivery(make.knowledge_test(5)), right=2)
    assert rows(attempt) == [
        (1, "topic", "m1", 1.0, 3.0, 1),
        (1, "topic", "m2", 1.0, 2.0, 1),
        (1, "total", "", 2.0, 5.0, 1),
    ]
    assert Attempt.objects.get().revision == 1


def test_a_mark_goes_with_its_answer_and_handing_in_writes_those_alone_that_changed():
    delivery = make.delivery(make.knowledge_test(3))
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    items = make.items_of(delivery)
    for seq, (item, value) in enumerate(zip(items, "aba", strict=True), start=1):
        make.answer(attempt, item, value, seq=seq)
    make.answer(attempt, items[1], "a", seq=9)
    marks = Response.objects.order_by("item_version_id").values_list("mark", flat=True)
    assert list(marks) == [1.0, 1.0, 1.0]
    # As a sitting begun before this was so, or under another key.
    Response.objects.filter(item_version=items[0]).update(mark=None)
    with counted() as spent:
        api.submit_attempt(user=attempt.user, attempt=attempt)
    written = [one.sql for one in spent.asked if one.sql.startswith('UPDATE "assessments_response"')]
    assert len(written) == 1
    assert written[0].count("WHEN") == 1
    assert list(marks) == [1.0, 1.0, 1.0]
    assert make.score(attempt) == (3.0, 3.0)


def test_an_opinion_form_has_no_scores():
    user, form = make.person(), make.evaluation(anonymous=False)
    raw = {item.uuid: ["5"] if REGISTRY[item.type].is_scale else [] for item in make.items_of(form)}
    api.submit_sheet(user=user, delivery=form, raw=raw)
    assert Attempt.objects.get().revision == 0
    assert not Score.objects.exists()
    assert api.attempt_scores(delivery_ids=[form.pk]) == []


def test_scores_are_frozen_and_possible():
    attempt = make.finished_attempt(make.person(), make.delivery(), right=2)
    with pytest.raises(FrozenError):
        Score.objects.update(points=4.0)
    ground = {"attempt": attempt, "revision": 2, "marking_version": 1}
    for values in (
        {"scope": "total", "points": 5.0, "maximum": 4.0},
        {"scope": "total", "points": -1.0, "maximum": 4.0},
        {"scope": "total", "topic": "m1", "points": 1.0, "maximum": 4.0},
        {"scope": "topic", "points": 1.0, "maximum": 4.0},
        {"scope": "total", "revision": 1, "points": 1.0, "maximum": 4.0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Score.objects.create(**ground | values)


def test_retagging_a_question_changes_no_score_that_stands():
    delivery = make.delivery()
    make.finished_attempt(make.person(), delivery, right=3)
    before = api.topic_scores(delivery_ids=[delivery.pk])
    api.ensure_item(key="q01", topic="elsewhere")
    assert api.topic_scores(delivery_ids=[delivery.pk]) == before
    assert api.regrade_attempts(actor=None, delivery_ids=[delivery.pk], reason="control") == []


def test_marking_anew_only_verifies_what_is_right():
    delivery = make.delivery()
    attempt = make.finished_attempt(make.person(), delivery, right=3)
    before = rows(attempt)
    assert api.regrade_attempts(actor=None, delivery_ids=[delivery.pk], reason="control") == []
    assert rows(attempt) == before
    assert not Regrade.objects.exists()


def test_marking_anew_sees_a_score_that_is_not_of_its_answers():
    """The control: an answer changed behind the platform's back does not go unseen."""
    delivery = make.delivery()
    attempt = make.finished_attempt(make.person(), delivery, right=3)
    Response.objects.filter(item_version__item__key="q04").update(answer={"value": "a"})
    assert len(api.regrade_attempts(actor=None, delivery_ids=[delivery.pk], reason="control")) == 1
    assert make.score(attempt) == (4.0, 4.0)


def test_another_outcome_comes_beside_the_old_one_with_its_reason(monkeypatch):
    actor, delivery = make.person(), make.delivery()
    attempt = make.finished_attempt(make.person(), delivery, right=1)
    untouched = make.finished_attempt(make.person(), delivery, right=0)
    Response.objects.filter(attempt=untouched).delete()
    kind = REGISTRY["single_choice"]
    monkeypatch.setattr(type(kind), "mark", lambda self, content, answer: 1.0 if answer else 0.0)
    (regrade,) = api.regrade_attempts(actor=actor, delivery_ids=[delivery.pk], reason=" Opción ambigua ")
    assert (regrade.attempt, regrade.actor, regrade.reason) == (attempt, actor, "Opción ambigua")
    assert (regrade.from_revision, regrade.to_revision) == (1, 2)
    assert (regrade.before[""], regrade.after[""]) == ([1.0, 4.0], [4.0, 4.0])
    assert [row[:4] for row in rows(attempt) if row[1] == "total"] == [
        (1, "total", "", 1.0),
        (2, "total", "", 4.0),
    ]
    assert {one.score for one in api.attempt_scores(delivery_ids=[delivery.pk])} == {0.0, 4.0}
    assert set(attempt.responses.values_list("mark", flat=True)) == {1.0}
    event = AuditEvent.objects.get(action="assessments.regrade_attempt")
    assert (event.data["before"], event.data["after"]) == (1.0, 4.0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Regrade.objects.create(
            attempt=attempt, from_revision=1, to_revision=3, at=clock.now(), reason="x", before={}, after={}
        )


def test_marking_anew_needs_a_reason():
    with refused("no_reason"):
        api.regrade_attempts(actor=None, delivery_ids=[], reason="  ")
