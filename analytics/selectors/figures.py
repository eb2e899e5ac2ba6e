"""Reading what the reports on cohorts need, as it is now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from string import ascii_lowercase

from analytics.facts import Figures
from analytics.selectors.live_figures import live_figures, live_participation
from assessments import api as assessments
from assessments.data import CriterionInfo
from courses import api as courses
from courses.data import OPINION, CohortInfo, Texts

Topic = tuple[str, str]
# The reaction index (R1) is over these statements of a course's evaluation, whose keys are a letter of the
# course and 01 to 10; the others ask about confidence and intention.
REACTION_ITEMS = frozenset(f"{letter}{number:02}" for letter in ascii_lowercase for number in range(1, 11))


@dataclass(frozen=True, slots=True)
class Names:
    """What the figures' keys are called."""

    topics: Mapping[Topic, Texts]
    criteria: tuple[CriterionInfo, ...]


def figures_of(
    cohorts: Mapping[int, CohortInfo], *, center_ids: Collection[int] | None = None
) -> tuple[Figures, Names]:
    """The figures of these cohorts as they are now, of all people or of those of some centers."""
    live = live_figures(cohorts, center_ids=center_ids)
    return replace(live, opinions=opinions_of(cohorts)), names_of(cohorts)


def participation_of(cohorts: Mapping[int, CohortInfo], *, center_ids: Collection[int] | None) -> Figures:
    """Who takes part in these cohorts as of now, without a result, and the opinions in the ballot box."""
    live = live_participation(cohorts, center_ids=center_ids)
    return replace(live, opinions=opinions_of(cohorts))


def names_of(cohorts: Mapping[int, CohortInfo]) -> Names:
    """What topics and criteria of these cohorts are called."""
    return Names(_titles(cohorts), _criteria(cohorts))


def opinions_of(cohorts: Mapping[int, CohortInfo]) -> dict[int, tuple[float, ...]]:
    """By cohort, the mean of each sheet over the statements of the reaction index. Never kept (ADR 0033)."""
    cohort_of = {
        delivery: info.id for info in cohorts.values() for delivery in info.deliveries.get(OPINION, ())
    }
    found: dict[int, list[float]] = {}
    means = assessments.opinion_means(delivery_ids=list(cohort_of), names=REACTION_ITEMS)
    for delivery_id, counted in sorted(means.items()):
        own = found.setdefault(cohort_of[delivery_id], [])
        for mean, sheets in sorted(counted.items()):
            own += [mean] * sheets
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
