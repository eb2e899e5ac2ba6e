"""Figures that are kept: the same as live ones, as of a moment, and never of people who have changed."""

import numpy as np
import pytest
from django.urls import reverse

from analytics import personal_data
from analytics.models import KeptFigures
from analytics.selectors.figures import figures_of
from analytics.selectors.live_figures import live_figures
from analytics.services.kept_figures import drop_figures, refresh_figures
from assessments import api as assessments
from assessments.models import Attempt, Response
from courses import api as courses
from lms.core import clock
from lms.core.daily import chores
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large_program(settings):
    settings.KEEP_FIGURES_FROM = 1


@pytest.fixture
def other(center, trainer):
    return make.cohort(centers=[center], trainers=[trainer])


@pytest.fixture
def both(about, other, center, trainer):
    """Two cohorts of people who differ in everything that is kept."""
    for place, cohort in enumerate((about, other)):
        for number in range(6):
            one = make.enrolled(cohort, at=center if number % 2 else None, sex="FM"[number % 2])
            if number < 5:
                make.sat(one, "pre_test", number % 4)
            if number > 1:
                make.sat(one, "post_test", (number + place) % 5)
                make.rated(one, trainer, number % 4 + 1, None)
            make.opined(one, 5, number % 5 + 1, 3)
    return [about, other]


def infos(*cohorts):
    return courses.cohort_infos_by_id([one.pk for one in cohorts])


def rows(people):
    """Each row in words: one missing number is not equal to another, and must be here."""
    return [repr(row) for row in people.tolist()]


def same(left, right):
    assert rows(left.people) == rows(right.people)
    assert (left.topics, left.ratings, left.opinions) == (right.topics, right.ratings, right.opinions)


def test_what_is_kept_is_what_would_be_read_live(both):
    live, _names = figures_of(infos(*both))
    assert refresh_figures() == 2
    kept, _names = figures_of(infos(*both))
    assert live.as_of is None
    assert kept.as_of == KeptFigures.objects.earliest("as_of").as_of
    same(kept, live)


def test_new_results_wait_for_the_next_night(both, center):
    refresh_figures()
    before, _names = figures_of(infos(*both))
    make.sat(both[0].enrollments.first(), "post_test", 4)
    after, _names = figures_of(infos(*both))
    same(after, before)
    refresh_figures()
    now, _names = figures_of(infos(*both))
    assert np.count_nonzero(now.people["post_done"]) == np.count_nonzero(before.people["post_done"]) + 1


def test_opinions_are_never_kept(both):
    early, late = make.enrolled(both[1]), make.enrolled(both[1])
    make.opined(early, 1, 1, 1)
    refresh_figures()
    row = KeptFigures.objects.get(cohort=both[1])
    assert {one.name for one in row._meta.get_fields()} == {
        "id", "cohort", "as_of", "basis", "columns", "topics", "ratings",
    }  # fmt: skip
    make.opined(late, 5, 5, 5)
    found, _names = figures_of(infos(*both))
    assert sorted(found.opinions[both[1].pk])[0] == 1.0
    assert sorted(found.opinions[both[1].pk])[-1] == 5.0


@pytest.mark.parametrize(
    "change",
    [
        lambda cohort: make.enrolled(cohort),
        lambda cohort: courses.withdraw(actor=None, enrollment=cohort.enrollments.first()),
        lambda cohort: type(cohort).objects.filter(pk=cohort.pk).update(pass_mark=0.5),
        lambda cohort: cohort.steps.filter(kind="role_play").update(mode="coached"),
        lambda cohort: cohort.enrollments.filter(center=None).update(center=make.center()),
        lambda cohort: type(cohort).objects.filter(pk=cohort.pk).update(ends_on=clock.today()),
    ],
    ids=["enrolled", "withdrew", "pass mark", "path", "center", "days"],
)
def test_a_cohort_that_changed_is_read_live_and_the_others_are_not(both, change):
    refresh_figures()
    make.sat(both[1].enrollments.first(), "post_test", 4)
    make.sat(both[0].enrollments.first(), "post_test", 4)
    change(both[0])
    found, _names = figures_of(infos(*both))
    live = live_figures(infos(*both)).people
    first = both[0].pk
    assert rows(found.people[found.people["cohort"] == first]) == rows(live[live["cohort"] == first])
    assert found.people["post_done"].sum() == live["post_done"].sum() - 1
    assert found.as_of == KeptFigures.objects.get(cohort=both[1]).as_of


def test_marks_that_changed_are_never_shown_as_they_were(both):
    refresh_figures()
    delivery = make.delivery_of(both[0], "pre_test")
    attempt = Attempt.objects.filter(delivery=delivery, user=both[0].enrollments.first().user).get()
    Response.objects.filter(attempt=attempt).update(answer={"value": "a"})
    regraded = assessments.regrade_attempts(actor=None, delivery_ids=[delivery.pk], reason="A key was wrong.")
    assert len(regraded) == 1
    same(figures_of(infos(*both))[0], live_with_opinions(both))
    assert figures_of(infos(*both))[0].as_of == KeptFigures.objects.get(cohort=both[1]).as_of


def live_with_opinions(cohorts):
    drop = KeptFigures.objects.all()
    rows = list(drop)
    drop.delete()
    found, _names = figures_of(infos(*cohorts))
    KeptFigures.objects.bulk_create(rows)
    return found


def test_erasing_and_merging_people_drop_what_is_kept_of_their_cohorts(both):
    first, second = (cohort.enrollments.first().user for cohort in both)
    refresh_figures()
    assert personal_data.erase_kept_figures(first) == 1
    assert [row.cohort_id for row in KeptFigures.objects.all()] == [both[1].pk]
    refresh_figures()
    personal_data.merge_move(first, second)
    assert not KeptFigures.objects.exists()


def test_dropping_names_cohorts_or_means_all(both):
    refresh_figures()
    assert drop_figures(cohort_ids=[both[0].pk]) == 1
    assert drop_figures(cohort_ids=None) == 1


def test_a_small_program_keeps_nothing(both, settings):
    refresh_figures()
    settings.KEEP_FIGURES_FROM = 13
    assert refresh_figures() == 0
    assert not KeptFigures.objects.exists()
    settings.KEEP_FIGURES_FROM = 12
    assert refresh_figures() == 2


def test_it_is_a_daily_chore():
    assert chores["analytics.kept_figures"].run is refresh_figures
    assert not chores["analytics.kept_figures"].atomic


def test_the_manager_reads_live(client, both, manager, center):
    refresh_figures()
    client.force_login(manager)
    found, _names = figures_of(infos(*both), center_ids=[center.pk])
    assert found.as_of is None
    assert client.get(reverse("center_home")).context["today"] == clock.today()
