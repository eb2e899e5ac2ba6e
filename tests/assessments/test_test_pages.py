"""Taking a test in pages."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments import registries
from assessments.data import Lessons, Onward
from assessments.models import Attempt, Delivery, Response
from assessments.selectors.sittings import own_sitting
from assessments.services.attempts import start_attempt
from lms.core import clock
from lms.core.errors import UserError
from tests.assessments import factories as make
from tests.assessments.hosts import StandIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def itzel(client):
    user = make.person()
    client.force_login(user)
    return user


def start(client, delivery):
    """Press "Start"; the sitting."""
    response = client.post(reverse("attempt_start", args=[delivery.uuid]))
    attempt = Attempt.objects.latest("pk")
    assert response.status_code == 302
    assert response.url == reverse("attempt", args=[attempt.uuid])
    return attempt


def page(attempt, position):
    """The question at a place of the sitting."""
    return own_sitting(user=attempt.user, uuid=attempt.uuid).places[position - 1]


def save(client, attempt, number, *values, go="", **more):
    attempt.refresh_from_db()
    place = page(attempt, number)
    data = {
        "item": place.item.uuid,
        "seq": place.next_seq,
        "epoch": attempt.epoch,
        "answer": values,
        "go": go,
    }
    return client.post(reverse("attempt", args=[attempt.uuid]), data | more)


def test_the_page_before_a_test_says_what_awaits(client, itzel, open_to_all):
    delivery = make.delivery(make.knowledge_test(20), time_limit=30, max_attempts=2, feedback="score")
    html = client.get(reverse("attempt_start", args=[delivery.uuid])).content.decode()
    assert '<dd class="num">20</dd>' in html
    assert "30 minutos" in html
    assert "2 de 2 por usar" in html
    assert "Empezar" in html
    assert not Attempt.objects.exists()


def test_the_page_before_a_test_in_english(client, itzel, open_to_all):
    delivery = make.delivery(time_limit=30)
    url = reverse("attempt_start", args=[delivery.uuid]).replace("/es-mx/", "/en/")
    html = client.get(url).content.decode()
    assert "Pre-test" in html
    assert "30 minutes; the clock does not stop if you leave" in html
    assert "Evaluación de conocimientos (en)" in html


def test_a_delivery_that_is_not_mine_does_not_exist_for_me(client, itzel, host):
    delivery = make.delivery()
    url = reverse("attempt_start", args=[delivery.uuid])
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    assert not Attempt.objects.exists()


def test_a_delivery_that_is_not_yet_open_to_me_says_why(client, itzel, host):
    def locked(user, delivery):
        raise UserError("Primero termine las lecciones.")

    host.takes = locked
    delivery = make.delivery()
    response = client.post(reverse("attempt_start", args=[delivery.uuid]))
    assert "Primero termine las lecciones." in response.content.decode()
    assert not Attempt.objects.exists()


def test_the_way_back_is_what_the_first_host_names(client, itzel, open_to_all):
    registries.hosts.append(StandIn(back="/es-mx/mine/"))
    html = client.get(reverse("attempt_start", args=[make.delivery().uuid])).content.decode()
    assert 'href="/es-mx/mine/"' in html


@pytest.mark.parametrize(("opens", "closes", "words"), [(1, 2, "Aún no se abre"), (-2, -1, "Se cerró el")])
def test_outside_the_window_there_is_no_start(client, itzel, open_to_all, opens, closes, words):
    now = clock.now()
    delivery = make.delivery(opens_at=now + timedelta(hours=opens), closes_at=now + timedelta(hours=closes))
    url = reverse("attempt_start", args=[delivery.uuid])
    html = client.get(url).content.decode()
    assert words in html
    assert "Empezar" not in html
    assert client.post(url).status_code == 200
    assert not Attempt.objects.exists()


def test_an_answer_is_saved_and_the_next_question_shown(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    response = save(client, attempt, 1, "a", go="2")
    assert response.url == reverse("attempt", args=[attempt.uuid]) + "?item=2"
    assert page(attempt, 1).value == "a"
    html = client.get(response.url).content.decode()
    assert "Pregunta 2 de 4" in html
    assert 'value="1" max="4"' in html


def test_the_page_opens_where_the_person_stopped(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    save(client, attempt, 1, "a")
    save(client, attempt, 2, "b")
    html = client.get(reverse("attempt", args=[attempt.uuid])).content.decode()
    assert "Pregunta 3 de 4" in html


@pytest.mark.parametrize("asked", ["0", "5", "-1", "x", "99999999999", "²", ""])
def test_a_place_that_does_not_exist_shows_where_the_person_stopped(client, itzel, open_to_all, asked):
    attempt = start(client, make.delivery())
    html = client.get(reverse("attempt", args=[attempt.uuid]), {"item": asked}).content.decode()
    assert "Pregunta 1 de 4" in html


def test_the_chosen_option_is_chosen_again(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    save(client, attempt, 1, "c", flagged="on")
    html = client.get(reverse("attempt", args=[attempt.uuid]) + "?item=1").content.decode()
    assert 'value="c" checked' in html
    assert 'name="flagged" value="on" checked' in html
    assert 'class="done mark"' in html


def test_changing_the_language_keeps_the_answer_and_the_place(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    response = save(client, attempt, 2, "d", language="en", position="2")
    assert response.url == f"/en/attempts/{attempt.uuid}/?item=2"
    assert page(attempt, 2).value == "d"
    response = save(client, attempt, 2, "d", language="../../x", position="2")
    assert response.url == f"/es-mx/attempts/{attempt.uuid}/"


def test_leaving_saves(client, itzel, open_to_all):
    open_to_all.back = "/es-mx/mine/"
    attempt = start(client, make.delivery())
    assert save(client, attempt, 1, "b", go="exit").url == "/es-mx/mine/"
    assert page(attempt, 1).value == "b"


def test_no_right_answer_is_on_the_page(client, itzel, open_to_all):
    attempt = start(client, make.delivery(feedback="answers"))
    save(client, attempt, 1, "b")
    for url in ("attempt", "attempt_review"):
        html = client.get(reverse(url, args=[attempt.uuid])).content.decode()
        assert "correct" not in html
        assert "right" not in html


def test_the_review_lists_what_is_empty_and_what_was_marked(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    for position in (1, 2, 3):
        save(client, attempt, position, "a", **({"flagged": "on"} if position == 2 else {}))
    html = client.get(reverse("attempt_review", args=[attempt.uuid])).content.decode()
    assert "1 pregunta aún no tiene respuesta." in html
    assert html.count("?item=2") == 2
    assert "Marcadas para revisar" in html


def test_the_review_shows_what_was_answered_where_it_was_marked(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    save(client, attempt, 1, "c", flagged="on")
    html = client.get(reverse("attempt_review", args=[attempt.uuid])).content.decode()
    assert "Opción c (es)" in html
    assert "Opción a (es)" not in html


def test_a_test_with_a_code_asks_for_it_and_keeps_what_was_typed(client, itzel, open_to_all):
    delivery = make.delivery(code="AULA")
    url = reverse("attempt_start", args=[delivery.uuid])
    assert 'name="code"' in client.get(url).content.decode()
    refused = client.post(url, {"code": "otra <b>"})
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Ésta no es la clave de la evaluación." in html
    assert 'value="otra &lt;b&gt;"' in html
    assert 'aria-invalid="true"' in html
    assert not Attempt.objects.exists()
    assert client.post(url, {"code": "aula"}).status_code == 302


def test_a_test_without_a_code_asks_for_none(client, itzel, open_to_all):
    html = client.get(reverse("attempt_start", args=[make.delivery().uuid])).content.decode()
    assert 'name="code"' not in html


def test_handing_in_twice_is_handing_in_once(client, itzel, open_to_all):
    attempt = start(client, make.delivery(feedback="score"))
    for position in (1, 2, 3):
        save(client, attempt, position, "a")
    save(client, attempt, 4, "b")
    url = reverse("attempt_submit", args=[attempt.uuid])
    first, second = client.post(url), client.post(url)
    assert first.url == second.url == reverse("attempt_submitted", args=[attempt.uuid])
    assert make.score(attempt) == (3.0, 4.0)
    assert "3 de 4 aciertos (75\u00a0%)" in client.get(first.url).content.decode()


LESSONS = {"m0": Lessons({"es": "La apertura"}, "/m0/", 20), "m1": Lessons({"es": "El cierre"}, "/m1/", 25)}


def handed_in(client, user, host, *, right, attempts=2, earlier=None, **follows):
    """The page after a test of four that three right answers pass."""
    host.follows = Onward(pass_share=0.75, needed=3, lessons=LESSONS, **follows)
    delivery = make.delivery(purpose="post_test", feedback="score", max_attempts=attempts)
    if earlier is not None:
        make.finished_attempt(user, delivery, right=earlier)
    attempt = make.finished_attempt(user, delivery, right=right)
    return client.get(reverse("attempt_submitted", args=[attempt.uuid])).content.decode()


def test_a_failed_test_says_what_was_needed_what_is_left_and_what_to_review(client, itzel, open_to_all):
    html = handed_in(
        client,
        itzel,
        open_to_all,
        right=1,
        title={"es": "Evaluación final"},
        url="/next/",
        minutes=90,
        again=True,
    )
    assert "Todavía no aprueba." in html
    assert "Se necesitan 3 de 4." in html
    assert "Le queda 1 intento." in html
    review = html[html.index("Repase esto antes de volver a intentarlo") :]
    assert 'href="/m0/"' in review or 'href="/m1/"' in review
    assert "Evaluación final, segundo intento" in html
    assert 'href="/next/"' in html
    assert "1 hora y 30 minutos" in html


def test_the_last_failed_attempt_says_so(client, itzel, open_to_all):
    html = handed_in(client, itzel, open_to_all, right=1, attempts=1)
    assert "Ya no le quedan intentos" in html
    assert "nada más pendiente" not in html  # who stands for the course here does not know


def test_after_the_end_no_attempt_is_promised(client, itzel, open_to_all):
    open_to_all.follows = Onward(pass_share=0.75, needed=3)
    delivery = make.delivery(purpose="post_test", feedback="score", max_attempts=2)
    attempt = make.finished_attempt(itzel, delivery, right=1)
    Delivery.objects.filter(pk=delivery.pk).update(closes_at=clock.now() - timedelta(minutes=1))
    html = client.get(reverse("attempt_submitted", args=[attempt.uuid])).content.decode()
    assert "La evaluación ya cerró" in html
    assert "Le queda" not in html


def test_a_passed_test_says_so(client, itzel, open_to_all):
    html = handed_in(client, itzel, open_to_all, right=3, title={"es": "Evaluación del curso"}, url="/next/")
    assert "Aprobada." in html
    assert "Se necesitaban 3 de 4." in html
    assert "Evaluación del curso" in html
    assert "intento" not in html


def test_a_worse_second_attempt_takes_nothing_away(client, itzel, open_to_all):
    html = handed_in(client, itzel, open_to_all, right=1, earlier=4)
    assert "Ya había aprobado, con 4 de 4, y así queda" in html
    assert "Todavía no aprueba" not in html


def test_the_pre_test_has_no_clock_and_says_that_one_may_stop(client, itzel, open_to_all):
    html = client.get(reverse("attempt_start", args=[make.delivery().uuid])).content.decode()
    assert "sin límite: puede detenerse y seguir después" in html
    assert "nadie aprueba ni reprueba" in html
    open_to_all.follows = Onward(pass_share=0.8)
    final = make.delivery(purpose="post_test", time_limit=30, max_attempts=2)
    html = client.get(reverse("attempt_start", args=[final.uuid])).content.decode()
    assert "30 minutos; el reloj no se detiene" in html
    assert "80\u00a0% de aciertos" in html
    assert "aprueba ni reprueba" not in html


def test_handing_in_needs_a_post(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    assert client.get(reverse("attempt_submit", args=[attempt.uuid])).status_code == 405
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_the_last_page_can_hand_in_at_once(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    response = save(client, attempt, 1, "a", go="submit")
    assert response.url == reverse("attempt_submitted", args=[attempt.uuid])
    assert make.score(attempt) == (1.0, 4.0)


@pytest.mark.parametrize(
    ("feedback", "score", "answers"),
    [("none", False, False), ("score", True, False), ("answers", True, True)],
)
def test_the_result_shows_no_more_than_the_feedback_allows(
    client, itzel, open_to_all, feedback, score, answers
):
    delivery = make.delivery(feedback=feedback)
    attempt = make.finished_attempt(itzel, delivery, right=3)
    html = client.get(reverse("attempt_submitted", args=[attempt.uuid])).content.decode()
    assert ("3 de 4 aciertos" in html) is score
    assert ("Respuesta correcta" in html) is answers
    assert ("¿Qué procede?" in html or "Pregunta 1 (es)" in html) is answers


def test_after_the_pre_test_nothing_says_right_or_wrong(client, itzel, open_to_all):
    attempt = make.finished_attempt(itzel, make.delivery(), right=2)
    html = client.get(reverse("attempt_submitted", args=[attempt.uuid])).content.decode()
    assert "2 de 4" not in html
    assert "nadie aprueba ni reprueba" in html


def test_a_finished_sitting_shows_its_end_instead_of_questions(client, itzel, open_to_all):
    attempt = make.finished_attempt(itzel, make.delivery(), right=2)
    done = reverse("attempt_submitted", args=[attempt.uuid])
    assert client.get(reverse("attempt", args=[attempt.uuid])).url == done
    assert client.get(reverse("attempt_review", args=[attempt.uuid])).url == done
    assert save(client, attempt, 1, "d").url == done
    assert set(Response.objects.filter(attempt=attempt).values_list("answer__value", flat=True)) == {"a", "b"}


@pytest.mark.parametrize("name", ["attempt", "attempt_review", "attempt_submitted"])
def test_another_persons_sitting_does_not_exist_for_me(client, itzel, open_to_all, name):
    other = make.finished_attempt(make.person(), make.delivery(), right=2)
    assert client.get(reverse(name, args=[other.uuid])).status_code == 404
    assert client.get(reverse(name, args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["attempt", "attempt_submit", "attempt_claim", "attempt_autosave"])
def test_another_persons_sitting_cannot_be_written(client, itzel, open_to_all, name):
    other = make.api.start_attempt(user=make.person(), delivery=make.delivery())
    kind = {} if name in ("attempt", "attempt_submit") else {"content_type": "application/json"}
    assert client.post(reverse(name, args=[other.uuid]), {}, **kind).status_code == 404
    other.refresh_from_db()
    assert (other.epoch, other.submitted_at) == (1, None)


def test_pages_need_a_signed_in_person(client, open_to_all):
    attempt = make.api.start_attempt(user=make.person(), delivery=make.delivery())
    response = client.get(reverse("attempt", args=[attempt.uuid]))
    assert response.status_code == 302
    assert "/login/" in response.url


def test_an_old_tab_is_told_and_overwrites_nothing(client, itzel, open_to_all):
    delivery = make.delivery()
    attempt = start(client, delivery)
    old_epoch = attempt.epoch
    start(client, delivery)
    save(client, attempt, 1, "b")
    response = save(client, attempt, 1, "c", epoch=old_epoch)
    html = response.content.decode()
    assert response.status_code == 409
    assert "se abrió en otra pestaña o en otro dispositivo" in html
    assert 'value="b" checked' in html
    assert page(attempt, 1).value == "b"


def test_a_second_tab_that_shows_an_older_answer_overwrites_nothing(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    save(client, attempt, 1, "b")
    response = save(client, attempt, 1, "c", seq=1)
    assert response.status_code == 409
    assert page(attempt, 1).value == "b"


@pytest.mark.parametrize(
    "broken", [{"item": "x"}, {"seq": "-1"}, {"seq": ""}, {"epoch": "1e9"}, {"answer": "zz"}]
)
def test_a_tampered_form_is_refused_in_words(client, itzel, open_to_all, broken):
    attempt = start(client, make.delivery())
    place = page(attempt, 1)
    data = {"item": place.item.uuid, "seq": 1, "epoch": 1, "answer": "a"} | broken
    response = client.post(reverse("attempt", args=[attempt.uuid]), data)
    assert response.status_code == 400
    assert "Pregunta 1 de 4" in response.content.decode()
    assert not Response.objects.exists()


def test_a_page_whose_clock_ran_out_hands_in_unless_more_time_was_given(client, itzel, open_to_all):
    attempt = start(client, make.delivery(time_limit=30))
    submit = reverse("attempt_submit", args=[attempt.uuid])
    assert client.post(submit, {"go": "time"}).url == reverse("attempt", args=[attempt.uuid])
    assert "Se le dio más tiempo" in client.get(reverse("attempt", args=[attempt.uuid])).content.decode()
    assert save(client, attempt, 1, "a", go="time").url == reverse("attempt", args=[attempt.uuid])
    Attempt.objects.update(due_at=clock.now() + timedelta(seconds=2))
    assert client.post(submit, {"go": "time"}).url == reverse("attempt_submitted", args=[attempt.uuid])
    attempt.refresh_from_db()
    assert attempt.submitted_at is not None


def test_when_time_is_over_the_pages_say_so_and_write_nothing(client, itzel, open_to_all):
    attempt = start(client, make.delivery(time_limit=30))
    save(client, attempt, 1, "a")
    Attempt.objects.update(due_at=clock.now() - timedelta(seconds=61))
    done = reverse("attempt_submitted", args=[attempt.uuid])
    assert client.get(reverse("attempt", args=[attempt.uuid])).url == done
    html = client.get(done).content.decode()
    assert "Se terminó el tiempo" in html
    assert "1 de 4 preguntas contestadas" in html
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_the_page_costs_the_same_whatever_the_number_of_questions(
    client, itzel, open_to_all, django_assert_num_queries
):
    for number in (1, 3):
        attempt = start(client, make.delivery(make.knowledge_test(number)))
        save(client, attempt, 1, "a")
        url = reverse("attempt", args=[attempt.uuid])
        client.get(url)
        with django_assert_num_queries(5):
            client.get(url)


def test_the_notice_of_another_tab_goes_on_here_with_what_was_entered(client, itzel, open_to_all):
    """Without a script too: one button takes the test back and stores the answer (walk, line 26)."""
    delivery = make.delivery()
    attempt = start(client, delivery)
    save(client, attempt, 1, "a")
    old = attempt.epoch
    start_attempt(user=itzel, delivery=delivery)  # in another tab
    response = save(client, attempt, 1, "b", epoch=old, flagged="on")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Seguir aquí" in html
    assert page(attempt, 1).value == "a"
    form = html.split('id="take-over"')[1].split("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    response = client.post(reverse("attempt", args=[attempt.uuid]), sent)
    assert (response.status_code, response.url[-7:]) == (302, "?item=1")
    assert (page(attempt, 1).value, page(attempt, 1).flagged) == ("b", True)
    attempt.refresh_from_db()
    assert attempt.epoch == old + 2
    assert save(client, attempt, 1, "c", epoch=old + 1).status_code == 409


def test_nobody_takes_over_a_test_that_is_not_theirs(client, itzel, open_to_all):
    attempt = start(client, make.delivery())
    client.force_login(make.person())
    sent = {"take_over": "1", "item": page(attempt, 1).item.uuid, "seq": 1, "epoch": 1, "answer": "a"}
    assert client.post(reverse("attempt", args=[attempt.uuid]), sent).status_code == 404
    attempt.refresh_from_db()
    assert attempt.epoch == 1
