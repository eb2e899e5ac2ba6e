"""The gain by group and by topic, the path's steps, and the criteria by cohort."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analytics import disclosure
from analytics.facts import NOWHERE, Figures, Floats, Rated
from analytics.reports.cohorts.data import GroupRow, HeatRow, Step, TopicGain
from analytics.reports.gain import gain_of
from analytics.reports.shares import share
from assessments.data import CriterionInfo
from courses.data import Texts

Topic = tuple[str, str]
NOBODY = Rated(0, {})


def by_group(figures: Figures, column: str, order: Sequence[Hashable], *, audience: str) -> list[GroupRow]:
    """One row per group in `order`, small ones merged; fewer than two rows say nothing and give none.

    `column` is one of `analytics.facts.PERSON`; its values are those in `order`, None for no center.
    """
    values, paired, complete = figures.people[column], figures.paired, figures.people["complete"]
    places = {label: np.flatnonzero(values == _stored(label)) for label in order}
    groups = [
        disclosure.Group(
            label,
            len(own),
            ((None, int(paired[own].sum())), (int(complete[own].sum()), len(own))),
        )
        for label, own in places.items()
    ]
    rows = disclosure.merge(groups, audience)
    if len(rows) < 2:
        return []
    return [
        _group_row(figures, row, np.sort(np.concatenate([places[label] for label in row])), audience)
        for row in rows
    ]


def _stored(label: Hashable) -> int | bytes:
    if isinstance(label, int):
        return label
    return NOWHERE if label is None else str(label).encode()


def _group_row(
    figures: Figures, labels: tuple[Hashable, ...], members: NDArray[np.intp], audience: str
) -> GroupRow:
    complete = int(figures.people["complete"][members].sum())
    shown = disclosure.share_is_shown(complete, len(members), audience)
    return GroupRow(
        labels=labels,
        gain=gain_of(None, figures.pre[members], figures.post[members]),
        people=len(members),
        complete=share(complete, len(members)) if shown else share(0, 0),
    )


def topics(figures: Figures, titles: Mapping[Topic, Texts]) -> list[TopicGain]:
    """The gain by topic, the largest first; the overall gain decides whether it may be shown at all."""
    questions = {
        (str(figures.cohorts[cohort_id].course_key), topic): round(one.maximum)
        for cohort_id, own in figures.topics.items()
        for topic, one in own.items()
    }
    found = [
        TopicGain(key, titles.get(key) or {"es": key[1]}, questions[key], gain_of(None, pre, post))
        for key, (pre, post) in topic_pairs(figures).items()
    ]
    return sorted(found, key=lambda topic: (-(topic.gain.gain.value or 0.0), topic.key))


def topic_pairs(figures: Figures) -> dict[Topic, tuple[Floats, Floats]]:
    """By course and topic, everybody's shares before and after; who has neither is at the end."""
    found: dict[Topic, list[tuple[float | None, float | None, int]]] = defaultdict(list)
    for cohort_id, own in figures.topics.items():
        course = str(figures.cohorts[cohort_id].course_key)
        for topic, one in own.items():
            found[course, topic] += one.cells
    return {key: _columns(cells, len(figures)) for key, cells in found.items()}


def _columns(cells: Sequence[tuple[float | None, float | None, int]], people: int) -> tuple[Floats, Floats]:
    values = np.array(cells, dtype=float)  # None becomes NaN
    counts = values[:, 2].astype(np.int64)
    padding = np.full(max(0, people - int(counts.sum())), np.nan)
    return (
        np.concatenate([np.repeat(values[:, 0], counts), padding]),
        np.concatenate([np.repeat(values[:, 1], counts), padding]),
    )


def steps(figures: Figures) -> list[Step]:
    """How many people reached each step of the path that these cohorts have."""
    found = [
        Step("enrolled", len(figures)),
        Step("pre_test", figures.count("pre_done")),
        Step("lessons", figures.count("lessons_done")),
        Step("post_test", figures.count("post_done")),
        Step("role_play", figures.count("rated")),
        Step("certificate", figures.count("certified")),
    ]
    return [step for step in found if step.key != "lessons" or figures.count("has_lessons")]


def heat(
    figures: Figures, cohort_ids: Sequence[int], criteria: Sequence[CriterionInfo], *, audience: str
) -> list[HeatRow]:
    """The mean of each criterion in each cohort, over people; empty when no cohort has enough of them."""
    rated = [figures.ratings.get(one, NOBODY) for one in cohort_ids]
    shown = [disclosure.is_shown(one.people, audience) for one in rated]
    if not any(shown):
        return []
    return [
        HeatRow(
            criterion.key,
            criterion.title,
            criterion.critical,
            tuple(
                _mean(one, criterion.key, audience) if visible else None
                for one, visible in zip(rated, shown, strict=True)
            ),
        )
        for criterion in criteria
    ]


def _mean(rated: Rated, key: str, audience: str) -> float | None:
    n, mean = rated.criteria.get(key, (0, 0.0))
    return mean if disclosure.is_shown(n, audience) else None
