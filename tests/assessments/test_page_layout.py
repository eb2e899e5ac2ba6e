"""A test with all its questions on one page: saving as a form, conflicts, what comes late, and its cost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Attempt, Response, ResponseEvidence
from lms.core import clock
from tests.assessments import factories as make
from tests.budgets import counted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


class Taking:
    """One person at a test of one page, without JavaScript."""

    def __init__(self, client, questions=4, **rules):
        self.client = client
        self.delivery = make.delivery(
            make.knowledge_test(questions), layout="page", shuffle=False, feedback="score", **rules
        )
        self.user = make.person()
        client.force_login(self.user)
        self.attempt = api.start_attempt(user=self.user, delivery=self.delivery)
        self.url = reverse("attempt", args=[self.attempt.uuid])

    def page(self, query=""):
        return self.client.get(self.url + query).content.decode()

    def drawn(self, html=None):
        """The fields as the page holds them."""
        html = html or self.page()
        form = html.partition('id="test"')[2].partition("</form>")[0]
        data = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))
        data |= dict(re.findall(r'name="(answer-\d+)"\s+value="(\w)" checked', form))
        data |= dict.fromkeys(re.findall(r'name="(flagged-\d+)" value="on" checked', form), "on")
        return data

    def send(self, data, **more):
        return self.client.post(self.url, {**data, **more})

    def stored(self):
        rows = Response.objects.filter(attempt=self.attempt).order_by("item_version__item__key")
        return [(one.value, one.flagged) for one in rows]


@pytest.fixture
def taking(client):
    return Taking(client)


def test_every_question_is_a_fieldset_of_its_own(taking):
    html = taking.page()
    assert html.count("<fieldset") == html.count("<legend") == 4
    assert all(f"{number}. Pregunta {number} (es)" in html for number in range(1, 5))
    assert 'tabindex="-1" autofocus>\n              3.' in taking.page("?item=3")
    assert taking.page("?item=3").count("autofocus") == 1


def test_saving_keeps_what_was_entered_and_stays(taking):
    data = taking.drawn() | {"answer-1": "a", "answer-3": "b", "flagged-4": "on"}
    assert taking.send(data, go="").url == taking.url
    assert taking.stored() == [("a", False), ("b", False), (None, True)]
    assert {"answer-1": "a", "answer-3": "b", "flagged-4": "on"}.items() <= taking.drawn().items()


def test_sending_the_same_page_again_writes_nothing(taking):
    taking.send(taking.drawn() | {"answer-1": "a"}, go="")
    before = list(Response.objects.values())
    assert taking.send(taking.drawn(), go="review").url == reverse(
        "attempt_review", args=[taking.attempt.uuid]
    )
    assert list(Response.objects.values()) == before


def test_the_way_through_review_to_handing_in(taking):
    taking.send(taking.drawn() | {f"answer-{n}": "a" for n in (1, 2, 3)}, go="review")
    review = taking.client.get(reverse("attempt_review", args=[taking.attempt.uuid])).content.decode()
    assert "1 pregunta aún no tiene respuesta" in review
    assert f"{taking.url}?item=4" in review
    taking.client.post(reverse("attempt_submit", args=[taking.attempt.uuid]))
    assert make.score(taking.attempt) == (3.0, 4.0)


def test_time_that_ran_out_hands_in_what_the_page_holds(taking):
    reply = taking.send(taking.drawn() | {"answer-2": "a"}, go="time")
    assert reply.url == reverse("attempt_submitted", args=[taking.attempt.uuid])
    assert make.score(taking.attempt) == (1.0, 4.0)


def test_a_tab_that_lost_the_test_saves_nothing_and_loses_nothing(taking):
    old = taking.drawn() | {"answer-1": "a", "answer-2": "a"}
    api.start_attempt(user=taking.user, delivery=taking.delivery)  # another tab
    taking.send(taking.drawn() | {"answer-2": "c"}, go="")
    reply = taking.send(old, go="")
    html = reply.content.decode()
    assert reply.status_code == 409
    assert taking.stored() == [("c", False)]
    shown = taking.drawn(html)
    assert (shown["answer-1"], shown["answer-2"]) == ("a", "c")  # what is newer elsewhere is shown
    assert taking.send(shown, take_over="1").url == taking.url
    assert taking.stored() == [("a", False), ("c", False)]


def test_going_on_here_never_overwrites_what_came_since(taking):
    old = taking.drawn() | {"answer-1": "a"}
    api.start_attempt(user=taking.user, delivery=taking.delivery)
    html = taking.send(old, go="").content.decode()
    taking.send(taking.drawn() | {"answer-1": "d"}, go="")
    reply = taking.send(taking.drawn(html), take_over="1")
    assert reply.status_code == 409
    assert "Ya había una respuesta más reciente a esta pregunta." in reply.content.decode()
    assert taking.stored() == [("d", False)]


def test_what_cannot_be_an_answer_leaves_the_others_saved(taking):
    reply = taking.send(taking.drawn() | {"answer-1": "zz", "answer-2": "a"}, go="")
    html = reply.content.decode()
    assert reply.status_code == 409
    assert 'id="e1"' in html
    assert 'id="e2"' not in html
    assert taking.stored() == [("a", False)]


@pytest.mark.parametrize("broken", [{"item-2": "x"}, {"seq-1": "-1"}, {"epoch": ""}])
def test_a_page_that_is_none_of_ours_is_refused_whole(taking, broken):
    reply = taking.send(taking.drawn() | {"answer-1": "a"} | broken, go="")
    assert reply.status_code == 400
    assert not Response.objects.exists()


def test_what_comes_after_the_end_is_kept_each_of_it(taking):
    data = taking.drawn() | {"answer-1": "a", "answer-2": "b"}
    Attempt.objects.filter(pk=taking.attempt.pk).update(due_at=clock.now() - timedelta(minutes=5))
    reply = taking.send(data, go="")
    assert reply.url == reverse("attempt_submitted", args=[taking.attempt.uuid])
    assert not Response.objects.exists()
    kept = ResponseEvidence.objects.order_by("pk")
    assert [(one.value, one.reason) for one in kept] == [("a", "late"), ("b", "late")]


def test_the_language_changes_without_losing_what_was_entered(taking):
    reply = taking.send(taking.drawn() | {"answer-1": "a"}, language="en")
    assert reply.url == taking.url.replace("/es-mx/", "/en/")
    assert taking.stored() == [("a", False)]


def test_a_stranger_saves_nothing(taking, client):
    data = taking.drawn()
    client.force_login(make.person())
    assert taking.send(data, go="").status_code == 404


def test_twenty_questions_cost_what_one_does(client):
    taking = Taking(client, questions=20, time_limit=30)
    with counted() as spent:
        html = taking.page()
    spent.within(queries=5, rows=2 + 1 + 20)
    assert len(html) < 60_000
    taking.send(taking.drawn() | {f"answer-{n}": "a" for n in range(1, 21)}, go="")
    data = taking.drawn() | {"answer-7": "b"}
    with counted() as spent:
        taking.send(data, go="")
    # One answer that changed is one save, beside reading the sitting.
    spent.within(queries=8, rows=2 + 1 + 40 + 4)
