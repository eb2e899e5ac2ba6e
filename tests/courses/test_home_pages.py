"""The start pages of conciliators and of trainers."""

from datetime import timedelta

import pytest

from assessments import api as assessments
from courses import api, registries
from courses.data import Panel
from lms.accounts.roles import Role
from lms.core import clock
from tests.assessments import factories as assessments_make
from tests.courses import factories as courses
from tests.lms.factories import make_center, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


def page(client, person, url):
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_thing_to_do_comes_first_with_its_minutes(client, enrollment):
    html = page(client, enrollment.user, "/es-mx/learning/")
    assert "Hola, Itzel." in html
    assert "Lo siguiente toma 30 minutos." in html
    assert f"/es-mx/tests/{courses.delivery_of(enrollment.cohort, 'pre-test').uuid}/" in html
    english = page(client, enrollment.user, "/en/learning/")
    assert "What comes next takes 30 minutes." in english


def test_one_measure_of_progress_stands_on_the_start_page(client, enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment, "l1")
    html = page(client, enrollment.user, "/es-mx/learning/")
    assert '<h2 id="next">l2 es</h2>' in html
    assert html.count("<progress") == 1
    assert "Lecciones leídas" in html
    assert html.count("1 de 3") == 3  # beside the bar, in it, and at its step of the path
    assert "lección 2 de 2" not in html
    assert "% hecho" not in html
    assert "1/3" not in html


def test_steps_of_the_path_are_links_even_a_role_play_that_is_not_open(client, enrollment):
    html = page(client, enrollment.user, "/es-mx/learning/")
    path = html[html.index("Su ruta") :]
    for step in enrollment.cohort.steps.filter(occasion__isnull=False).select_related("occasion"):
        assert f'href="/es-mx/role-plays/{step.occasion.uuid}/"' in path


def test_after_the_last_step_the_certificate_is_offered_at_once(client, enrollment, trainer):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    courses.take_test(enrollment, "post-test", right=5)
    courses.rate(enrollment, trainer, 3)
    courses.evaluate(enrollment)
    assert "Ya hizo todo: su constancia está lista." in page(client, enrollment.user, "/es-mx/learning/")


def test_the_last_day_is_said_first(client, center, trainer):
    today = clock.today()
    cohort = courses.make_cohort(centers=[center], starts_on=today - timedelta(days=3), ends_on=today)
    enrollment = api.enroll(actor=None, cohort=cohort, user=make_person(center=center))
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    courses.take_test(enrollment, "post-test", right=2)
    html = page(client, enrollment.user, "/es-mx/learning/")
    assert "Vence hoy" in html
    assert "segundo intento" in html


def test_feedback_appears_once_a_rating_is_released(client, enrollment, trainer):
    assert "Retroalimentación" not in page(client, enrollment.user, "/es-mx/learning/")
    courses.rate(enrollment, trainer, 3, release=False)
    html = page(client, enrollment.user, "/es-mx/learning/")
    assert "Retroalimentación" not in html
    assert "En revisión: aquí podrá leerla cuando se comunique." in html
    courses.release(enrollment, trainer)
    html = page(client, enrollment.user, "/es-mx/learning/")
    assert "Retroalimentación" in html
    assert "En revisión" not in html


def test_nobody_enrolled_is_told_what_to_do(client, db):
    html = page(client, make_person(), "/es-mx/learning/")
    assert "Todavía no tiene un curso" in html
    assert 'href="/es-mx/join/"' in html


def test_panels_of_other_apps_stand_in_their_column(client, enrollment, monkeypatch):
    def source(user, own):
        assert [one.pk for one in own.enrollments] == [enrollment.pk]
        return Panel("components/empty.html", {"title": "x"}, aside=True)

    monkeypatch.setattr(registries, "_panels", [source, lambda user, own: None])
    assert '<div class="empty">' in page(client, enrollment.user, "/es-mx/learning/")


def test_a_trainer_sees_who_did_what_and_who_is_left(client, enrollment, trainer, center):
    api.enroll(actor=None, cohort=enrollment.cohort, user=make_person(center=center))
    courses.take_test(enrollment)
    courses.rate(enrollment, trainer, 3)
    html = page(client, trainer, "/es-mx/cohorts/")
    assert "Hicieron la evaluación diagnóstica: 1 de 2." in html
    assert "faltan 1 de 2 por calificar" in html
    assert "Tiene una cohorte en curso." in html


def test_cohorts_of_others_do_not_exist(client, cohort, center):
    elsewhere = make_center()
    for person in (make_person(Role.TRAINER), make_person(Role.CENTER_MANAGER, center=elsewhere)):
        client.force_login(person)
        assert "Todavía no hay cohortes" in client.get("/es-mx/cohorts/").content.decode()
        assert client.get(f"/es-mx/cohorts/{cohort.uuid}/").status_code == 404
    client.force_login(make_person())
    assert client.get("/es-mx/cohorts/").status_code == 403


def test_an_exam_day_stands_on_both_start_pages_until_it_is_over(client, enrollment, trainer):
    occasion = courses.occasion_of(enrollment.cohort)
    assert "Cuándo y dónde se le evalúa" not in page(client, enrollment.user, "/es-mx/learning/")
    prompts = [{"criterion": "opening", "role": "worker", "text": assessments_make.text("pide")}]
    scenario = assessments_make.scenario("one", prompts=prompts)
    assessments.add_scenario(actor=None, occasion=occasion, scenario_version=scenario)
    setup = assessments.DaySetup(
        name="Viernes en Toluca",
        starts_at=clock.now() + timedelta(hours=1),
        scenarios=[scenario],
        rooms=[assessments.RoomSpec("Sala Norte")],
        people=[enrollment.user],
        assessors=[trainer],
        minutes={},
        per_case=1,
    )
    day = assessments.create_exam_day(actor=trainer, occasions=[occasion], setup=setup)
    assessments.fill_exam_day(actor=trainer, day=day)
    assert "Sala Norte" not in page(client, enrollment.user, "/es-mx/learning/")
    assessments.publish_exam_day(actor=trainer, day=day)
    own = page(client, enrollment.user, "/es-mx/learning/")
    assert f'href="/es-mx/exam-days/{day.uuid}/part/"' in own
    assert "Sala Norte" in own
    led = page(client, trainer, "/es-mx/cohorts/")
    assert f'href="/es-mx/exam-days/{day.uuid}/board/">Viernes en Toluca</a>' in led
    assert f'href="/es-mx/exam-days/{day.uuid}/part/"' in led
    type(day).objects.update(state="closed", closed_at=clock.now())
    assert "Sala Norte" not in page(client, enrollment.user, "/es-mx/learning/")
    assert "Viernes en Toluca" not in page(client, trainer, "/es-mx/cohorts/")
