"""The figures of cohorts as they are at this moment, in a number of queries that people do not add to."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import nan
from typing import Any

from analytics.certificates.selectors.certificates import held_in
from analytics.facts import NOWHERE, STATE, Figures, Rated, TopicCells, people_of
from analytics.releases.rows import without_results
from analytics.selectors.form_links import Scales, scales_of
from assessments.data import RatingOutcome, TopicScore
from courses import api as courses
from courses.data import AFTER, BEFORE, CohortFigures, CohortInfo, CompletionRow, PersonScores


def live_figures(
    cohorts: Mapping[int, CohortInfo],
    *,
    center_ids: Collection[int] | None = None,
    scales: Scales | None = None,
    found: CohortFigures | None = None,
) -> Figures:
    """The figures of these cohorts, of all people or of those of some centers, without opinions.

    `scales` are those of these cohorts, and `found` what courses know of the people, if they are at hand.
    """
    scales = scales_of(cohorts) if scales is None else scales
    if found is None:
        found = courses.cohort_figures(cohort_ids=list(cohorts), center_ids=center_ids)
    held = held_in(cohort_ids=list(cohorts), center_ids=center_ids)
    people = people_of(
        [
            _person(
                row,
                (
                    _number(_scaled(scales, cohorts[row.cohort_id], BEFORE, one.user_id, one.pre)),
                    _number(_scaled(scales, cohorts[row.cohort_id], AFTER, one.user_id, one.post_first)),
                    _number(one.max_score),
                ),
                held.get(row.enrollment_id),
            )
            for row, one in zip(found.rows, found.scores, strict=True)
        ]
    )
    return Figures(
        cohorts=cohorts,
        people=people,
        topics=topics_of(cohorts, found.scores, found.topics, scales),
        links={key: scale.whole for key, scale in scales.of_cohort.items()},
        ratings=ratings_of(cohorts, found.scores, found.ratings),
    )


def live_participation(
    cohorts: Mapping[int, CohortInfo], *, center_ids: Collection[int] | None = None
) -> Figures:
    """Who takes part in these cohorts and how they stand with each step, without a result of anybody."""
    held = held_in(cohort_ids=list(cohorts), center_ids=center_ids)
    rows = courses.completion_rows(cohort_ids=list(cohorts), center_ids=center_ids)
    people = people_of([_person(row, (nan, nan, nan), held.get(row.enrollment_id)) for row in rows])
    return Figures(cohorts=cohorts, people=without_results(people))


def _person(
    row: CompletionRow, points: tuple[float, float, float], certificate: bool | None
) -> tuple[Any, ...]:
    """A row of `PERSON`; `points` before, after and highest, `certificate` None where there never was one."""
    return (
        row.cohort_id,
        NOWHERE if row.center_id is None else row.center_id,
        row.sex,
        row.age_band,
        row.job_role,
        *points,
        row.pre_done,
        row.lessons_done >= row.lessons_total > 0,
        row.lessons_total > 0,
        row.post_done,
        row.passed,
        row.rated,
        row.competent,
        row.complete,
        certificate is True,
        certificate is False,
        row.active,
        *(STATE[state] for state in row.standings),
        NOWHERE if row.office_id is None else row.office_id,
        row.modality,
    )


def _number(value: float | None) -> float:
    return nan if value is None else value


def _scaled(
    scales: Scales, info: CohortInfo, moment: str, user_id: int, points: float | None, topic: str = ""
) -> float | None:
    """Points on the cohort's scale: as they are where somebody was asked the same form twice."""
    scale = scales.of_cohort.get(info.id)
    if scale is None or points is None:
        return points
    forms = {one: scales.form_of(info.deliveries.get(one, ()), user_id) for one in (BEFORE, AFTER)}
    if not scale.whole.usable:
        return points if forms[BEFORE] == forms[AFTER] else None
    return scale.onto(forms[moment], points, topic)


def topics_of(
    cohorts: Mapping[int, CohortInfo],
    scores: Sequence[PersonScores],
    topics: Sequence[TopicScore],
    scales: Scales,
) -> dict[int, dict[str, TopicCells]]:
    """By cohort and topic, how many people have which two shares in their first sittings."""
    enrolled = {(one.cohort_id, one.user_id) for one in scores}
    shares: dict[tuple[int, str], dict[int, list[float | None]]] = defaultdict(dict)
    maximum: dict[tuple[int, str], float] = {}
    for cohort_id, moment, one in _first_sittings(cohorts, topics):
        if (cohort_id, one.user_id) in enrolled and one.max_score:
            own = shares[cohort_id, one.topic].setdefault(one.user_id, [None, None])
            kind = (BEFORE, AFTER)[moment]
            points = _scaled(scales, cohorts[cohort_id], kind, one.user_id, one.score, one.topic)
            own[moment] = None if points is None else points / one.max_score
            maximum[cohort_id, one.topic] = one.max_score
    found: dict[int, dict[str, TopicCells]] = defaultdict(dict)
    for (cohort_id, topic), of_person in sorted(shares.items()):
        counted = Counter((before, after) for before, after in of_person.values())
        cells = tuple(
            (before, after, counted[before, after]) for before, after in sorted(counted, key=_missing_last)
        )
        found[cohort_id][topic] = TopicCells(maximum[cohort_id, topic], cells)
    return found


def _missing_last(pair: tuple[float | None, float | None]) -> list[tuple[bool, float]]:
    return [(value is None, value or 0.0) for value in pair]


def _first_sittings(
    cohorts: Mapping[int, CohortInfo], topics: Sequence[TopicScore]
) -> list[tuple[int, int, TopicScore]]:
    """(cohort, 0 before or 1 after, score) of each person's first sitting of each kind."""
    kinds = {
        delivery: (info.id, moment)
        for info in cohorts.values()
        for moment, kind in enumerate((BEFORE, AFTER))
        for delivery in info.deliveries.get(kind, ())
    }
    first: dict[tuple[int, int], int] = {}
    found = []
    for one in topics:
        if (
            one.delivery_id in kinds
            and first.setdefault((one.delivery_id, one.user_id), one.number) == one.number
        ):
            found.append((*kinds[one.delivery_id], one))
    return found


def ratings_of(
    cohorts: Mapping[int, CohortInfo],
    scores: Sequence[PersonScores],
    outcomes: Sequence[RatingOutcome],
) -> dict[int, Rated]:
    """By cohort, the mean over people of each one's mean over the assessors."""
    people = {(one.cohort_id, one.user_id) for one in scores}
    cohort_of = {
        occasion: info.id for info in cohorts.values() for occasion in info.occasions.get("assessed", ())
    }
    of_person: dict[tuple[int, int], list[RatingOutcome]] = defaultdict(list)
    for outcome in outcomes:
        key = (cohort_of.get(outcome.occasion_id, 0), outcome.subject_id)
        if key in people:
            of_person[key].append(outcome)
    of_cohort: dict[int, list[dict[str, float]]] = defaultdict(list)
    for (cohort_id, _user_id), own in sorted(of_person.items()):
        of_cohort[cohort_id].append(_means(own))
    return {cohort_id: _rated(own) for cohort_id, own in of_cohort.items()}


def _rated(people: Sequence[Mapping[str, float]]) -> Rated:
    values: dict[str, list[float]] = defaultdict(list)
    for person in people:
        for key, value in person.items():
            values[key].append(value)
    return Rated(len(people), {key: (len(own), sum(own) / len(own)) for key, own in values.items()})


def _means(outcomes: Sequence[RatingOutcome]) -> dict[str, float]:
    values: dict[str, list[int]] = defaultdict(list)
    for outcome in outcomes:
        for key, value in outcome.scores.items():
            if value is not None:
                values[key].append(value)
    return {key: sum(own) / len(own) for key, own in values.items()}
