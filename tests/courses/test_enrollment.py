"""Being in a cohort: frozen facts, leaving and coming back, merged accounts, codes."""

from datetime import date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from courses import api, personal_data
from courses.models import Enrollment
from courses.services import joining
from courses.services.people import add_person
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.courses import factories as courses
from tests.lms.factories import make_center, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


def test_moving_to_another_center_rewrites_nothing(enrollment, center):
    person = enrollment.user
    person.center, person.job_role, person.sex, person.birth_year = make_center(), "judge", "X", 1950
    person.save()
    again = api.enroll(actor=None, cohort=enrollment.cohort, user=person)
    facts = (again.center, again.job_role, again.sex, again.age_band)
    assert facts == (center, "conciliator", "F", "30_39")
    assert Enrollment.objects.count() == 1


def test_withdrawing_keeps_what_was_done_and_coming_back_finds_it(enrollment, officer):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment, "l1")
    api.withdraw(actor=officer, enrollment=enrollment)
    with pytest.raises(UserError):
        api.withdraw(actor=officer, enrollment=enrollment)
    rows = api.completion_rows(cohort_ids=[enrollment.cohort_id])
    assert [(one.active, one.pre_done, one.lessons_done) for one in rows] == [(False, True, 1)]
    back = api.enroll(actor=officer, cohort=enrollment.cohort, user=enrollment.user)
    assert (back.pk, back.status, back.withdrawn_at) == (enrollment.pk, "active", None)


def test_one_enrollment_per_person_and_cohort_is_the_databases_word(enrollment):
    double = Enrollment(cohort=enrollment.cohort, user=enrollment.user, enrolled_at=enrollment.enrolled_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


def test_enrolling_is_audited_with_who_came_in(enrollment, officer):
    person = make_person()
    api.enroll_many(actor=officer, cohort=enrollment.cohort, users=[enrollment.user, person])
    event = AuditEvent.objects.filter(action="courses.enroll", actor=officer).get()
    assert event.data["users"] == [str(person.uuid)]
    assert event.target_uuid == enrollment.cohort.uuid


def test_lessons_can_be_read_once_and_only_those_of_the_course(enrollment):
    key = courses.page_key(courses.COURSE, "lesson", "l1")
    assert api.complete_lesson(enrollment=enrollment, lesson_key=key) is True
    assert api.complete_lesson(enrollment=enrollment, lesson_key=key) is False
    with pytest.raises(UserError) as refused:
        api.complete_lesson(enrollment=enrollment, lesson_key=courses.page_key("other", "lesson", "l1"))
    assert refused.value.code == "other_course"


def test_merging_moves_enrollments_and_refuses_to_lose_reading(enrollment, cohort):
    twin = make_person()
    other = courses.make_cohort(name="Cohorte B")
    api.enroll(actor=None, cohort=other, user=twin)
    second = api.enroll(actor=None, cohort=cohort, user=twin)
    assert personal_data.merge_conflicts(enrollment.user, twin) == []
    courses.read_lessons(second, "l1")
    assert personal_data.merge_conflicts(enrollment.user, twin) == [
        "Las dos cuentas están inscritas en Cohorte A."
    ]
    second.lesson_progress.all().delete()
    personal_data.merge_move(enrollment.user, twin)
    assert list(Enrollment.objects.values_list("user_id", "cohort_id").order_by("cohort_id")) == [
        (enrollment.user_id, cohort.pk),
        (enrollment.user_id, other.pk),
    ]


def test_export_holds_the_reading_and_erasure_leaves_the_counts(enrollment):
    courses.read_lessons(enrollment, "l1")
    (told,) = personal_data.export_enrollments(enrollment.user)
    assert (told["cohort"], told["sex"], len(told["lessons_read"])) == ("Cohorte A", "F", 1)
    personal_data.erase_enrollments(enrollment.user)
    enrollment.refresh_from_db()
    assert (enrollment.sex, enrollment.age_band, enrollment.status) == ("", "", "active")


def test_adding_one_person_makes_the_account_and_invites(cohort, center, officer, mailoutbox,
                                                         django_capture_on_commit_callbacks):  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        added = add_person(
            actor=officer, cohort=cohort, email="Nueva@Example.mx", first_name="María José",
            last_name="Núñez", center=center, invite=True, allowed=None,
        )  # fmt: skip
    assert (added.user.email, added.center) == ("nueva@example.mx", center)
    assert [letter.to for letter in mailoutbox] == [["nueva@example.mx"]]


def test_a_manager_cannot_draw_in_people_of_another_center(cohort, center, officer):
    stranger = make_person(center=make_center())
    with pytest.raises(UserError) as refused:
        add_person(
            actor=officer, cohort=cohort, email=stranger.email, first_name="X", last_name="",
            center=center, invite=False, allowed={center.pk},
        )  # fmt: skip
    assert refused.value.code == "other_center"


def add(actor, cohort, center, known, first_name="Otra", **more):
    return add_person(
        actor=actor, cohort=cohort, email=known.email, first_name=first_name, last_name=known.last_name,
        center=center, invite=False, **{"allowed": None, **more},
    )  # fmt: skip


def test_08_adding_somebody_known_never_renames_or_moves_them(cohort, center, officer):
    elsewhere = make_center(name="Norte")
    known = make_person(center=elsewhere, first_name="Ana", last_name="Ruiz")
    with pytest.raises(UserError) as refused:
        add(officer, cohort, center, known)
    assert refused.value.code == "known"
    assert "Ana Ruiz, Norte" in str(refused.value)
    assert not Enrollment.objects.exists()
    added = add(officer, cohort, center, known, as_known=True)
    known.refresh_from_db()
    assert (known.first_name, known.center, added.center) == ("Ana", elsewhere, elsewhere)
    assert add(officer, cohort, elsewhere, known, "ÁNA ").pk == added.pk


def test_08_adding_one_person_obeys_the_guard_of_the_roster(cohort, center, officer):
    closed = make_person(center=center, is_active=False)
    owner = make_person(is_superuser=True)
    staff = make_person(Role.TRAINER)
    for known, allowed, code in (
        (closed, None, "inactive"),
        (owner, None, "more_rights"),
        (staff, None, "staff"),
        (staff, {center.pk}, "other_center"),
    ):
        with pytest.raises(UserError) as refused:
            add(officer, cohort, center, known, known.first_name, allowed=allowed)
        assert refused.value.code == code
    assert not Enrollment.objects.exists()


def test_08_the_page_asks_who_is_meant_and_keeps_what_was_typed(client, cohort, center, officer):
    known = make_person(center=center, first_name="Ana", last_name="Ruiz")
    client.force_login(officer)
    url = f"/es-mx/cohorts/{cohort.uuid}/people/add/"
    typed = {"email": known.email, "first_name": "Anna", "last_name": "Ruíz Paz", "center": center.pk}
    page = client.post(url, typed)
    assert page.status_code == 422
    assert page.context["form"]["first_name"].value() == "Anna"
    assert 'name="as_known"' in page.content.decode()
    other = make_person(center=center)
    moved = {**typed, "email": other.email, "known": known.email, "as_known": "on"}
    assert client.post(url, moved).status_code == 422  # what was ticked was about somebody else
    client.post(url, {**typed, "known": known.email, "as_known": "on"})
    assert Enrollment.objects.get().user == known
    known.refresh_from_db()
    assert known.first_name == "Ana"


class TestJoining:
    @pytest.fixture
    def open_cohort(self, cohort):
        cohort.join_open = True
        cohort.save()
        return cohort

    def test_the_code_is_asked_then_the_center(self, client, open_cohort, center):
        person = make_person()
        client.force_login(person)
        assert "Código de la cohorte" in client.get("/es-mx/join/").content.decode()
        form = client.get(f"/es-mx/join/?code={open_cohort.code.lower()}").content.decode()
        assert "Centro Sur" in form
        assert client.post("/es-mx/join/", {"code": open_cohort.code}).status_code == 422
        answer = client.post("/es-mx/join/", {"code": open_cohort.code, "center": center.pk})
        assert answer.headers["Location"] == "/es-mx/learning/"
        assert Enrollment.objects.get(user=person).center == center

    def test_a_wrong_or_closed_code_is_said_in_words(self, client, cohort):
        client.force_login(make_person())
        for code in ("XXXXXXX", cohort.code):
            answer = client.get(f"/es-mx/join/?code={code}")
            assert answer.status_code == 422
            assert "Ninguna cohorte está abierta con este código." in answer.content.decode()

    def test_a_code_works_until_the_last_day_is_over_where_the_cohort_is(self, client, open_cohort):
        """Whoever asks has no account yet, and the server is two hours ahead of Tijuana."""
        type(open_cohort).objects.update(
            starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 20), time_zone="America/Tijuana"
        )
        for moment, status in (("2026-11-21T07:59Z", 200), ("2026-11-21T08:00Z", 422)):
            with time_machine.travel(datetime.fromisoformat(moment), tick=False):
                assert client.get(f"/es-mx/join/?code={open_cohort.code}").status_code == status

    def test_20_wrong_codes_are_counted_and_even_the_right_one_waits(self, client, open_cohort, center):
        client.force_login(make_person(center=center))
        for _try in range(10):
            assert client.get("/es-mx/join/?code=XXXXXXX").status_code == 422
        answer = client.get(f"/es-mx/join/?code={open_cohort.code}")
        assert answer.status_code == 429
        assert "Espere diez minutos" in answer.content.decode()
        client.force_login(make_person(center=center))
        assert client.get(f"/es-mx/join/?code={open_cohort.code}").status_code == 200

    def test_20_a_code_in_the_wrong_hands_lets_few_in(self, open_cohort, center, monkeypatch):
        monkeypatch.setattr(joining, "MOST_AN_HOUR", 2)
        first, second, third = (make_person(center=center) for _ in range(3))
        for person in (first, second, first):
            joining.join_cohort(user=person, cohort=open_cohort, center_id=None)
        with pytest.raises(UserError) as refused:
            joining.join_cohort(user=third, cohort=open_cohort, center_id=None)
        assert refused.value.code == "too_many"

    def test_b006_a_code_pasted_with_what_nobody_sees_opens_its_cohort(self, client, open_cohort, center):
        client.force_login(make_person(center=center))
        typed = "\u200b".join(open_cohort.code.lower())
        assert client.post("/es-mx/join/", {"code": f" {typed} "}).headers["Location"] == "/es-mx/learning/"

    def test_a_center_outside_the_cohort_is_refused(self, client, open_cohort):
        client.force_login(make_person())
        elsewhere = make_center()
        answer = client.post("/es-mx/join/", {"code": open_cohort.code, "center": elsewhere.pk})
        assert answer.status_code == 422
        assert Enrollment.objects.count() == 0

    def test_a_stranger_signs_up_and_is_enrolled(self, client, open_cohort, center):
        answer = client.post("/es-mx/join/", {"code": open_cohort.code, "center": center.pk})
        assert answer.headers["Location"] == "/es-mx/account/signup/"
        form = {
            "email": "nuevo@example.mx", "password1": "conciliar-2026-x", "password2": "conciliar-2026-x",
            "first_name": "Raúl", "last_name": "Peña",
        }  # fmt: skip
        client.post("/es-mx/account/signup/", form)
        person = User.objects.get(email="nuevo@example.mx")
        enrollment = Enrollment.objects.get(user=person)
        assert (enrollment.source, enrollment.center) == ("code", center)

    def test_without_a_code_sign_up_is_closed(self, client, db):
        form = {"email": "x@example.mx", "password1": "conciliar-2026-x", "password2": "conciliar-2026-x"}
        client.post("/es-mx/account/signup/", form)
        assert not User.objects.exists()
