"""What came too late is shown to whoever marks where the rules say so, and never counts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Attempt
from assessments.registries import Running
from assessments.selectors.late_answers import in_places, late_answers
from assessments.services.attempts import close_expired_attempts
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.budgets import counted
from tests.lms.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


def sat(delivery, *, minutes_over=10, **names):
    """A sitting with one answer in time, whose deadline is over by some minutes."""
    attempt = api.start_attempt(user=make.person(**names), delivery=delivery)
    make.answer(attempt, make.items_of(delivery)[0], "a")
    over = clock.now() - timedelta(minutes=minutes_over)
    Attempt.objects.filter(pk=attempt.pk).update(due_at=over)
    return attempt


def everybody():
    return User.objects.all()


def test_the_last_late_answer_stands_beside_the_one_that_counts():
    delivery = make.delivery(late="flag", time_limit=30)
    attempt, item = sat(delivery), make.items_of(delivery)[0]
    for seq, value in ((2, "b"), (3, "c")):
        with refused("time_over"):
            make.answer(attempt, item, value, seq=seq)
    close_expired_attempts()
    with refused("submitted"):
        make.answer(attempt, make.items_of(delivery)[1], "d", seq=1)
    rows = in_places(late_answers(delivery, people=everybody()).select_related("attempt__user"))
    assert [(one.counts.value, one.late.value, one.minutes_late) for one in rows] == [
        ("a", "c", 11),
        (None, "d", 11),
    ]
    assert make.score(attempt) == (1.0, 4.0)


def test_under_refuse_nobody_looks_at_them():
    delivery = make.delivery(late="refuse", time_limit=30)
    attempt = sat(delivery)
    with refused("time_over"):
        make.answer(attempt, make.items_of(delivery)[0], "b", seq=2)
    assert attempt.evidence.count() == 1
    assert not late_answers(delivery, people=everybody()).exists()


def test_what_comes_after_handing_in_before_the_end_is_not_late():
    delivery = make.delivery(late="flag", time_limit=30)
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    api.submit_attempt(user=attempt.user, attempt=attempt)
    with refused("submitted"):
        make.answer(attempt, make.items_of(delivery)[0], "b")
    assert not late_answers(delivery, people=everybody()).exists()


def test_the_page_shows_the_people_whom_its_reader_sees(client, host):
    delivery = make.delivery(late="flag", time_limit=30)
    for name in ("Seen", "Hidden"):
        attempt = sat(delivery, last_name=name)
        with refused("time_over"):
            make.answer(attempt, make.items_of(delivery)[0], "b", seq=2)
    seen = User.objects.filter(last_name="Seen")
    host.runs = Running(make.text("P"), "Cohorte", "/es/", seen, "America/Mexico_City")
    client.force_login(make_person(Role.TRAINER))
    url = reverse("delivery_late", args=[delivery.uuid])
    page = client.get(url).content.decode()
    assert "Seen" in page
    assert "Hidden" not in page
    assert "Opción a (es)" in page
    assert "Opción b (es)" in page
    assert "11 minutos tarde" in page
    overview = reverse("delivery", args=[delivery.uuid])
    assert "1 respuesta, que no cuenta." in client.get(overview).content.decode()
    host.runs = Running(make.text("P"), "Cohorte", "/es/", None, "America/Mexico_City")
    assert "Seen" not in client.get(url).content.decode()


def test_the_list_costs_the_same_with_one_and_with_three(client, host):
    delivery = make.delivery(late="flag", time_limit=30)
    host.runs = Running(make.text("P"), "Cohorte", "/es/", everybody(), "America/Mexico_City")
    client.force_login(make_person(Role.TRAINER))
    url, spent = reverse("delivery_late", args=[delivery.uuid]), []
    for number in (1, 2):
        for _one in range(number):
            with refused("time_over"):
                make.answer(sat(delivery), make.items_of(delivery)[0], "b", seq=2)
        client.get(url)
        with counted() as cost:
            client.get(url)
        spent.append(len(cost.asked))
    assert spent[0] == spent[1]
