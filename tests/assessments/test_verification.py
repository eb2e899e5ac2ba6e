"""What is stored as marks and scores is what the stored answers earn, or it is named."""

import pytest
from django.core.management import CommandError, call_command

from assessments import api
from assessments.models import Attempt, Response
from assessments.selectors import verification
from tests.assessments import factories as make
from tests.budgets import counted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


def test_sittings_as_they_were_marked_differ_in_nothing():
    delivery = make.delivery(make.knowledge_test(5))
    for right in (0, 3, 5):
        make.finished_attempt(make.person(), delivery, right=right)
    api.start_attempt(user=make.person(), delivery=delivery)
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []


def test_an_answer_changed_behind_the_platforms_back_is_named():
    delivery = make.delivery()
    make.finished_attempt(make.person(), delivery, right=4)
    attempt = make.finished_attempt(make.person(), delivery, right=3)
    last = Response.objects.get(attempt=attempt, item_version__item__key="q04")
    Response.objects.filter(pk=last.pk).update(answer={"value": "a"})
    scores, marks = api.verify_scores(delivery_ids=[delivery.pk])
    assert (scores.attempt_id, scores.uuid, scores.what) == (attempt.pk, attempt.uuid, "scores")
    assert (scores.stored[""], scores.earned[""]) == ((3.0, 4.0), (4.0, 4.0))
    assert (marks.what, marks.stored, marks.earned) == (
        "marks",
        {last.item_version_id: 0.0},
        {last.item_version_id: 1.0},
    )
    assert api.verify_scores(delivery_ids=[]) == []


def test_a_closed_sitting_without_scores_is_named():
    delivery = make.delivery()
    attempt = make.finished_attempt(make.person(), delivery, right=3)
    Attempt.objects.filter(pk=attempt.pk).update(revision=0)
    (found,) = api.verify_scores(delivery_ids=[delivery.pk])
    assert (found.what, dict(found.stored)) == ("scores", {})


def test_marking_anew_mends_what_differs():
    delivery = make.delivery()
    attempt = make.finished_attempt(make.person(), delivery, right=3)
    Response.objects.filter(attempt=attempt, item_version__item__key="q04").update(answer={"value": "a"})
    api.regrade_attempts(actor=None, delivery_ids=[delivery.pk], reason="control")
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []


def test_it_reads_in_portions(monkeypatch):
    monkeypatch.setattr(verification, "AT_ONCE", 2)
    delivery = make.delivery()
    for right in (1, 2, 3):
        make.finished_attempt(make.person(), delivery, right=right)
    Response.objects.update(mark=0.5)
    assert [one.what for one in api.verify_scores(delivery_ids=[delivery.pk])] == ["marks"] * 3


def test_people_add_no_queries():
    delivery, spent = make.delivery(), []
    for people in (1, 4):
        for _ in range(people):
            make.finished_attempt(make.person(), delivery, right=2)
        with counted() as one:
            api.verify_scores(delivery_ids=[delivery.pk])
        spent.append(one.queries)
    assert spent == [5, 5]


def test_the_command_names_what_differs(capsys):
    delivery = make.delivery()
    attempt = make.finished_attempt(make.person(), delivery, right=3)
    call_command("verify_scores")
    assert capsys.readouterr().out == "1 deliveries, nothing differs.\n"
    Response.objects.filter(attempt=attempt, item_version__item__key="q01").update(mark=0.5)
    with pytest.raises(CommandError, match="1 sittings differ"):
        call_command("verify_scores")
    assert f"{attempt.uuid} marks:" in capsys.readouterr().out
