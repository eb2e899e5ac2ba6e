"""The sentences of the report on cohorts: honest about noise, losses and who is missing."""

from dataclasses import replace

import numpy as np
import pytest
from django.utils.translation import override

from analytics.render.cohorts import findings
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.changes import Spread
from analytics.reports.cohorts.data import Indicator, Step, TopicGain
from analytics.reports.gain import Gain, gain_of
from analytics.reports.shares import Range


def gain(*pairs: tuple[float | None, float | None]) -> Gain:
    arrays = [np.array([np.nan if one is None else one for one in side]) for side in zip(*pairs, strict=True)]
    return gain_of(None, *arrays)


ROSE = gain(*[(0.4, 0.7), (0.5, 0.9), (0.3, 0.6), (0.6, 0.8), (0.5, 0.7)] * 2, (0.5, None))
FELL = gain(*[(0.7, 0.4), (0.9, 0.5), (0.6, 0.3), (0.8, 0.6), (0.7, 0.5)] * 2)
UNCLEAR = gain(*[(0.4, 0.7), (0.7, 0.4), (0.5, 0.6), (0.6, 0.5), (0.5, 0.5)] * 2)
UNIFORM = gain(*[(0.4, 0.5), (0.5, 0.6)] * 5)


def topic(title: str, of: Gain) -> TopicGain:
    return TopicGain(("c", title), {"es": title, "en": f"{title}: the rest"}, 3, of)


def report(of: Gain | None, *topics: TopicGain, **fields) -> CohortsReport:
    improved = Indicator("K1", Range(0.5, 0.4, 0.6), 5, 10, 0, 0.8, "below")
    return CohortsReport(
        audience="own_center", people=12, indicators=fields.pop("indicators", ()), gain=of,
        gain_n=of.n if of else 0, pre_only=of.pre_only if of else 0, unchanged=0.2, improved=improved,
        topics=topics, steps=fields.pop("steps", ()), spread=Spread((), 0), improved_items=2, pass_mark=0.8,
        heat_cohorts=(), heat=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (report(None), "There are too few people with both tests yet to speak of a gain"),
        (report(ROSE), "Right answers rose"),
        (report(FELL), "Right answers fell"),
        (report(UNCLEAR), "It cannot be said yet whether right answers rose"),
        (report(UNIFORM), "Everybody’s right answers changed by the same"),
        (report(ROSE, topic("A", ROSE), topic("B", ROSE)), "Right answers rose in every topic, least in: B"),
        (
            report(ROSE, topic("A", ROSE), topic("B", UNIFORM)),
            "Right answers rose in every topic, least in: B",
        ),
        (report(ROSE, topic("A", ROSE), topic("B", UNCLEAR)), "Right answers rose, but not clearly in: B"),
        (
            report(ROSE, topic("A", UNCLEAR), topic("B", FELL)),
            "Right answers rose, but not clearly in every topic",
        ),
    ],
)
def test_the_headline_says_no_more_than_the_intervals(made, said):
    assert findings.headline(made) == said


def test_the_lead_names_people_missing_and_targets_that_are_not_met():
    below = Indicator("O2", Range(0.5, 0.4, 0.6), 5, 10, 0, 0.85, "below")
    margin = replace(below, code="K2", reading="margin")
    satisfied = replace(below, code="R1")
    made = report(ROSE, indicators=(below, margin, satisfied))
    assert findings.lead(made) == (
        "Right answers went from 46% to 74% (n = 10 people with both tests; 1 has no post-test). "
        "2 targets are not met: finishing the course and satisfaction with the course."
    )
    with override("es-mx"):
        assert findings.lead(made) == (
            "Los aciertos pasaron de 46\u00a0% a 74\u00a0% (n = 10 personas con ambas evaluaciones; "
            "a 1 le falta la final). 2 metas no se cumplen: terminar el curso y la satisfacción con el curso."
        )


def test_too_few_people_give_no_figure_in_the_lead():
    assert findings.lead(report(None)) == (
        "12 people are enrolled; figures are shown once enough people have taken both tests."
    )


def test_small_counts_of_losers_are_not_told():
    assert findings.directions(report(UNCLEAR)) == "4 of 10 people improved"
    assert findings.directions(report(FELL)) == "0 of 10 people improved; 10 went down"
    everybody = gain(*[(0.4, 0.7), (0.5, 0.9), (0.3, 0.6)] * 2)
    assert findings.directions(report(everybody)) == "Right answers before and after"


def test_what_the_missing_could_change_is_said():
    assert findings.if_missing_gained_nothing(report(ROSE)) == (
        "1 person has no post-test. If that person had gained nothing, "
        "the mean would be 20\u00a0percentage points."
    )
    assert findings.if_missing_gained_nothing(report(FELL)) == ""


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((10, 4, 4, 4, 4, 4), "The greatest loss is at the start: 6 people have not taken the pre-test"),
        ((10, 9, 5, 5, 5, 1), "The greatest loss is in the lessons: 4 people have not finished them"),
        ((10, 10, 10, 9, 9, 1), "The greatest loss is at the post-test: 1 person has not taken it"),
        ((10, 10, 10, 10, 8, 1), "The greatest loss is at the role-play: 2 people have not been rated"),
        ((10, 10, 10, 10, 10, 0), "Nobody has been lost on the way"),
    ],
)
def test_the_greatest_loss_is_named(counts, said):
    keys = ("enrolled", "pre_test", "lessons", "post_test", "role_play", "certificate")
    steps = tuple(Step(key, people) for key, people in zip(keys, counts, strict=True))
    assert findings.steps(report(ROSE, steps=steps)) == said


def test_the_topic_that_moved_least_is_named_with_its_gain():
    assert findings.topics(report(ROSE, topic("A", ROSE), topic("B", UNIFORM))) == (
        "Smallest gain: B, +10\u00a0percentage points"
    )
    assert findings.topics(report(ROSE, topic("A", ROSE), topic("B", UNCLEAR))) == (
        "No clear gain in: B, 0\u00a0percentage points"
    )
