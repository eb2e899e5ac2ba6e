"""Reading everything that the reports on cohorts need, in a number of queries that people do not add to."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.certificates.selectors.certificates import in_force
from analytics.reports.cohorts.data import Figures, Floats
from assessments import api as assessments
from assessments.data import CriterionInfo, RatingOutcome, TopicScore
from courses import api as courses
from courses.data import AFTER, BEFORE, OPINION, CohortInfo, PersonScores, Texts

Topic = tuple[str, str]
# The reaction index (R1) is over these statements; the others ask about confidence and intention.
REACTION_ITEMS = frozenset(f"r{number:02}" for number in range(1, 11))


@dataclass(frozen=True, slots=True)
class Names:
    """What the figures' keys are called."""

    topics: Mapping[Topic, Texts]
    questions: Mapping[Topic, int]
    criteria: tuple[CriterionInfo, ...]


def figures_of(
    cohorts: Mapping[int, CohortInfo], *, center_ids: Collection[int] | None = None
) -> tuple[Figures, Names]:
    """The figures of these cohorts, of all people or of those of some centers."""
    rows, scores = courses.cohort_figures(cohort_ids=list(cohorts), center_ids=center_ids)
    topics, questions = _topics(cohorts, scores)
    figures = Figures(
        cohorts=cohorts,
        rows=tuple(rows),
        scores=tuple(scores),
        pre=_shares([(one.pre, one.max_score) for one in scores]),
        post=_shares([(one.post_first, one.max_score) for one in scores]),
        certified=frozenset(in_force([row.enrollment_id for row in rows])),
        topics=topics,
        ratings=_ratings(cohorts, scores),
        opinions=_opinions(cohorts),
    )
    return figures, Names(_titles(cohorts), questions, _criteria(cohorts))


def _shares(pairs: Sequence[tuple[float | None, float | None]]) -> Floats:
    return np.array([np.nan if score is None or not of else score / of for score, of in pairs], dtype=float)


def _topics(
    cohorts: Mapping[int, CohortInfo], scores: Sequence[PersonScores]
) -> tuple[dict[Topic, tuple[Floats, Floats]], dict[Topic, int]]:
    """Shares by topic of the first pre-test and the first post-test, aligned with `scores`."""
    place = {(one.cohort_id, one.user_id): i for i, one in enumerate(scores)}
    found: dict[Topic, tuple[Floats, Floats]] = {}
    questions: dict[Topic, int] = {}
    for cohort_id, moment, one in _first_sittings(cohorts):
        i = place.get((cohort_id, one.user_id))
        if i is None or not one.max_score:
            continue
        topic = (str(cohorts[cohort_id].course_key), one.topic)
        if topic not in found:
            found[topic] = (np.full(len(scores), np.nan), np.full(len(scores), np.nan))
        found[topic][moment][i] = one.score / one.max_score
        questions[topic] = round(one.max_score)
    return found, questions


def _first_sittings(cohorts: Mapping[int, CohortInfo]) -> list[tuple[int, int, TopicScore]]:
    """(cohort, 0 before or 1 after, score) of each person's first sitting of each kind."""
    kinds = {
        delivery: (info.id, moment)
        for info in cohorts.values()
        for moment, kind in enumerate((BEFORE, AFTER))
        for delivery in info.deliveries.get(kind, ())
    }
    first: dict[tuple[int, int], int] = {}
    found = []
    for one in assessments.topic_scores(delivery_ids=list(kinds)):
        if first.setdefault((one.delivery_id, one.user_id), one.number) == one.number:
            found.append((*kinds[one.delivery_id], one))
    return found


def _ratings(
    cohorts: Mapping[int, CohortInfo], scores: Sequence[PersonScores]
) -> dict[int, tuple[dict[str, float], ...]]:
    """By cohort, each rated person's mean on each criterion over the assessors."""
    people = {(one.cohort_id, one.user_id) for one in scores}
    cohort_of = {
        occasion: info.id for info in cohorts.values() for occasion in info.occasions.get("assessed", ())
    }
    of_person: dict[tuple[int, int], list[RatingOutcome]] = defaultdict(list)
    for outcome in assessments.rating_outcomes(occasion_ids=list(cohort_of)):
        key = (cohort_of[outcome.occasion_id], outcome.subject_id)
        if outcome.released and key in people:
            of_person[key].append(outcome)
    found: dict[int, list[dict[str, float]]] = defaultdict(list)
    for (cohort_id, _user_id), outcomes in sorted(of_person.items()):
        found[cohort_id].append(_means(outcomes))
    return {cohort_id: tuple(own) for cohort_id, own in found.items()}


def _means(outcomes: Sequence[RatingOutcome]) -> dict[str, float]:
    values: dict[str, list[int]] = defaultdict(list)
    for outcome in outcomes:
        for key, value in outcome.scores.items():
            if value is not None:
                values[key].append(value)
    return {key: sum(own) / len(own) for key, own in values.items()}


def _opinions(cohorts: Mapping[int, CohortInfo]) -> dict[int, tuple[float, ...]]:
    """By cohort, the mean of each sheet over the statements of the reaction index."""
    cohort_of = {
        delivery: info.id for info in cohorts.values() for delivery in info.deliveries.get(OPINION, ())
    }
    found: dict[int, list[float]] = defaultdict(list)
    for sheet in assessments.opinion_sheets(delivery_ids=list(cohort_of)):
        values = [value for key, value in sheet.values.items() if key.rpartition("/")[2] in REACTION_ITEMS]
        if values:
            found[cohort_of[sheet.delivery_id]].append(sum(values) / len(values))
    return {cohort_id: tuple(own) for cohort_id, own in found.items()}


def _titles(cohorts: Mapping[int, CohortInfo]) -> dict[Topic, Texts]:
    return {
        (str(key), topic): title
        for key in {info.course_key for info in cohorts.values()}
        for topic, title in courses.topic_titles(key).items()
    }


def _criteria(cohorts: Mapping[int, CohortInfo]) -> tuple[CriterionInfo, ...]:
    occasions = [one for info in cohorts.values() for one in info.occasions.get("assessed", ())]
    return tuple(assessments.rubric_criteria(occasion_ids=occasions))
