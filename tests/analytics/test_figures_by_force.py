"""The figures beside what plain loops over the answers themselves give."""

from collections import defaultdict
from statistics import fmean

import numpy as np
import pytest

from analytics.reports.cohorts import tables
from analytics.selectors.figures import REACTION_ITEMS, figures_of
from assessments.models import AnonymousSheet, Attempt, CriterionScore, Response
from courses import api as courses
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohorts(center, trainer):
    """Two cohorts, some with a second sitting, a missing test, two assessors, another center."""
    made = [make.cohort(centers=[center], trainers=[trainer]) for _cohort in range(2)]
    elsewhere, second = make.center(), make.staff("trainer")
    for place, about in enumerate(made):
        for number in range(7):
            one = make.enrolled(about, at=(center, elsewhere)[number % 3 == 0], sex="FM"[number % 2])
            if number != 2:
                make.sat(one, "pre_test", (number * 3 + place) % 5)
            if number != 5:
                make.sat(one, "post_test", (number * 2 + 1) % 5)
            if number in (1, 4):
                make.sat(one, "post_test", 4, number=2)
            if number % 2:
                make.rated(one, trainer, number % 4 + 1, None, 2)
                make.rated(one, second, 4, 3, None)
            if number != 3:
                make.opined(one, *((number % 5 + 1, 5, 4) if number else (0, 2, 3)))
    return made


def answers_right(enrollment, kind):
    """{topic: [right, asked]} of the first sitting, out of the answers alone; None without one."""
    delivery = make.delivery_of(enrollment.cohort, kind)
    attempt = Attempt.objects.filter(delivery=delivery, user=enrollment.user).order_by("number").first()
    if attempt is None:
        return None
    found = defaultdict(lambda: [0, 0])
    for one in Response.objects.filter(attempt=attempt).select_related("item_version__item"):
        own = found[one.item_version.item.topic]
        own[0] += one.answer["value"] == "a"
        own[1] += 1
    return found


def share(found, topic=None):
    if found is None:
        return np.nan
    chosen = [own for key, own in found.items() if topic in (None, key)]
    return sum(right for right, _asked in chosen) / sum(asked for _right, asked in chosen)


@pytest.mark.parametrize("own_center", [False, True])
def test_scores_and_topics_are_those_of_the_answers(cohorts, center, own_center):
    found, _names = figures_of(
        courses.cohort_infos_by_id([one.pk for one in cohorts]),
        center_ids=[center.pk] if own_center else None,
    )
    people = [
        one
        for about in sorted(cohorts, key=lambda one: one.pk)
        for one in about.enrollments.order_by("pk")
        if not own_center or one.center_id == center.pk
    ]
    before, after = ([answers_right(one, kind) for one in people] for kind in ("pre_test", "post_test"))
    assert found.people["cohort"].tolist() == [one.cohort_id for one in people]
    np.testing.assert_array_equal(found.pre, [share(one) for one in before])
    np.testing.assert_array_equal(found.post, [share(one) for one in after])
    pairs = tables.topic_pairs(found)
    assert {topic for _course, topic in pairs} == {"m1", "m2"}
    for (course, topic), own in pairs.items():
        pre, post = np.repeat(own.before, own.people), np.repeat(own.after, own.people)
        wanted = [
            (share(one, topic), share(two, topic))
            if str(person.cohort.course.uuid) == course
            else (np.nan, np.nan)
            for person, one, two in zip(people, before, after, strict=True)
        ]
        assert sorted(map(str, zip(pre.tolist(), post.tolist(), strict=True))) == sorted(map(str, wanted))


def test_criteria_are_means_of_means(cohorts):
    found, _names = figures_of(courses.cohort_infos_by_id([one.pk for one in cohorts]))
    for about in cohorts:
        of_person = defaultdict(lambda: defaultdict(list))
        for one in CriterionScore.objects.filter(
            rating__assignment__case__occasion=make.occasion_of(about), value__isnull=False
        ).select_related("criterion"):
            of_person[one.rating.assignment.case.ratee_id][one.criterion.key].append(one.value)
        wanted = defaultdict(list)
        for own in of_person.values():
            for key, values in own.items():
                wanted[key].append(fmean(values))
        rated = found.ratings[about.pk]
        assert rated.people == len(of_person) == 3
        assert dict(rated.criteria) == {
            key: (len(own), pytest.approx(fmean(own), abs=1e-12)) for key, own in wanted.items()
        }


def test_sheets_counted_by_the_database_are_those_read_one_by_one(cohorts):
    infos = courses.cohort_infos_by_id([one.pk for one in cohorts])
    found, _names = figures_of(infos)
    for about in cohorts:
        delivery = make.delivery_of(about, "evaluation")
        entries = delivery.instrument_version.entries.select_related("item_version__item")
        asked = {one.item_version_id: one.item_version.item.key.rpartition("/")[2] for one in entries}
        means = []
        for sheet in AnonymousSheet.objects.filter(delivery=delivery):
            answers = [sheet.answer_to(one) for one, key in asked.items() if key in REACTION_ITEMS]
            values = [value for value in answers if value is not None]
            means += [sum(values) / len(values)] if values else []
        assert sorted(found.opinions[about.pk]) == sorted(means)
        assert len(means) == 6
