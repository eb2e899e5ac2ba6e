"""How people work, asked before the course and after it: in time, held up by nothing, owed by nobody."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import translation

from assessments.models import Delivery
from courses import api
from courses.data import BASELINE, LATER, STOOD
from courses.models import Enrollment
from courses.services.enrollments import withdraw
from lms.accounts.models import Letter
from lms.core import clock
from lms.core.errors import UserError
from tests.courses import factories as courses
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def asking_twice(django_db_setup, django_db_blocker):
    """The course that asks twice, loaded once for this file."""
    with django_db_blocker.unblock(), translation.override("es-mx"), transaction.atomic():
        api.load_course(course=courses.asking_twice())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cohort(center, trainer):
    """Eight weeks that begin today: the starting point is open for fourteen days."""
    return cohort_since(0, center, trainer)


def cohort_since(days, center, trainer, *, lasts=56):
    starts_on = clock.today() - timedelta(days=days)
    ends_on = starts_on + timedelta(days=lasts - 1)
    return courses.make_cohort(centers=[center], trainers=[trainer], starts_on=starts_on, ends_on=ends_on)


def someone(cohort, center):
    return api.enroll(actor=None, cohort=cohort, user=make_person(center=center))


@contextmanager
def as_if_in_time(cohort):
    """What is done meanwhile counts as done before the windows closed."""
    rows = {one.delivery_id: one.delivery.closes_at for one in cohort.steps.exclude(delivery=None)}
    Delivery.objects.filter(pk__in=rows).update(closes_at=None)
    yield
    for pk, closes_at in rows.items():
        Delivery.objects.filter(pk=pk).update(closes_at=closes_at)


def step_of(enrollment, key):
    return next(one for one in api.path_state(enrollment).steps if one.key == key)


def standing(enrollment, what):
    row = next(
        one
        for one in api.completion_rows(cohort_ids=[enrollment.cohort_id])
        if one.enrollment_id == enrollment.pk
    )
    return row.standings[STOOD.index(what)]


def test_it_comes_first_and_nothing_waits_for_it(enrollment):
    state = api.path_state(enrollment)
    assert state.next_step.key == "baseline"
    assert [one.key for one in state.steps if one.status == "todo"] == ["baseline", "pre-test"]
    assert step_of(enrollment, "follow-up").standing == "exempt"  # nobody is asked before the end
    courses.take_test(enrollment)
    assert step_of(enrollment, "lessons").status == "todo"
    assert (step_of(enrollment, "baseline").status, standing(enrollment, BASELINE)) == ("todo", "not_yet")
    courses.tell(enrollment, "baseline", 1, 2, 3, 4, 5, 5)
    done = step_of(enrollment, "baseline")
    assert (done.status, done.standing, standing(enrollment, BASELINE)) == ("done", "done", "done")
    assert api.path_state(enrollment).next_step.key == "lessons"


def test_without_it_the_certificate_comes_all_the_same(enrollment, trainer):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    courses.take_test(enrollment, "post-test", right=5)
    courses.evaluate(enrollment)
    courses.rate(enrollment, trainer, 3)
    [row] = api.completion_rows(cohort_ids=[enrollment.cohort_id])
    assert row.complete
    assert api.path_state(enrollment).fetch.key == "certificate"
    # Now they are asked how it goes on; the day for it is far.
    assert step_of(enrollment, "follow-up").standing == standing(enrollment, LATER) == "not_yet"


def test_once_closed_it_says_so_and_leaves_the_path_open(center, trainer):
    enrollment = someone(cohort_since(15, center, trainer), center)
    shut = step_of(enrollment, "baseline")
    assert (shut.status, shut.url) == ("locked", "")
    assert str(shut.note) == "Se cerró antes de que contestara. El curso sigue sin esto."
    assert api.path_state(enrollment).next_step.key == "pre-test"
    with pytest.raises(UserError):
        courses.tell(enrollment, "baseline")


def test_a_week_after_it_closed_it_is_missing_for_those_who_could_have_answered(center, trainer):
    cohort = cohort_since(21, center, trainer)
    lacking, gone, late, done = (someone(cohort, center) for _place in range(4))
    begun = courses.delivery_of(cohort, "baseline").opens_at
    Enrollment.objects.exclude(pk=late.pk).update(enrolled_at=begun - timedelta(days=3))
    withdraw(actor=None, enrollment=gone)
    Enrollment.objects.filter(pk=gone.pk).update(withdrawn_at=begun + timedelta(days=2))
    with as_if_in_time(cohort):
        courses.tell(done, "baseline")
    assert [standing(one, BASELINE) for one in (lacking, gone, late, done)] == [
        "missing", "left", "exempt", "done",
    ]  # fmt: skip
    # It cannot be made up for, so nobody is told to; and it makes nobody late.
    assert api.behind(cohort_ids=[cohort.pk], center_ids=None) == []


def test_who_is_near_the_last_day_is_named_until_it_has_come(center, trainer):
    """Fourteen days are open: within the last seven they stand on the list of who is behind."""
    soon = someone(cohort_since(8, center, trainer), center)
    early = someone(cohort_since(6, center, trainer), center)
    closed = someone(cohort_since(15, center, trainer), center)
    ids = [one.cohort_id for one in (soon, early, closed)]
    [found] = api.behind(cohort_ids=ids, center_ids=None)
    assert (found.enrollment_id, found.lacks, found.late) == (soon.pk, (BASELINE,), False)


def test_whoever_did_not_come_to_the_end_is_not_asked_how_it_went_on(center, trainer):
    """The course ended 130 days ago: 90 later the follow-up opened, 30 and 7 more and it is missing."""
    cohort = cohort_since(200, center, trainer, lasts=70)
    through, dropped = someone(cohort, center), someone(cohort, center)
    with as_if_in_time(cohort):
        courses.take_test(through)
        courses.read_lessons(through)
        courses.take_test(through, "post-test", right=5)
    assert [standing(one, LATER) for one in (through, dropped)] == ["missing", "exempt"]
    courses.tell(through, "follow-up", 4, 4, 4, 4, 1, 1)
    assert standing(through, LATER) == "done"


def test_the_person_sees_both_answers_side_by_side_and_nobody_before_both_are_there(client, center, trainer):
    cohort = cohort_since(200, center, trainer, lasts=70)
    enrollment = someone(cohort, center)
    client.force_login(enrollment.user)
    with as_if_in_time(cohort):
        courses.tell(enrollment, "baseline", 2, 3, 4)
        courses.take_test(enrollment)
        courses.read_lessons(enrollment)
        courses.take_test(enrollment, "post-test", right=5)
    assert "own-work" not in client.get("/es-mx/learning/").content.decode()
    courses.tell(enrollment, "follow-up", 4, 3, 5, words="La lista")
    page = client.get("/es-mx/learning/").content.decode()
    table = page[page.index('aria-labelledby="own-work"') :].split("</table>")[0]
    rows = [re.findall(r"Conducta \d|Nivel \d", row) for row in table.split("<tr>")[2:]]
    assert rows == [
        ["Conducta 1", "Nivel 2", "Nivel 4"],
        ["Conducta 2", "Nivel 3", "Nivel 3"],
        ["Conducta 3", "Nivel 4", "Nivel 5"],
        ["Conducta 4", "Nivel 3", "Nivel 3"],
        ["Conducta 5", "Nivel 3", "Nivel 3"],
        ["Conducta 6", "Nivel 3", "Nivel 3"],
    ]
    # What changed stands out, whichever way; nothing judges it.
    assert re.findall(r"<b>(Nivel \d)", table) == ["Nivel 4", "Nivel 5"]


def test_the_trainer_sees_who_answered_and_the_way_to_remind(client, cohort, center, trainer):
    answered, silent = someone(cohort, center), someone(cohort, center)
    courses.tell(answered, "baseline")
    client.force_login(trainer)
    page = client.get(f"/es-mx/cohorts/{cohort.uuid}/").content.decode()
    link = f"/es-mx/tests/{courses.delivery_of(cohort, 'baseline').uuid}/missing/"
    assert "Punto de partida: quién no ha contestado" in page
    assert link in page
    assert page.count("Punto de partida") == 2 + 2  # the link, the column, and each person on a phone
    named = client.get(link).content.decode()
    assert "1 persona no ha contestado" in named
    assert silent.user.last_name in named
    assert answered.user.last_name not in named
    answer = client.post(link, follow=True).content.decode()
    assert "1 recordatorio va en camino." in answer
    assert Letter.objects.get(kind="form_reminder").user == silent.user


def test_cohorts_from_before_keep_their_path(center, trainer):
    """What a cohort asks was copied when it was made: a course that asks more changes nothing there."""
    api.load_course(course=courses.course_file())
    old = cohort_since(0, center, trainer)
    api.load_course(course=courses.asking_twice())
    enrollment = someone(old, center)
    assert [one.key for one in api.path_state(enrollment).steps][:2] == ["pre-test", "lessons"]
    assert [standing(enrollment, what) for what in (BASELINE, LATER)] == ["exempt", "exempt"]


def test_the_sheet_says_who_learns_what(client, cohort, center):
    enrollment = someone(cohort, center)
    client.force_login(enrollment.user)
    url = f"/es-mx/tests/{courses.delivery_of(cohort, 'baseline').uuid}/"
    page = client.get(url, follow=True).content.decode()
    assert "ven que usted contestó, nunca qué" in page
    assert page.count("<fieldset") == 7
