"""Gains between different forms are on one scale, or are not shown."""

import numpy as np
import pytest
from django.urls import reverse

from analytics.form_links import FormLink, link_by_anchor, link_by_chance
from analytics.render.documents.written import say
from analytics.reports.center import forms as forms_
from analytics.reports.gain import gain_of
from analytics.selectors.figures import figures_of
from analytics.selectors.own_gain import own_gain
from assessments import api as assessments
from assessments.models import Attempt, DeliveryForm, Score
from courses import api as courses
from lms.core import clock
from tests.analytics import factories as make
from tests.assessments import factories as items


def test_means_tell_how_forms_differ_where_chance_gave_them_out():
    link = link_by_chance({5: 10, 6: 10}, {6: 10, 7: 10}, maximum=10)
    assert (link.method, link.n) == ("mean", 20)
    assert (link.onto(5), link.onto(5.5), link.onto(10), link.onto(None)) == (6.0, 6.5, 10.0, None)
    assert (link.back(6), link.back(6.5), link.back(None)) == (5.0, 5.5, None)


def test_from_four_hundred_people_spreads_tell_too():
    narrow, wide = {4: 200, 6: 200}, {3: 200, 7: 200}
    link = link_by_chance(narrow, wide, maximum=10)
    assert link.method == "linear"
    assert (link.onto(4), link.onto(5), link.onto(6)) == pytest.approx((3.0, 5.0, 7.0))
    assert link_by_chance({5: 400}, {6: 400}, maximum=10).method == "mean"


@pytest.mark.parametrize(
    ("x", "reason"), [({5: 9}, "too_few_people"), ({}, "too_few_people"), ({5.5: 20}, "not_whole")]
)
def test_there_is_no_scale_without_people_or_whole_points(x, reason):
    link = link_by_chance(x, {5: 20}, maximum=10)
    assert (link.usable, link.reason, link.onto(5)) == (False, reason, None)


@pytest.mark.parametrize(
    ("n", "most", "method"), [(3, 3, "crossed"), (6, 9, "crossed"), (5, 9, "none"), (2, 2, "none")]
)
def test_a_small_group_taken_crosswise_is_compared_as_a_group(n, most, method):
    link = link_by_chance({5: n}, {6: most}, maximum=10)
    assert (link.method, link.n, link.of_one) == (method, n, False)
    assert link.onto(5) == (5 if method == "crossed" else None)


def test_shared_questions_carry_groups_that_differ():
    rng = np.random.default_rng(3)
    ability = [rng.normal(mean, 1, 500) for mean in (0.0, 1.0)]
    parts = [(rng.random((500, 8)) < 1 / (1 + np.exp(-one[:, None]))).astype(float) for one in ability]
    totals = [own.sum(axis=1) for own in parts]
    anchors = [own[:, :4].sum(axis=1) for own in parts]
    link = link_by_anchor(totals[1], anchors[1], totals[0], anchors[0], maximum=8, anchors=4)
    assert (link.method, link.n) == ("tucker", 500)
    assert link.onto(4) == pytest.approx(4.0, abs=0.5)
    few = link_by_anchor(totals[1][:9], anchors[1][:9], totals[0], anchors[0], maximum=8, anchors=4)
    assert (few.method, few.reason, few.n) == ("none", "too_few_people", 9)


def test_words_say_it_either_way():
    assert forms_.sentences([FormLink("same")] * 2) == ()
    (said,) = forms_.sentences([FormLink("mean", 30), FormLink("mean", 12)])
    assert "(n = 12 or more per form)" in say(said)
    (said,) = forms_.sentences([FormLink("none", 3, "too_few_anchors")])
    assert "no gain between them is shown" in say(said)


@pytest.fixture
def forms(about):
    """Pre- and post-test of the cohort in two forms, "A" that it had and "B" with questions of its own."""
    first = make.delivery_of(about, "pre_test").instrument_version
    other = [
        assessments.ensure_item_version(
            key=f"b{place}", type="single_choice", content=items.choice_content(f"B {place}")
        )
        for place in range(make.ITEMS)
    ]
    second = assessments.ensure_instrument_version(
        key="form_b", title=items.text("B"), intro=items.text("B"), items=other, minutes=30
    )
    for kind in ("pre_test", "post_test"):
        for label, version in (("A", first), ("B", second)):
            DeliveryForm.objects.create(
                delivery=make.delivery_of(about, kind), instrument_version=version, label=label
            )
    return first, second


def sat(enrollment, kind, version, points):
    at = clock.now()
    attempt = Attempt.objects.create(
        delivery=make.delivery_of(enrollment.cohort, kind), instrument_version=version, user=enrollment.user,
        started_at=at, submitted_at=at, revision=1,
    )  # fmt: skip
    for topic, share in (("", 1.0), ("m1", 0.5), ("m2", 0.5)):
        Score.objects.create(
            attempt=attempt, revision=1, scope="topic" if topic else "total", topic=topic,
            points=points * share, maximum=make.ITEMS * share, marking_version=1,
        )  # fmt: skip


def crossed(about, forms, people):
    """Everybody knows as much before as after: 1 point of form A, which is 3 of the easier form B."""
    worth = dict(zip(forms, (1, 3), strict=True))
    enrollments = [make.enrolled(about) for _ in range(2 * people)]
    for place, one in enumerate(enrollments):
        before, after = forms if place % 2 else forms[::-1]
        sat(one, "pre_test", before, worth[before])
        sat(one, "post_test", after, worth[after])
    return enrollments


@pytest.mark.django_db
def test_people_who_learned_nothing_gain_nothing_whatever_form_was_easier(about, forms):
    enrollments = crossed(about, forms, 10)
    figures, _names = figures_of(courses.cohort_infos_by_id([about.pk]))
    assert (figures.links[about.pk].method, figures.links[about.pk].n) == ("mean", 10)
    gain = gain_of(None, figures.pre[figures.measured], figures.post[figures.measured])
    assert (gain.n, gain.gain.value, gain.mean_pre) == (20, 0.0, 0.25)
    own = own_gain(enrollments[0].user, [about.pk])
    # The first of them had form B (3 points) before and form A (1 point) after.
    assert (own.before, own.after, own.same_form, own.topics) == (1.0, 1.0, False, ())
    second = own_gain(enrollments[1].user, [about.pk])
    assert (second.before, second.after) == (3.0, 3.0)


@pytest.mark.django_db
def test_a_small_cohort_gains_nothing_by_an_easier_form_and_nobody_is_told_their_own(about, forms):
    enrollments = crossed(about, forms, 4)
    figures, _names = figures_of(courses.cohort_infos_by_id([about.pk]))
    assert (figures.links[about.pk].method, figures.links[about.pk].n) == ("crossed", 4)
    gain = gain_of(None, figures.pre[figures.measured], figures.post[figures.measured])
    assert (gain.n, gain.gain.value) == (8, 0.0)
    assert own_gain(enrollments[0].user, [about.pk]).before is None


@pytest.mark.django_db
def test_too_few_people_leave_no_gain_and_it_is_said(client, about, forms, manager, center):
    enrollments = crossed(about, forms, 9)
    for number in range(11):
        same = make.enrolled(about, at=center)
        sat(same, "pre_test", forms[0], 1)
        sat(same, "post_test", forms[0], 2 + number % 2)
    DeliveryForm.objects.filter(delivery=make.delivery_of(about, "post_test")).delete()
    figures, _names = figures_of(courses.cohort_infos_by_id([about.pk]))
    link = figures.links[about.pk]
    assert (link.method, link.reason, link.n) == ("none", "too_few_people", 9)
    assert int(figures.measured.sum()) == 11
    assert gain_of(None, figures.pre, figures.post).n == 11
    assert own_gain(enrollments[0].user, [about.pk]).before is None
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "too few people (n = 9 in one of them)" in page


@pytest.mark.django_db
def test_one_form_costs_one_statement_and_changes_nothing(about, trainer):
    make.finisher(about, trainer, pre=1, post=3)
    figures, _names = figures_of(courses.cohort_infos_by_id([about.pk]))
    assert figures.links == {}
    assert (figures.pre.tolist(), figures.post.tolist()) == ([0.25], [0.75])
