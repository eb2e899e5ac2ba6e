"""Deliveries where people meet them: on the path, in the roster, on the start page; and who runs them."""

import dataclasses
from datetime import timedelta

import pytest

from assessments import api as assessments
from assessments.models import AttemptItem, Delivery, Response
from assessments.services.audiences import add_people, open_outside
from assessments.services.deliveries import release_results
from courses.selectors.access import CohortHost
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as tests_of
from tests.assessments.test_forms import form_versions
from tests.courses import factories as small
from tests.lms.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


def page(client, person, url):
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_held_result_waits_on_the_path_and_in_the_roster(client, enrollment, trainer):
    pre, roster = (
        small.delivery_of(enrollment.cohort, "pre-test"),
        f"/es-mx/cohorts/{enrollment.cohort.uuid}/",
    )
    rules = dataclasses.replace(pre.rules, held=True, feedback="score")
    assessments.change_delivery(actor=trainer, delivery=pre, rules=rules)
    small.take_test(enrollment, "pre-test", right=3)
    words = "Entregada; el resultado espera a liberarse."
    assert words in page(client, enrollment.user, "/es-mx/learning/")
    assert "sin liberar" in page(client, trainer, roster)
    release_results(actor=trainer, delivery=pre)
    assert "sin liberar" not in page(client, trainer, roster)
    assert words not in page(client, enrollment.user, "/es-mx/learning/")


def test_what_waits_for_marking_says_so_in_the_roster(client, enrollment, trainer):
    attempt = small.take_test(enrollment, "pre-test", right=3)
    words = assessments.ensure_item_version(
        key="words", type="open_text", content={"stem": tests_of.text("¿Por qué?")}
    )
    AttemptItem.objects.create(attempt=attempt, position=99, item_version=words, points=2.0)
    answer = Response.objects.create(
        attempt=attempt, item_version=words, answer={"value": "Porque sí"}, saved_at=clock.now()
    )
    roster = f"/es-mx/cohorts/{enrollment.cohort.uuid}/"
    assert "Enviada, sin calificar" in page(client, trainer, roster)
    answer.mark = 2.0
    answer.save()
    assert "Enviada, sin calificar" not in page(client, trainer, roster)


def test_the_path_leads_its_trainer_to_each_test(client, enrollment, trainer):
    pre = small.delivery_of(enrollment.cohort, "pre-test")
    path = page(client, trainer, f"/es-mx/cohorts/{enrollment.cohort.uuid}/path/")
    assert f"/es-mx/deliveries/{pre.uuid}/" in path
    assert enrollment.cohort.name in page(client, trainer, f"/es-mx/deliveries/{pre.uuid}/")


def test_whoever_runs_the_program_changes_a_test_and_sees_nobody_by_name(client, enrollment, officer):
    pre = small.delivery_of(enrollment.cohort, "pre-test")
    assert "Reglas" in page(client, officer, f"/es-mx/deliveries/{pre.uuid}/")
    assert enrollment.user.last_name not in page(client, officer, f"/es-mx/deliveries/{pre.uuid}/time/")


def test_practice_stands_on_the_start_page_and_leads_back_there(client, enrollment, trainer):
    delivery = open_outside(
        actor=trainer,
        forms={"": tests_of.knowledge_test()},
        title=tests_of.text("Repaso"),
        purpose="practice",
        rules=assessments.DeliveryRules(opens_at=clock.now() - timedelta(hours=1), feedback="answers"),
    )
    stranger = make_person()
    add_people(actor=trainer, delivery=delivery, people=[enrollment.user, stranger])
    url = f"/es-mx/tests/{delivery.uuid}/"
    for person in (enrollment.user, stranger):
        assert url in page(client, person, "/es-mx/learning/")
    html = page(client, stranger, url)
    assert 'class="back" href="/es-mx/learning/"' in html
    assert '<p class="lead">' in html
    Delivery.objects.filter(pk=delivery.pk).update(title=delivery.instrument_version.title)
    assert '<p class="lead">' not in page(client, stranger, url)
    assert "Repaso" not in page(client, make_person(), "/es-mx/learning/")
    attempt = tests_of.finished_attempt(enrollment.user, delivery, right=0)
    result = page(client, enrollment.user, f"/es-mx/attempts/{attempt.uuid}/submitted/")
    # The course cannot know whether something else waits where it did not open the test.
    assert "pendiente" not in result
    pre = small.delivery_of(enrollment.cohort, "pre-test")
    onward = [CohortHost().onward(enrollment.user, one, 4.0) for one in (pre, delivery)]
    assert [one.known for one in onward] == [True, False]
    assert 'id="revisit"' in result  # the lessons of the course that teach its topics
    assert "Uno" in result.partition('id="revisit"')[2]


def test_a_trainer_puts_people_of_their_cohorts_on_a_list_and_nobody_else(client, enrollment, trainer):
    client.force_login(trainer)
    stranger = make_person()
    delivery = open_outside(
        actor=trainer,
        forms={"": tests_of.knowledge_test()},
        title=tests_of.text("Repaso"),
        purpose="practice",
        rules=assessments.DeliveryRules(),
    )
    base = f"/es-mx/deliveries/{delivery.uuid}/people"
    assert client.post(f"{base}/{enrollment.user.uuid}/add/").status_code == 302
    assert client.post(f"{base}/{stranger.uuid}/add/").status_code == 404


def test_forms_that_a_trainer_adds_to_both_tests_are_taken_crosswise(client, enrollment, trainer):
    client.force_login(trainer)
    tests = [small.delivery_of(enrollment.cohort, name) for name in ("pre-test", "post-test")]
    versions = form_versions("A", "B")
    for label, version in versions.items():
        for delivery in tests:
            sent = {"instrument": f"one-{version.uuid}-", "label": label}
            assert client.post(f"/es-mx/deliveries/{delivery.uuid}/forms/", sent).status_code == 302
    for delivery in tests:
        delivery.refresh_from_db()
    assert (tests[0].crossed_with, tests[1].crossed_with) == (None, tests[0])
    assert AuditEvent.objects.filter(action="assessments.cross_deliveries").count() == 1
    assert "Cruzadas" in page(client, trainer, f"/es-mx/deliveries/{tests[1].uuid}/")
