"""The figures of a cohort of twelve, counted by hand."""

from datetime import timedelta

import pytest

from analytics.certificates.services.issuing import issue_certificate, revoke_certificate
from analytics.facts import due
from analytics.reports.cohorts import indicators, tables
from analytics.reports.document import (
    Column,
    Document,
    Figure,
    Head,
    Measure,
    Number,
    Row,
    Section,
    Sentence,
    Symbol,
    Table,
)
from analytics.reports.gain import gain_of
from analytics.reports.protection import protect
from analytics.reports.shares import Range
from analytics.selectors.figures import figures_of
from courses import api as courses
from courses.data import AFTER, BEFORE
from courses.models import Cohort, Enrollment
from lms.core import clock
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db
TARGETS = {"O2": 0.85, "K1": 0.8, "K2": 0.75, "S1": 0.7, "R1": 4.2}
# (pre, post) of 4 points; None is not taken. Gains: 3 2 2 1 1 0 -1 4 -> 12 of 8 people.
SCORES = [
    (1, 4),
    (1, 3),
    (2, 4),
    (3, 4),
    (2, 3),
    (3, 3),
    (4, 3),
    (0, 4),
    (2, None),
    (1, None),
    (None, None),
    (None, None),
]


@pytest.fixture
def twelve(about, center, trainer):
    """Twelve people: eight with both tests, two with the first only, two with none."""
    for number, (pre, post) in enumerate(SCORES):
        one = make.enrolled(about, at=center, sex="F" if number % 2 == 0 else "M")
        if pre is not None:
            make.sat(one, "pre_test", pre)
        if post is not None:
            make.sat(one, "post_test", post)
            make.rated(one, trainer, *((4,) if number < 6 else (1,)))
            make.opined(one, *((5, 4, 3) if number < 4 else (5, 5, 5)))
    return about


def figures(*cohorts: Cohort, center_ids=None):
    return figures_of(courses.cohort_infos_by_id([one.pk for one in cohorts]), center_ids=center_ids)[0]


def measured(*cohorts: Cohort, audience: str = "own_center"):
    found = figures(*cohorts)
    return {code: indicators.measured(code, found, TARGETS[code], audience) for code in indicators.CODES}


def topics(*cohorts: Cohort):
    found, names = figures_of(courses.cohort_infos_by_id([one.pk for one in cohorts]))
    return tables.topics(due(found, BEFORE, AFTER), names.topics)


def test_the_gain_is_paired_and_counts_who_is_missing(twelve):
    found = figures(twelve)
    gain = gain_of(None, found.pre, found.post)
    assert (gain.n, gain.pre_only, gain.post_only, gain.neither) == (8, 2, 0, 2)
    assert gain.mean_pre == pytest.approx(16 / 8 / 4)
    assert gain.mean_post == pytest.approx(28 / 8 / 4)
    assert gain.gain.value == pytest.approx(12 / 8 / 4)
    assert (gain.improved, gain.unchanged, gain.worse) == (6, 1, 1)


def test_indicators_have_count_n_missing_and_reading(twelve):
    found = measured(twelve)
    assert {code: (one.count, one.n, one.missing) for code, one in found.items()} == {
        "O2": (6, 12, 0),
        "K1": (4, 8, 4),
        "K2": (8, 8, 4),
        "S1": (6, 8, 4),
        "R1": (None, 8, 0),
    }
    assert found["O2"].value.value == 0.5
    assert (round(found["O2"].value.low, 4), round(found["O2"].value.high, 4)) == (0.2538, 0.7462)
    assert found["O2"].reading == "below"


def test_everybody_or_nobody_among_few_is_hidden(twelve):
    """All eight reached the pass mark: saying so would say it of each of them."""
    mastery = measured(twelve)["K2"]
    draft = Measure(Number(1.0), mastery.n, mastery.count)
    table = Table("t", "t", "t", (Column("t"),), (Row("t", (draft,)),))
    section = Section("t", (Figure(Sentence("t"), table),))
    shown = protect(Document("t", "t", Head((), clock.today()), Sentence("t"), (), (section,)), "own_center")
    assert shown.figures[0].table.rows[0].cells == (Symbol.PROTECTED,)


def test_the_reaction_index_is_over_the_first_ten_statements_of_each_sheet(twelve):
    reaction = measured(twelve)["R1"]
    assert reaction.value.value == pytest.approx((4 * 4 + 4 * 5) / 8)
    assert reaction.value.low == pytest.approx(4.5 - 2.3646242510 * 0.5345224838 / 8**0.5, abs=1e-8)


@pytest.mark.parametrize(
    ("low", "high", "target", "reads"),
    [
        (0.8, 0.9, 0.8, "meets"),
        (0.7, 0.79, 0.8, "below"),
        (0.7, 0.8, 0.8, "margin"),
        (0.7, 0.9, 0.8, "margin"),
    ],
)
def test_a_target_within_the_interval_is_neither_met_nor_missed(low, high, target, reads):
    assert indicators.reading(Range((low + high) / 2, low, high), target) == reads


def test_the_first_attempt_makes_the_gain_and_the_best_the_mastery(about, center):
    one = make.enrolled(about, at=center)
    make.sat(one, "pre_test", 1)
    make.sat(one, "post_test", 2)
    make.sat(one, "post_test", 4, number=2)
    found = figures(about)
    assert (found.pre.tolist(), found.post.tolist()) == ([0.25], [0.5])
    assert found.people["passed"].tolist() == [True]
    assert {
        key[1]: (own.after[0], own.people.tolist()) for key, own in tables.topic_pairs(found).items()
    } == {
        "m1": (0.5, [1, 0]),
        "m2": (0.5, [1, 0]),
    }


def test_topics_are_paired_too(twelve):
    found = topics(twelve)
    assert {topic.key[1]: topic.gain.n for topic in found} == {"m1": 8, "m2": 8}
    # Right answers are the first ones, and topics take turns: m1 has the 1st and 3rd question.
    gains = {topic.key[1]: topic.gain.gain.value for topic in found}
    assert gains == {"m1": pytest.approx(6 / 16), "m2": pytest.approx(6 / 16)}
    assert found[0].questions == 2


def test_the_path_is_counted_step_by_step(twelve):
    found = {one.key: one for one in tables.steps(figures(twelve))}
    assert {key: (one.done, one.ready, one.missing) for key, one in found.items()} == {
        "pre_test": (10, 0, 2),
        "role_play": (8, 0, 4),
        "post_test": (8, 0, 4),
        "evaluation": (8, 0, 4),
        "certificate": (0, 6, 6),
    }
    assert {one.people for one in found.values()} == {12}


def test_a_certificate_that_was_earned_is_told_apart_from_one_that_was_not(twelve, trainer):
    """Issued, revoked and withdrawn are none that wait; the six numbers add up all the same."""
    earned = [row.enrollment_id for row in courses.completion_rows(cohort_ids=[twelve.pk]) if row.complete]
    infos = {one.id: one for one in courses.enrollment_infos(cohort_ids=[twelve.pk])}
    issued = [issue_certificate(actor=trainer, enrollment=infos[one]) for one in earned[:2]]
    revoke_certificate(actor=trainer, certificate=issued[0], reason="Nombre")
    courses.withdraw(actor=trainer, enrollment=twelve.enrollments.get(pk=earned[2]))
    found = figures(twelve)
    last = tables.steps(found)[-1]
    assert (last.done, last.ready, last.missing, last.left, last.people) == (1, 3, 7, 1, 12)
    assert tables.ready_by_cohort(found) == [(twelve.pk, 3)]


@pytest.fixture
def under_way(center, trainer):
    """A cohort that still runs: twelve early finishers, none of whom passed, of thirty."""
    about = make.cohort(centers=[center], trainers=[trainer], ends_on=clock.today() + timedelta(days=30))
    for number in range(30):
        one = make.enrolled(about, at=center, sex="FM"[number % 2])
        if number < 12:
            make.sat(one, "pre_test", 3)
            make.sat(one, "post_test", 1)
            make.rated(one, trainer, 1)
            make.opined(one, 1, 1, 1)
    return about


def test_a_running_cohort_is_no_failure(under_way):
    """Nobody is missing, nothing is below a target and no score fell while there is time left."""
    found = figures(under_way)
    assert (len(due(found, BEFORE, AFTER)), topics(under_way)) == (0, [])
    assert {
        code: (one.reading, one.missing, one.not_yet, one.value.value)
        for code, one in measured(under_way).items()
    } == dict.fromkeys(indicators.CODES, ("running", 0, 30, None))
    assert {one.missing for one in tables.steps(found)} == {0}


def test_a_running_cohort_leaves_the_figures_of_the_others_alone(twelve, under_way):
    alone, both = measured(twelve), measured(twelve, under_way)
    assert topics(twelve) == topics(twelve, under_way)
    assert [(one.value, one.n, one.missing) for one in both.values()] == [
        (one.value, one.n, one.missing) for one in alone.values()
    ]
    assert {one.not_yet for one in both.values()} == {30}


def test_whoever_left_in_time_is_neither_done_nor_missing(twelve):
    gone = twelve.enrollments.order_by("pk").last()
    Enrollment.objects.filter(pk=gone.pk).update(
        status="withdrawn", withdrawn_at=clock.now() - timedelta(days=90)
    )
    found, by_code = figures(twelve), measured(twelve)
    assert (by_code["O2"].n, by_code["O2"].left, by_code["K2"].missing) == (11, 1, 3)
    assert {(one.left, one.people) for one in tables.steps(found)} == {(1, 12)}
    assert gain_of(None, found.pre[found.measured], found.post[found.measured]).missing == 3


@pytest.mark.parametrize("days", [-1, 0, 6, 7])
def test_the_days_of_grace_are_over_before_anybody_is_missing(center, trainer, days):
    about = make.cohort(
        centers=[center], trainers=[trainer], ends_on=clock.today() - timedelta(days=days + 2)
    )
    for _person in range(6):
        make.enrolled(about, at=center)
    missing = {one.key: one.missing for one in tables.steps(figures(about))}
    assert set(missing.values()) == ({6} if days >= 6 else {0})


def test_only_people_of_the_own_centers_are_read(twelve, center):
    make.finisher(twelve, make.staff("trainer"), at=make.center())
    assert len(figures(twelve, center_ids={center.pk})) == 12
    assert len(figures(twelve)) == 13


def test_moving_to_another_center_does_not_rewrite_figures(twelve, center):
    somebody = twelve.enrollments.first().user
    somebody.center = make.center()
    somebody.save()
    assert len(figures(twelve, center_ids={center.pk})) == 12


def test_the_figures_cost_the_same_for_one_person_and_for_three(
    about, trainer, django_assert_num_queries, django_assert_max_num_queries
):
    make.finisher(about, trainer)
    infos = courses.cohort_infos_by_id([about.pk])
    figures_of(infos)  # the outline of the course is kept from then on
    with django_assert_max_num_queries(40) as first:
        figures_of(infos)
    for _person in range(2):
        make.finisher(about, trainer)
    with django_assert_num_queries(len(first)):
        figures_of(infos)
