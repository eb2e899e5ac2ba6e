"""Setting up a cohort, and who sees what of its people."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import api
from courses.models import Cohort
from lms.accounts import api as accounts
from lms.accounts.models import Letter
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError
from tests.courses import factories as courses
from tests.lms.factories import make_center, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


@pytest.fixture
def manager(center):
    return make_person(Role.CENTER_MANAGER, center=center)


def form(center, trainer, **changes):
    return {
        "name": "Cohorte C", "course": str(courses.KEY), "starts_on": "2026-10-05", "ends_on": "2026-11-12",
        "time_zone": "America/Tijuana", "centers": [center.pk], "trainers": [trainer.pk], **changes,
    }  # fmt: skip


def test_a_cohort_takes_path_and_rules_from_the_course(client, officer, center, trainer):
    courses.make_cohort()
    client.force_login(officer)
    answer = client.post("/es-mx/cohorts/new/", form(center, trainer))
    made = Cohort.objects.get(name="Cohorte C")
    assert answer.headers["Location"] == f"/es-mx/cohorts/{made.uuid}/"
    assert (made.pass_mark, made.hours, made.course_title["en"]) == (0.8, 3, "Curso chico (en)")
    assert list(made.trainers.all()) == [trainer]
    # Tijuana is UTC−7 in October and UTC−8 in November.
    post = courses.delivery_of(made, "post-test")
    assert post.opens_at == datetime(2026, 10, 5, 7, tzinfo=UTC)
    assert post.closes_at == datetime(2026, 11, 13, 8, tzinfo=UTC)
    assert (post.max_attempts, post.feedback, post.time_limit) == (2, "score", 30)
    evaluation = courses.delivery_of(made, "evaluation")
    assert (evaluation.anonymous, evaluation.shuffle) == (True, False)


def test_a_double_click_makes_one_cohort(client, officer, center, trainer):
    courses.make_cohort()
    client.force_login(officer)
    page = client.get("/es-mx/cohorts/new/").content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', page)[1]
    answers = [client.post("/es-mx/cohorts/new/", form(center, trainer, key=key)) for _click in range(2)]
    made = Cohort.objects.get(name="Cohorte C")
    assert {one.headers["Location"] for one in answers} == {f"/es-mx/cohorts/{made.uuid}/"}
    # Whoever goes back and writes something else means another cohort.
    client.post("/es-mx/cohorts/new/", form(center, trainer, key=key, name="Cohorte D"))
    assert Cohort.objects.get(name="Cohorte D").uuid != made.uuid


def test_dates_in_the_wrong_order_are_refused_and_nothing_is_lost(client, officer, center, trainer):
    courses.make_cohort()
    client.force_login(officer)
    answer = client.post("/es-mx/cohorts/new/", form(center, trainer, ends_on="2026-10-01"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "El último día es anterior al primero." in html
    assert 'value="Cohorte C"' in html
    assert Cohort.objects.count() == 1


def test_tests_move_with_the_dates(client, officer, cohort, center, trainer):
    client.force_login(officer)
    changes = form(center, trainer, starts_on="2026-12-01", ends_on="2026-12-20", join_open="on")
    client.post(f"/es-mx/cohorts/{cohort.uuid}/edit/", changes)
    cohort.refresh_from_db()
    assert (cohort.starts_on, cohort.join_open) == (date(2026, 12, 1), True)
    assert courses.delivery_of(cohort, "pre-test").opens_at == datetime(2026, 12, 1, 8, tzinfo=UTC)


def test_a_role_play_is_dated_in_the_cohorts_own_time(client, cohort, trainer, manager):
    step = cohort.steps.get(key="assessed")
    url = f"/es-mx/cohorts/{cohort.uuid}/role-plays/{step.uuid}/date/"
    client.force_login(trainer)
    client.post(url, {"held_at": "2026-11-26T16:00"})
    assert courses.occasion_of(cohort).held_at == datetime(2026, 11, 26, 22, tzinfo=UTC)
    for slip in ("0001-11-26T16:00", "2062-11-26T16:00"):
        refused = client.post(url, {"held_at": slip})
        assert refused.status_code == 422
        assert "Revise el año de esta fecha." in refused.content.decode()
    assert courses.occasion_of(cohort).held_at == datetime(2026, 11, 26, 22, tzinfo=UTC)
    assert "Guardado: ya no tiene fecha." in client.post(url, {"held_at": ""}, follow=True).content.decode()
    client.force_login(manager)
    assert client.post(url, {"held_at": ""}).status_code == 403


def test_a_code_that_is_taken_is_said(cohort):
    with pytest.raises(UserError) as refused:
        courses.make_cohort(code=cohort.code)
    assert refused.value.code == "code_taken"


def test_a_course_that_was_never_loaded_makes_no_cohort(db):
    today = date(2026, 10, 5)
    with pytest.raises(UserError) as refused:
        api.create_cohort(
            actor=None, course=uuid.uuid4(), name="X", starts_on=today, ends_on=today, centers=[]
        )
    assert refused.value.code == "no_course"


def people_page(client, person, cohort, query=""):
    client.force_login(person)
    return client.get(f"/es-mx/cohorts/{cohort.uuid}/{query}")


def test_a_manager_sees_only_the_own_center_and_no_scores(client, enrollment, manager, trainer, settings):
    other = make_person(center=make_center(), last_name="Zamora")
    api.enroll(actor=None, cohort=enrollment.cohort, user=other)
    courses.take_test(enrollment, right=4)
    html = people_page(client, manager, enrollment.cohort).content.decode()
    assert "Itzel Cruz" in html
    assert "Zamora" not in html
    assert "4/5" not in html
    assert "los puntajes individuales, no" in html
    settings.MANAGERS_SEE_INDIVIDUAL_SCORES = True
    assert "4/5" in people_page(client, manager, enrollment.cohort).content.decode()
    shown = people_page(client, trainer, enrollment.cohort).content.decode()
    assert "4/5" in shown
    assert "Zamora" in shown


def test_36_whoever_runs_the_program_sees_counts_and_nobody_by_name(client, enrollment, officer):
    courses.take_test(enrollment, right=4)
    page = people_page(client, officer, enrollment.cohort, "?q=itzel")
    html = page.content.decode()
    assert "1 persona" in html
    assert "1 de 1" in html
    for hidden in ("Itzel", enrollment.user.email, "4/5", "/withdraw/"):
        assert hidden not in html
    withdraw = f"/es-mx/enrollments/{enrollment.uuid}/withdraw/"
    assert client.get(withdraw).status_code == client.post(withdraw).status_code == 404
    enrollment.refresh_from_db()
    assert enrollment.status == "active"


def test_36_with_a_role_in_the_cohort_they_see_its_people(client, enrollment, officer, center):
    accounts.grant_role(actor=None, user=officer, role=Role.CENTER_MANAGER, center=center)
    assert "Itzel Cruz" in people_page(client, officer, enrollment.cohort).content.decode()
    admin = make_person(Role.ADMINISTRATOR)
    assert "Itzel Cruz" in people_page(client, admin, enrollment.cohort).content.decode()


def test_people_are_found_by_name(client, enrollment, trainer, center):
    other = make_person(center=center, first_name="Rubén", last_name="Maldonado")
    api.enroll(actor=None, cohort=enrollment.cohort, user=other)
    html = people_page(client, trainer, enrollment.cohort, "?q=itzel+cr").content.decode()
    assert "Itzel Cruz" in html
    assert "Maldonado" not in html
    assert "Nadie aquí coincide" in people_page(client, trainer, enrollment.cohort, "?q=xyz").content.decode()


def test_three_people_take_as_many_queries_as_one(client, enrollment, trainer, center):
    def count():
        with CaptureQueriesContext(connection) as captured:
            assert people_page(client, trainer, enrollment.cohort).status_code == 200
        return len(captured)

    count()
    alone = count()
    for _ in range(2):
        api.enroll(actor=None, cohort=enrollment.cohort, user=make_person(center=center))
    assert count() == alone


def test_three_cohorts_take_as_many_queries_as_one(client, cohort, officer, center):
    def count():
        client.force_login(officer)
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/es-mx/cohorts/").status_code == 200
        return len(captured)

    api.enroll(actor=None, cohort=cohort, user=make_person(center=center))
    count()
    alone = count()
    for name in ("B", "C"):
        other = courses.make_cohort(name=name, centers=[center])
        api.enroll(actor=None, cohort=other, user=make_person(center=center))
    assert count() == alone


def test_a_manager_withdraws_only_the_own_people(client, enrollment, manager):
    other = api.enroll(actor=None, cohort=enrollment.cohort, user=make_person(center=make_center()))
    client.force_login(manager)
    assert client.post(f"/es-mx/enrollments/{other.uuid}/withdraw/").status_code == 404
    url = f"/es-mx/enrollments/{enrollment.uuid}/withdraw/"
    assert "¿Dar de baja a Itzel Cruz?" in client.get(url).content.decode()
    enrollment.refresh_from_db()
    assert enrollment.status == "active"
    client.post(url)
    enrollment.refresh_from_db()
    assert enrollment.status == "withdrawn"


def test_a_trainer_neither_adds_nor_withdraws(client, enrollment, trainer):
    client.force_login(trainer)
    assert client.post(f"/es-mx/enrollments/{enrollment.uuid}/withdraw/").status_code == 403
    assert client.get(f"/es-mx/cohorts/{enrollment.cohort.uuid}/people/add/").status_code == 403
    assert client.get(f"/es-mx/cohorts/{enrollment.cohort.uuid}/roster/").status_code == 403
    assert client.get("/es-mx/cohorts/new/").status_code == 403


def test_staff_see_where_each_invitation_is_and_try_failed_ones_again(client, center):
    cohort = courses.make_cohort(centers=[center])
    person = make_person(center=center, first_name="Zoé")
    enrollment = api.enroll(actor=None, cohort=cohort, user=person)
    accounts.invite(actor=None, user=person)
    client.force_login(make_person(Role.CENTER_MANAGER, center=center))
    address = f"/en/cohorts/{cohort.uuid}/"
    assert "Invitation queued" in client.get(address).content.decode()
    Letter.objects.update(state="failed", error="<b>no such user")
    page = client.get(address).content.decode()
    assert "The invitation failed: &lt;b&gt;no such user" in page
    retry = f"/en/enrollments/{enrollment.uuid}/letter/"
    assert f'action="{retry}"' in page
    assert client.post(retry, follow=True).redirect_chain == [(address, 302)]
    assert Letter.objects.get().state == "queued"
    Letter.objects.update(state="sent", done_at="2026-11-26T18:00:00Z")
    assert "Invitation sent" in client.get(address).content.decode()
    assert "did not fail" in client.post(retry, follow=True).content.decode()


def cells_of(client, person, cohort) -> str:
    """The first row of the list of people, without blanks."""
    html = people_page(client, person, cohort).content.decode()
    return " ".join(html.split("<tbody>")[1].split("</tr>")[0].split())


def test_what_is_not_due_is_not_missing_in_the_list(client, enrollment, trainer):
    """The same person and the same steps: before the last day and its grace nothing is amber, then all is."""
    cohort = enrollment.cohort
    shift(cohort, ends_in=20)
    early = cells_of(client, trainer, cohort)
    assert "Aún no toca" in early
    assert "is-due" not in early
    shift(cohort, ends_in=-9)
    late = cells_of(client, trainer, cohort)
    assert "Aún no toca" not in late
    assert late.count("is-due") >= 3


def shift(cohort, *, ends_in: int) -> None:
    last = clock.today() + timedelta(days=ends_in)
    api.update_cohort(
        actor=None, cohort=cohort, name=cohort.name, starts_on=last - timedelta(days=40), ends_on=last,
        time_zone=cohort.time_zone, centers=cohort.centers.all(), trainers=cohort.trainers.all(),
        join_open=False,
    )  # fmt: skip


def test_the_list_says_why_somebody_who_did_everything_is_not_complete(client, enrollment, trainer):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    courses.rate(enrollment, trainer, 3)
    courses.take_test(enrollment, right=1, key="post-test")
    row = cells_of(client, trainer, enrollment.cohort)
    assert "No alcanzó: el puntaje mínimo en la evaluación final" in row


def test_one_center_is_not_named_on_every_row_of_its_manager(client, enrollment, manager, trainer):
    enrollment.cohort.centers.add(make_center())
    name = enrollment.center.name
    assert name in cells_of(client, trainer, enrollment.cohort)
    assert name not in cells_of(client, manager, enrollment.cohort)
