"""What the rating page's script talks to: one criterion at a time."""

import pytest
from django.urls import reverse

from assessments.models import Rating
from tests.assessments import factories as make
from tests.budgets import counted

pytestmark = pytest.mark.django_db
GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)


@pytest.fixture
def room(client, open_to_all):
    """The signed-in assessor with an occasion and one person to rate."""
    occasion, assessor, person = make.occasion(), make.person(), make.person()
    open_to_all.rated = [person]
    client.force_login(assessor)
    return occasion, assessor, person


def send(client, room, **change):
    data = {"criterion": "c01", "level": "3", "comment": "", "seq": 1} | change
    url = reverse("rating_edit", args=[room[0].uuid, room[2].uuid])
    return client.post(url, data, content_type="application/json")


def stored():
    return {
        one.criterion.key: (one.value, one.decided, one.comment) for one in Rating.objects.get().scores.all()
    }


def test_one_criterion_is_stored_and_acknowledged(client, room):
    reply = send(client, room, level="2", comment="Interrumpió <dos> veces", seq=4).json()
    assert (reply["applied"], reply["seq"]) == (True, 4)
    assert stored() == {"c01": (2, True, "Interrumpió <dos> veces")}
    send(client, room, criterion="c02", level="no")
    send(client, room, criterion="c03", level="", comment="Sólo una nota")
    assert stored() == {
        "c01": (2, True, "Interrumpió <dos> veces"),
        "c02": (None, True, ""),
        "c03": (None, False, "Sólo una nota"),
    }
    assert (Rating.objects.get().status, Rating.objects.get().revision) == ("draft", 3)


def test_an_older_edit_changes_nothing_and_the_same_is_acknowledged_again(client, room):
    send(client, room, seq=5)
    late = send(client, room, seq=4, level="1").json()
    assert (late["applied"], late["seq"]) == (False, 5)
    again = send(client, room, seq=5).json()
    assert (again["applied"], again["seq"]) == (True, 5)
    other = send(client, room, seq=5, level="1").json()
    assert (other["applied"], other["seq"]) == (False, 5)
    assert stored() == {"c01": (3, True, "")}


def test_the_overall_comment_has_its_own_sequence(client, room):
    assert send(client, room, criterion="", comment="En general bien", seq=2).json()["applied"]
    late = send(client, room, criterion="", comment="Tarde", seq=1).json()
    assert (late["applied"], late["seq"], late["stored"]) == (False, 2, {"comment": "En general bien"})
    assert Rating.objects.get().comment == "En general bien"


def test_a_submitted_rating_refuses_in_words_and_stays(client, room):
    make.submitted_rating(room[1], room[0], room[2], *GOOD)
    reply = send(client, room, level="1", seq=99)
    assert (reply.status_code, reply.json()["code"]) == (410, "submitted")
    assert stored()["c01"] == (3, True, "")


def test_a_released_case_takes_no_first_draft(client, room):
    make.released_rating(make.person(), room[0], room[2], *GOOD)
    reply = send(client, room)
    assert (reply.status_code, reply.json()["code"]) == (410, "closed")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"criterion": "c99"}, "bad_criterion"),
        ({"level": "7"}, "bad_level"),
        ({"level": "x"}, "bad_form"),
        ({"level": "²"}, "bad_form"),
        ({"seq": 0}, "bad_form"),
        ({"seq": 10**15}, "bad_form"),
        ({"seq": None}, "bad_form"),
    ],
)
def test_what_does_not_fit_is_refused(client, room, change, code):
    reply = send(client, room, **change)
    assert (reply.status_code, reply.json()["code"]) == (400, code)
    assert not Rating.objects.filter(scores__isnull=False).exists()


@pytest.mark.parametrize("body", ["", "[]", "[" * 100_000, "\x00", "{}"])
def test_what_is_not_json_is_refused(client, room, body):
    url = reverse("rating_edit", args=[room[0].uuid, room[2].uuid])
    reply = client.post(url, body, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_form")


def test_to_a_stranger_it_does_not_exist(client, room, host):
    host.rates = False
    for change in ({}, {"seq": 0}):
        assert send(client, room, **change).status_code == 404
    assert not Rating.objects.exists()


def test_saving_in_the_background_costs_little(client, room):
    send(client, room)
    with counted() as spent:
        assert send(client, room, seq=2, level="4").json()["applied"]
    spent.within(queries=6, rows=3 + 10 + 1)
