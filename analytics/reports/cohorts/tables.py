"""The gain by group and by topic, the path's steps, and the criteria by cohort."""

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np

from analytics import disclosure
from analytics.reports.cohorts.data import Figures, GroupRow, HeatRow, Step, TopicGain
from analytics.reports.gain import gain_of
from analytics.reports.shares import share
from assessments.data import CriterionInfo
from courses.data import PersonScores, Texts


def by_group(
    figures: Figures,
    label_of: Callable[[PersonScores], Hashable],
    order: Sequence[Hashable],
    *,
    audience: str,
) -> list[GroupRow]:
    """One row per group in `order`, small ones merged; fewer than two rows say nothing and give none."""
    labels = [label_of(one) for one in figures.scores]
    places = {label: [i for i, one in enumerate(labels) if one == label] for label in order}
    paired = ~np.isnan(figures.pre) & ~np.isnan(figures.post)
    groups = [
        disclosure.Group(
            label,
            len(places[label]),
            (
                (None, sum(bool(paired[i]) for i in places[label])),
                (sum(figures.rows[i].complete for i in places[label]), len(places[label])),
            ),
        )
        for label in order
    ]
    rows = disclosure.merge(groups, audience)
    if len(rows) < 2:
        return []
    return [
        _group_row(figures, row, sorted(i for label in row for i in places[label]), audience) for row in rows
    ]


def _group_row(figures: Figures, labels: tuple[Hashable, ...], members: list[int], audience: str) -> GroupRow:
    complete = sum(figures.rows[i].complete for i in members)
    shown = disclosure.share_is_shown(complete, len(members), audience)
    return GroupRow(
        labels=labels,
        gain=gain_of(None, figures.pre[members], figures.post[members]),
        people=len(members),
        complete=share(complete, len(members)) if shown else share(0, 0),
    )


def topics(
    figures: Figures, titles: Mapping[tuple[str, str], Texts], questions: Mapping[tuple[str, str], int]
) -> list[TopicGain]:
    """The gain by topic, the largest first; the overall gain decides whether it may be shown at all."""
    found = [
        TopicGain(key, titles.get(key) or {"es": key[1]}, questions.get(key), gain_of(None, pre, post))
        for key, (pre, post) in figures.topics.items()
    ]
    return sorted(found, key=lambda topic: (-(topic.gain.gain.value or 0.0), topic.key))


def steps(figures: Figures) -> list[Step]:
    """How many people reached each step of the path that these cohorts have."""
    rows = figures.rows
    found = [
        Step("enrolled", len(rows)),
        Step("pre_test", sum(row.pre_done for row in rows)),
        Step("lessons", sum(0 < row.lessons_total <= row.lessons_done for row in rows)),
        Step("post_test", sum(row.post_done for row in rows)),
        Step("role_play", sum(row.rated for row in rows)),
        Step("certificate", len(figures.certified)),
    ]
    has_lessons = any(row.lessons_total for row in rows)
    return [step for step in found if step.key != "lessons" or has_lessons]


def heat(
    figures: Figures, cohort_ids: Sequence[int], criteria: Sequence[CriterionInfo], *, audience: str
) -> list[HeatRow]:
    """The mean of each criterion in each cohort, over people; empty when no cohort has enough of them."""
    shown = [len(figures.ratings.get(one, ())) >= disclosure.minimum(audience) for one in cohort_ids]
    if not any(shown):
        return []
    return [
        HeatRow(
            criterion.key,
            criterion.title,
            criterion.critical,
            tuple(
                _mean(figures.ratings[one], criterion.key, audience) if visible else None
                for one, visible in zip(cohort_ids, shown, strict=True)
            ),
        )
        for criterion in criteria
    ]


def _mean(people: Sequence[Mapping[str, float]], key: str, audience: str) -> float | None:
    values = [person[key] for person in people if key in person]
    return sum(values) / len(values) if disclosure.is_shown(len(values), audience) else None
