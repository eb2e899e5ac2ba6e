"""The path: what is open to whom, and what counts."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import api as assessments
from assessments.models import CriterionScore
from courses import api, registries
from courses.models import CourseStep
from courses.rules.path import Fact, status_of
from courses.rules.requirements import is_passed, points_needed
from courses.selectors.access import CohortHost
from courses.selectors.learning import learning
from courses.selectors.records import OwnRecords
from courses.step_kinds import kind_of
from lms.accounts.models import RoleGrant, User
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError
from tests.assessments import factories as tests_of
from tests.budgets import counted
from tests.courses import factories as courses
from tests.lms.factories import make_person

HOST = CohortHost()

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


def statuses(enrollment):
    return {step.key: step.status for step in api.path_state(enrollment).steps}


def test_at_first_only_the_pre_test_is_open(enrollment):
    state = api.path_state(enrollment)
    assert statuses(enrollment) == {
        "pre-test": "todo", "lessons": "locked", "coached": "locked", "assessed": "locked",
        "post-test": "locked", "evaluation": "locked", "certificate": "locked",
    }  # fmt: skip
    assert state.next_step.key == "pre-test"


def test_steps_open_in_order_until_the_certificate(enrollment, trainer):
    courses.take_test(enrollment)
    assert statuses(enrollment)["lessons"] == "todo"
    courses.read_lessons(enrollment, "l1")
    state = api.path_state(enrollment)
    lessons = next(step for step in state.steps if step.key == "lessons")
    assert (lessons.status, lessons.detail, lessons.minutes) == ("doing", (1, 3), 8)
    courses.read_lessons(enrollment)
    assert (statuses(enrollment)["post-test"], statuses(enrollment)["evaluation"]) == ("todo", "locked")
    courses.take_test(enrollment, "post-test", right=5)
    courses.evaluate(enrollment)
    assert statuses(enrollment)["certificate"] == "locked"
    courses.rate(enrollment, trainer, 3)
    assert statuses(enrollment)["certificate"] == "todo"
    state = api.path_state(enrollment)
    assert (state.next_step, state.fetch.key) == (None, "certificate")
    assert state.fetch.url == "/es-mx/learning/#certificates"


def failed_once(enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    courses.take_test(enrollment, "post-test", right=2)


def test_a_failed_test_with_an_attempt_left_comes_next_and_says_what_is_needed(enrollment):
    failed_once(enrollment)
    state = api.path_state(enrollment)
    post = next(step for step in state.steps if step.key == "post-test")
    assert (post.status, post.short, post.again, state.next_step) == ("done", True, True, post)
    assert str(post.note) == "2 aciertos de 5; para aprobar se necesitan 4"
    courses.take_test(enrollment, "post-test", right=5)
    state = api.path_state(enrollment)
    post = next(step for step in state.steps if step.key == "post-test")
    assert (post.short, state.next_step.key) == (False, "evaluation")


def test_what_is_needed_is_what_passing_asks_for():
    assert [points_needed(of, 0.8) for of in (20, 5, 7, 1)] == [16, 4, 6, 1]
    for of, mark in product(range(1, 60), (0.6, 0.7, 0.8)):
        assert is_passed(points_needed(of, mark), of, mark)
        assert not is_passed(points_needed(of, mark) - 1, of, mark)


def test_steps_after_a_role_play_wait_until_it_was_held_and_not_for_its_rating(enrollment, trainer):
    now = clock.now()
    facts = {"play": Fact(opens_at=now), "opinion": Fact()}
    step = SimpleNamespace(key="opinion", after=["play"], required=True)
    keys = frozenset(facts)
    assert status_of(step, facts, keys, now) == "locked"
    assert status_of(step, facts | {"play": Fact(behind=True)}, keys, now) == "todo"
    play = next(one for one in enrollment.cohort.steps.select_related("occasion") if one.key == "assessed")
    for held_at, behind in ((now + timedelta(days=1), False), (now - timedelta(days=1), True), (None, False)):
        play.occasion.held_at = held_at
        known = OwnRecords([enrollment]).known(enrollment)
        assert kind_of(play.kind).fact(known, play).behind is behind


def test_steps_that_are_done_still_lead_to_what_they_were(enrollment):
    failed_once(enrollment)
    urls = {step.key: step.url for step in api.path_state(enrollment).steps}
    assert all(urls[key] for key in ("pre-test", "lessons", "assessed", "post-test"))
    assert urls["certificate"] == ""


def test_a_test_under_way_says_how_far_it_is_and_is_gone_on_with(enrollment):
    pre = courses.delivery_of(enrollment.cohort, "pre-test")
    assessments.start_attempt(user=enrollment.user, delivery=pre)
    state = api.path_state(enrollment)
    step = state.steps[0]
    assert (step.status, str(step.note)) == ("doing", "Contestó 0 de 5. Están guardadas.")
    assert (step.url, state.next_step) == (f"/es-mx/tests/{pre.uuid}/", step)


def test_every_step_has_one_of_the_five_standings(enrollment):
    courses.take_test(enrollment)
    found = {step.key: step.standing for step in api.path_state(enrollment).steps}
    assert found.pop("pre-test") == "done"
    assert found.pop("coached") == "exempt"
    assert set(found.values()) == {"not_yet"}
    api.withdraw(actor=enrollment.user, enrollment=enrollment)
    left = [step.standing for step in api.path_state(enrollment).steps]
    assert left == ["done", "left", "exempt", "left", "left", "left", "left"]


def test_a_second_attempt_at_the_post_test_stays_open(enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    courses.take_test(enrollment, "post-test", right=3)
    post = next(step for step in api.path_state(enrollment).steps if step.key == "post-test")
    assert (post.status, post.again) == ("done", True)
    assert post.url.endswith(f"{courses.delivery_of(enrollment.cohort, 'post-test').uuid}/")


def test_a_window_that_has_not_opened_or_has_closed_locks(center, trainer):
    today = clock.today()
    dates = {"starts_on": today + timedelta(days=3), "ends_on": today + timedelta(days=9)}
    coming = courses.make_cohort(centers=[center], **dates)
    person = make_person(center=center)
    assert statuses(api.enroll(actor=None, cohort=coming, user=person))["pre-test"] == "locked"
    over = {"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=3)}
    past = courses.make_cohort(centers=[center], **over)
    step = api.path_state(api.enroll(actor=None, cohort=past, user=person)).steps[0]
    assert step.status == "locked"
    assert str(step.note) == "Se cerró antes de que la presentara. Pregunte a su capacitadora o capacitador."


def test_a_certificate_in_force_closes_the_path(enrollment, monkeypatch):
    held = [SimpleNamespace(enrollment_id=enrollment.pk, closes_path=True)]
    monkeypatch.setattr(registries, "_certificates", [lambda ids: held])
    assert statuses(enrollment)["certificate"] == "done"


def test_a_test_is_open_to_enrolled_people_in_the_order_of_the_path(enrollment):
    pre = courses.delivery_of(enrollment.cohort, "pre-test")
    post = courses.delivery_of(enrollment.cohort, "post-test")
    assert HOST.may_take(enrollment.user, pre)
    with pytest.raises(UserError) as refused:
        HOST.may_take(enrollment.user, post)
    assert str(refused.value) == "abre post-test (es)"
    assert not HOST.may_take(make_person(), pre)
    api.withdraw(actor=None, enrollment=enrollment)
    assert not HOST.may_take(enrollment.user, pre)


def test_only_the_cohorts_trainers_rate_only_its_people(enrollment, trainer):
    occasion = courses.occasion_of(enrollment.cohort)
    stranger = make_person()
    assert HOST.may_rate(trainer, occasion, enrollment.user)
    assert not HOST.may_rate(trainer, occasion, stranger)
    assert not HOST.may_rate(stranger, occasion, enrollment.user)
    assert list(HOST.subjects(trainer, occasion)) == [enrollment.user]
    assert list(HOST.subjects(stranger, occasion)) == []
    api.withdraw(actor=None, enrollment=enrollment)
    assert not HOST.may_rate(trainer, occasion, enrollment.user)


def test_trainers_and_officers_release_and_the_people_of_a_role_play_are_those_of_its_cohort(
    enrollment, trainer, officer
):
    occasion = courses.occasion_of(enrollment.cohort)
    elsewhere = make_person(Role.TRAINER)
    assert [HOST.may_release(one, occasion) for one in (trainer, officer, elsewhere, enrollment.user)] == [
        True,
        True,
        False,
        False,
    ]
    cohort_page = reverse("cohort", args=[enrollment.cohort.uuid])
    back = [HOST.return_url(one, occasion) for one in (trainer, officer, enrollment.user)]
    assert back == [cohort_page, cohort_page, reverse("learning")]
    people = HOST.people(occasion)
    assert list(people.ratees) == [enrollment.user]
    assert list(people.assessors) == [trainer]
    RoleGrant.objects.filter(user=trainer).update(revoked_at=clock.now())
    former = User.objects.get(pk=trainer.pk)
    assert not HOST.may_release(former, occasion)
    assert list(HOST.people(occasion).assessors) == []


def test_a_rated_person_waits_for_the_release(enrollment, trainer):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    courses.rate(enrollment, trainer, 3, release=False)
    step = next(one for one in api.path_state(enrollment).steps if one.key == "assessed")
    assert (step.status, str(step.note)) == (
        "doing",
        "En revisión: aquí podrá leerla cuando se comunique.",
    )
    assert "/role-plays/" in step.url
    assert api.requirements([enrollment.pk])[enrollment.pk].competent is None
    courses.release(enrollment, trainer)
    step = next(one for one in api.path_state(enrollment).steps if one.key == "assessed")
    assert (step.status, str(step.note)) == ("done", "")
    assert "/feedback/" in step.url
    assert api.requirements([enrollment.pk])[enrollment.pk].competent is True


def test_saving_a_rating_takes_few_queries(client, enrollment, trainer):
    courses.rate(enrollment, trainer, 3, release=False)
    courses.hold(enrollment.cohort, "coached")
    occasion = courses.occasion_of(enrollment.cohort, "coached")
    page = reverse("rating", args=[occasion.uuid, enrollment.user.uuid])
    client.force_login(trainer)
    sent = {"level_opening": "3", "revision": "0"}
    assert client.post(page, sent).status_code == 302
    with counted() as spent:
        assert client.post(page, {**sent, "revision": "1", "level_opening": "4"}).status_code == 302
    assert CriterionScore.objects.get(criterion__key="opening", rating__status="draft").value == 4
    spent.within(queries=12, rows=20)


def test_the_role_plays_of_a_cohort_play_the_scenarios_of_its_course(cohort):
    played = tests_of.scenario(prompts=tests_of.prompts("opening"))
    step = CourseStep.objects.get(course_id=cohort.course_id, key="assessed")
    step.scenario_versions.add(played)
    today = clock.today()
    later = api.create_cohort(
        actor=None, course=courses.KEY, name="B", starts_on=today, ends_on=today, centers=[]
    )
    assert list(courses.occasion_of(later).scenario_versions.all()) == [played]
    assert not courses.occasion_of(later, "coached").scenario_versions.exists()


def test_requirements_and_figures_of_a_finished_and_a_new_person(enrollment, trainer, center):
    courses.take_test(enrollment, right=2)
    courses.read_lessons(enrollment)
    courses.take_test(enrollment, "post-test", right=3)
    courses.take_test(enrollment, "post-test", right=5)
    courses.evaluate(enrollment)
    courses.rate(enrollment, trainer, 4)
    newcomer = api.enroll(actor=None, cohort=enrollment.cohort, user=make_person(center=center))
    scores = api.cohort_figures(cohort_ids=[enrollment.cohort_id]).scores
    assert [(one.user_id, one.pre, one.post_first, one.post_best, one.max_score) for one in scores] == [
        (enrollment.user_id, 2.0, 3.0, 5.0, 5.0),
        (newcomer.user_id, None, None, None, None),
    ]
    assert (scores[0].sex, scores[0].age_band, scores[0].center_id) == ("F", "30_39", center.pk)
    found = api.requirements([enrollment.pk, newcomer.pk])
    assert found[enrollment.pk].complete
    assert found[newcomer.pk].missing == ("lessons", "role_play", "post_test", "evaluation")
    rows = api.completion_rows(cohort_ids=[enrollment.cohort_id])
    flags = [
        (one.pre_done, one.post_done, one.passed, one.rated, one.competent, one.complete) for one in rows
    ]
    assert flags == [(True,) * 6, (False,) * 6]
    assert api.cohort_figures(cohort_ids=[enrollment.cohort_id], center_ids=[]).scores == []


def test_figures_take_as_many_queries_for_three_people_as_for_one(enrollment, trainer, center):
    def count():
        with CaptureQueriesContext(connection) as captured:
            api.completion_rows(cohort_ids=[enrollment.cohort_id])
        return len(captured)

    def finish(one):
        courses.take_test(one)
        courses.read_lessons(one)
        courses.rate(one, trainer, 3)

    finish(enrollment)
    count()  # the outline of the course is kept from then on
    alone = count()
    for _ in range(2):
        finish(api.enroll(actor=None, cohort=enrollment.cohort, user=make_person(center=center)))
    assert count() == alone


def test_after_a_test_the_host_says_what_passes_where_it_is_taught_and_what_comes_next(enrollment):
    pre, post = (courses.delivery_of(enrollment.cohort, key) for key in ("pre-test", "post-test"))
    courses.take_test(enrollment)
    after_pre = HOST.onward(enrollment.user, pre, 5.0)
    assert (after_pre.needed, after_pre.pass_share) == (None, None)
    assert after_pre.title["es"] == "lessons (es)"
    assert after_pre.url.endswith("/continue/")
    courses.read_lessons(enrollment)
    courses.take_test(enrollment, "post-test", right=2)
    failed = HOST.onward(enrollment.user, post, 5.0)
    assert (failed.needed, failed.again) == (4, True)
    assert failed.lessons["m1"].url == "/es-mx/courses/small-course/m1/"
    courses.take_test(enrollment, "post-test", right=5)
    passed = HOST.onward(enrollment.user, post, 5.0)
    assert (passed.again, passed.title["es"]) == (False, "evaluation (es)")
    assert HOST.onward(make_person(), post, 5.0) is None


def test_a_cohort_at_hand_is_told_as_reports_read_it(enrollment):
    own = learning(enrollment.user)
    told = courses.api.cohort_infos_by_id([enrollment.cohort_id])[enrollment.cohort_id]
    assert own.info(own.enrollments[0]) == replace(told, center_ids=frozenset(), trainer_ids=frozenset())
