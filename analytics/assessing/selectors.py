"""The report of an occasion and of a cohort, read for somebody: no name beyond what they may see."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from analytics.assessing.figures import Assessed, assessed
from analytics.assessing.models import BoardDecision
from assessments import api as assessments
from assessments.data import CaseFact, IncidentFact, LedOccasion, PlayedFact, RatingOutcome
from courses import api as courses
from courses.data import CohortInfo
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role

# Whoever answers for the program reads who of the assessors is severe; assessors read it of themselves.
LEADS = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
_FACETS = ("scenario", "room", "half", "medium")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Near:
    """A result near the line: whose, and its mean."""

    person: User
    mean: float


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The performances of one scenario, room or half of the day: how many, and the mean of their means.

    `facet` is "scenario", "room", "half" or "medium"; `name` the texts of a scenario, a room, 1 and 2, or
    "screen" and "paper", where sheets are counted instead of performances.
    """

    facet: str
    name: Any
    cases: int
    mean: float


@dataclass(frozen=True, slots=True)
class Board:
    """The report of one occasion."""

    occasion: LedOccasion
    people: int
    facts: Sequence[CaseFact]
    figures: Assessed
    near: Sequence[Near]
    missing: Sequence[User]
    persons: Mapping[int, User]
    assessors: Mapping[int, str]
    decisions: Sequence[BoardDecision]
    incidents: Sequence[IncidentFact]
    places: Sequence[PlaceLine]
    paper_sheets: Mapping[int, int]
    fingerprint: str

    def count(self, *states: str) -> int:
        """How many cases stand so."""
        return sum(one.state in states for one in self.facts)

    def on_paper(self, subject_id: int) -> int:
        """How many of the person's sheets were filled in on paper."""
        return self.paper_sheets.get(subject_id, 0)

    @property
    def moderated(self) -> int:
        return sum(one.moderated for one in self.facts)

    @property
    def objections(self) -> int:
        return sum(bool(one.objection) for one in self.facts)


def board(actor: User, uuid: UUID) -> Board | None:
    """The report of an occasion for who may release its results; None for everybody else."""
    occasion = assessments.led_occasion(actor, uuid)
    if occasion is None:
        return None
    outcomes = [one for one in assessments.rating_outcomes(occasion_ids=[occasion.id]) if one.submitted]
    facts = [one for one in assessments.case_facts(occasion_ids=[occasion.id]) if one.subject_id != actor.pk]
    decisions = list(
        BoardDecision.objects.filter(occasion_id=occasion.id)
        .exclude(case__ratee=actor)
        .select_related("case__ratee", "recorded_by")
        .order_by("pk")
    )
    done = {one.subject_id for one in facts if one.state not in ("open",)}
    near = _near(occasion, outcomes)
    missing = occasion.ratee_ids - done
    ids = {one.subject_id for one in facts} | missing
    persons = User.objects.in_bulk(ids | {one.assessor_id for one in outcomes})
    seeds = assessments.seed_sheets({one.assessor_id for one in outcomes}, [occasion.rubric])
    figures = assessed(outcomes, occasion.criteria, seeds)
    return Board(
        occasion=occasion,
        people=len(occasion.ratee_ids),
        facts=facts,
        figures=figures,
        near=[Near(persons[pk], mean) for pk, mean in near if pk in persons and pk != actor.pk],
        missing=_by_name(persons[pk] for pk in missing if pk in persons),
        persons=persons,
        assessors=_assessors(actor, figures, persons),
        decisions=decisions,
        incidents=[
            one
            for one in assessments.incident_facts(occasion_ids=[occasion.id])
            if one.subject_id != actor.pk
        ],
        places=_places(assessments.played_facts(occasion_ids=[occasion.id]), outcomes),
        paper_sheets=Counter(one.subject_id for one in outcomes if one.medium == "paper"),
        fingerprint=_fingerprint(occasion, facts, outcomes),
    )


def _places(played: Sequence[PlayedFact], outcomes: Sequence[RatingOutcome]) -> list[PlaceLine]:
    """By scenario, room, half of the day and medium, where there are several; no mean, no count."""
    means: dict[int, list[float]] = {}
    found: dict[tuple[str, str], tuple[Any, list[float]]] = {}
    for one in sorted(outcomes, key=lambda one: one.medium != "screen"):
        if one.counted_mean is not None:
            means.setdefault(one.subject_id, []).append(one.counted_mean)
        if one.mean is not None:
            found.setdefault(("medium", one.medium), (one.medium, []))[1].append(one.mean)
    for fact in played:
        if fact.subject_id not in means:
            continue
        mean = fsum(means[fact.subject_id]) / len(means[fact.subject_id])
        for facet, name in (("scenario", fact.scenario), ("room", fact.room), ("half", fact.half)):
            found.setdefault((facet, str(name)), (name, []))[1].append(mean)
    several = {facet for facet, _name in found if sum(other == facet for other, _name in found) > 1}
    return [
        PlaceLine(facet, name, len(values), fsum(values) / len(values))
        for (facet, _key), (name, values) in sorted(found.items(), key=lambda one: _FACETS.index(one[0][0]))
        if facet in several
    ]


def _near(occasion: LedOccasion, outcomes: Sequence[RatingOutcome]) -> list[tuple[int, float]]:
    """Whose mean lies within the grey zone and who is not barred by anything else, nearest first."""
    found: dict[int, list[RatingOutcome]] = {}
    for one in outcomes:
        found.setdefault(one.subject_id, []).append(one)
    near = []
    for subject, sheets in found.items():
        means = [one.counted_mean for one in sheets if one.counted_mean is not None]
        if means and not any(one.barred for one in sheets):
            mean = fsum(means) / len(means)
            if abs(mean - occasion.pass_mean) <= occasion.grey_zone + 1e-9:
                near.append((subject, mean))
    return sorted(near, key=lambda one: (abs(one[1] - occasion.pass_mean), one[0]))


def _assessors(actor: User | None, figures: Assessed, persons: Mapping[int, User]) -> dict[int, str]:
    """What each assessor is called for the reader."""
    named = actor is None or has_role(actor, *LEADS)
    found = {}
    for place, one in enumerate(figures.severities):
        if actor is not None and one.assessor_id == actor.pk:
            found[one.assessor_id] = _("You")
        elif named and one.assessor_id in persons:
            found[one.assessor_id] = str(persons[one.assessor_id])
        else:
            letter = LETTERS[place] if place < len(LETTERS) else str(place + 1)
            found[one.assessor_id] = _("Assessor %(letter)s") % {"letter": letter}
    return found


def _by_name(people: Any) -> list[User]:
    return sorted(people, key=lambda one: (one.last_name, one.first_name, one.pk))


def _fingerprint(occasion: LedOccasion, facts: Sequence[CaseFact], outcomes: Sequence[RatingOutcome]) -> str:
    """Of what the figures rest on: another one says that something was changed since."""
    rows = [(one.subject_id, one.state, one.objection) for one in facts]
    sheets = [
        (one.subject_id, one.assessor_id, sorted(one.scores.items()), one.competent) for one in outcomes
    ]
    return hashlib.sha256(repr((str(occasion.uuid), rows, sheets)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One person's means by criterion over the assessed role-plays that are released, and their mean."""

    person: User
    levels: Sequence[float | None]
    mean: float | None


@dataclass(frozen=True, slots=True)
class CohortRatings:
    """The assessed role-plays of a cohort together."""

    cohort: CohortInfo
    occasions: Sequence[LedOccasion]
    outcomes: Sequence[RatingOutcome]
    figures: Assessed
    assessors: Mapping[int, str]
    leads: bool
    people: Sequence[int]


def cohort_ratings(actor: User, uuid: UUID) -> CohortRatings | None:
    """For trainers of the cohort and who answers for the program; None for everybody else."""
    cohort = courses.cohorts_for(actor).filter(uuid=uuid).first()
    leads = has_role(actor, *LEADS)
    if cohort is None:
        return None
    info = courses.cohort_infos([cohort])[cohort.pk]
    if not leads and not (has_role(actor, Role.TRAINER) and actor.pk in info.trainer_ids):
        return None
    return ratings_in(info, actor)


def ratings_in(info: CohortInfo, actor: User | None) -> CohortRatings:
    """The same of a cohort whose reader was let in; without a reader it is whoever runs the server."""
    occasions = assessments.rated_occasions(info.occasions.get("assessed", ()))
    outcomes = [
        one
        for one in assessments.rating_outcomes(occasion_ids=[one.id for one in occasions])
        if one.submitted
    ]
    criteria = {one.key: one for occasion in occasions for one in occasion.criteria}
    seeds = assessments.seed_sheets(
        {one.assessor_id for one in outcomes}, sorted({one.rubric for one in occasions})
    )
    figures = assessed(outcomes, list(criteria.values()), seeds)
    persons = User.objects.in_bulk({one.assessor_id for one in outcomes})
    return CohortRatings(
        cohort=info,
        occasions=occasions,
        outcomes=outcomes,
        figures=figures,
        assessors=_assessors(actor, figures, persons),
        leads=actor is None or has_role(actor, *LEADS),
        people=sorted(
            {
                one.subject_id
                for one in outcomes
                if one.released and (actor is None or one.subject_id != actor.pk)
            }
        ),
    )


def heat(found: CohortRatings, keys: Sequence[str], people: Sequence[User]) -> list[HeatRow]:
    """The rows of these people, from what was read already."""
    return [_heat_row(found, keys, person) for person in people]


def _heat_row(found: CohortRatings, keys: Sequence[str], person: User) -> HeatRow:
    own = [one for one in found.outcomes if one.released and one.subject_id == person.pk]
    levels = [[value for one in own if (value := one.scores.get(key)) is not None] for key in keys]
    means = [one.counted_mean for one in own if one.counted_mean is not None]
    return HeatRow(
        person=person,
        levels=[fsum(values) / len(values) if values else None for values in levels],
        mean=fsum(means) / len(means) if means else None,
    )
