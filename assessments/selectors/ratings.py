"""Ratings and what they amount to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast

from assessments.data import CriterionInfo, RatingOutcome
from assessments.enums import DECIDING_KINDS, RatingStatus
from assessments.models import (
    Criterion,
    CriterionScore,
    EvidenceNote,
    Moderation,
    Occasion,
    OccasionScenario,
    Rating,
)
from assessments.rules import rating_cases as cases
from assessments.rules.competence import CompetenceRules, Outcome, outcome
from assessments.selectors.occasions import criteria_of
from lms.core.composed import Composed
from lms.core.json_rows import JSONObjectOf


def rating_outcomes(
    *, occasion_ids: Collection[int], user_ids: Collection[int] | None = None
) -> list[RatingOutcome]:
    """Every assessor's and coach's rating of the occasions, by occasion, person, assessor.

    Drafts are included (`submitted` tells): they are for counting who is left, and their scores are
    the assessor's alone and are left out. Only what is `released` counts; where sheets were talked over,
    what was settled says whether it is `competent`. `user_ids` narrows to the
    ratings of those people. Two queries; one where nothing is rated.
    """
    occasions = list(occasion_ids)
    rows = (
        _OF_ALL(occasions=occasions)
        if user_ids is None
        else _OF_PEOPLE(occasions=occasions, people=list(user_ids))
    )
    if not rows:
        return []
    # Sorted here: four columns of four tables to sort by cost more to put into SQL than sorting does.
    rows.sort(key=lambda row: (*row[1:4], row[0]))
    judges = _judges(occasions)
    talked_over = any(row[4] in cases.TALKED_OVER for row in rows)
    return [_outcome(row, judges, talked_over=talked_over) for row in rows]


def settled_levels(
    occasion_ids: Collection[int], user_ids: Collection[int] | None
) -> dict[tuple[int, int], dict[str, int | None]]:
    """The levels that people settled on, by (occasion, person), where sheets were talked over."""
    rows = Moderation.objects.filter(case__occasion_id__in=occasion_ids).exclude(outcome="").order_by("pk")
    if user_ids is not None:
        rows = rows.filter(case__ratee_id__in=user_ids)
    return {
        (occasion, ratee): scores
        for occasion, ratee, scores in rows.values_list("case__occasion_id", "case__ratee_id", "scores")
    }


def _with_scores(occasions: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    """Plain rows, as reports read thousands: a rating's columns, its decided values by criterion, and the
    levels that people settled on.
    """
    settled = Moderation.objects.filter(case=OuterRef("assignment__case")).exclude(outcome="").order_by("-pk")
    return (
        Rating.objects.current()
        .filter(assignment__case__occasion_id__in=occasions, assignment__kind__in=sorted(DECIDING_KINDS))
        .order_by()
        .values_list(
            "pk",
            "assignment__case__occasion_id",
            "assignment__case__ratee_id",
            "assignment__assessor_id",
            "assignment__case__state",
            "status",
            "submitted_at",
            "assignment__case__scenario_version__scenario_id",
            "medium",
        )
        .annotate(
            decided=JSONObjectOf(
                Cast("scores__criterion_id", CharField()),
                "scores__value",
                filter=Q(scores__decided=True, status=RatingStatus.SUBMITTED),
            ),
            settled=Subquery(settled.values("scores")[:1]),
        )
    )


_OF_ALL = Composed(_with_scores)
_OF_PEOPLE = Composed(
    lambda occasions, people: _with_scores(occasions).filter(assignment__case__ratee_id__in=people)
)


def _outcome(rating: tuple[Any, ...], judges: Mapping[int, "_Judge"], *, talked_over: bool) -> RatingOutcome:
    _pk, occasion_id, subject_id, assessor_id, state, status, submitted_at, *more = rating
    scenario_id, medium, decided, levels = more
    settled: Mapping[str, int | None] | None = levels if talked_over else None
    judge = judges[occasion_id]
    scores = judge.in_order(decided) if decided else {}
    result = judge.outcome(scores)
    counted = result if settled is None else judge.outcome(settled)
    return RatingOutcome(
        occasion_id=occasion_id,
        subject_id=subject_id,
        assessor_id=assessor_id,
        submitted=status == RatingStatus.SUBMITTED,
        submitted_at=submitted_at,
        mean=result.mean,
        observed=result.observed,
        enough_observed=result.enough,
        competent=counted.competent,
        released=status == RatingStatus.SUBMITTED and state in cases.PUBLIC,
        scores=scores,
        counted_mean=counted.mean,
        barred=counted.barred,
        about=scenario_id or judge.about,
        pass_mean=judge.rules.pass_mean,
        medium=medium,
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """What an occasion's rubric says about scores; `about` is its scenario, where it has one alone.

    `keys` are those of its criteria in their order, by the criterion's number as text.
    """

    critical: frozenset[str]
    rules: CompetenceRules
    weights: Mapping[str, float]
    about: int | None
    keys: Mapping[str, str]

    def in_order(self, decided: Mapping[str, int | None]) -> dict[str, int | None]:
        """Values by criterion, in the rubric's order."""
        return {key: decided[number] for number, key in self.keys.items() if number in decided}

    def outcome(self, scores: Mapping[str, int | None]) -> Outcome:
        return outcome(scores, critical=self.critical, rules=self.rules, weights=self.weights)


def _criteria(occasions: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    """A row for each criterion of the rubric of each occasion."""
    played = (
        OccasionScenario.objects.filter(occasion=OuterRef("pk"))
        .order_by()
        .values("occasion")
        .annotate(n=Count("pk"), which=Min("scenario_version__scenario_id"))
        .filter(n=1)
        .values("which")
    )
    return (
        Occasion.objects.filter(pk__in=occasions)
        .annotate(alone=Subquery(played))
        .order_by("pk", "rubric_version__criteria__position")
        .values_list(
            "pk",
            "add_ons",
            "rubric_version__rules",
            "rubric_version__weights",
            "rubric_version__criteria__pk",
            "rubric_version__criteria__key",
            "rubric_version__criteria__critical",
            "rubric_version__criteria__add_on",
            "alone",
        )
    )


_CRITERIA = Composed(_criteria)


def _judges(occasions: list[int]) -> dict[int, _Judge]:
    """By occasion, in one query."""
    found = {}
    for pk, group in groupby(_CRITERIA(occasions=occasions), key=lambda row: row[0]):
        criteria = list(group)
        _pk, add_ons, rules, weights = criteria[0][:4]
        critical = frozenset(
            key
            for *_rest, key, critical, add_on, _alone in criteria
            if critical and (not add_on or key in add_ons)
        )
        keys = {str(row[4]): row[5] for row in criteria}
        found[pk] = _Judge(critical, CompetenceRules.from_json(rules), weights, criteria[0][-1], keys)
    return found


def is_rated(*, occasion: Any, subject: Any) -> Exists:
    """The condition "a rating of this person is handed in", released or not, for a query of another app."""
    rows = Rating.objects.current().filter(
        assignment__case__occasion_id=occasion,
        assignment__case__ratee_id=subject,
        assignment__kind__in=sorted(DECIDING_KINDS),
        status=RatingStatus.SUBMITTED,
    )
    return Exists(rows.order_by())


def outcome_on(occasion: Occasion, scores: Mapping[str, int | None]) -> Outcome:
    """What decided scores amount to on the occasion, whose rubric's criteria must be prefetched."""
    version = occasion.rubric_version
    return outcome(
        scores,
        critical=frozenset(one.key for one in criteria_of(occasion) if one.critical),
        rules=CompetenceRules.from_json(version.rules),
        weights=version.weights,
    )


def standing_ratings(*, occasion_id: int, subject_ids: Collection[int]) -> list[Rating]:
    """What assessors and coaches handed in about the people, with assessor and scores, oldest first.

    Notes about a criterion come with it, as `assignment.told_notes`; the others are their author's alone.
    """
    notes = EvidenceNote.objects.exclude(criterion=None).order_by("noted_at", "pk")
    scores = CriterionScore.objects.select_related("criterion").order_by("criterion__position")
    return list(
        Rating.objects.standing()
        .filter(
            assignment__case__occasion_id=occasion_id,
            assignment__case__ratee_id__in=subject_ids,
            assignment__kind__in=sorted(DECIDING_KINDS),
        )
        .select_related("assignment__assessor", "assignment__case")
        .prefetch_related(
            Prefetch("scores", scores), Prefetch("assignment__notes", notes, to_attr="told_notes")
        )
        .order_by("submitted_at", "pk")
    )


_ADD_ONS = Composed(
    lambda occasions: Occasion.objects.filter(pk__in=occasions).order_by().values_list("add_ons", flat=True)
)
_OF_RUBRICS = Composed(
    lambda occasions: Criterion.objects.filter(
        rubric_version__in=Occasion.objects.filter(pk__in=occasions).order_by().values("rubric_version")
    ).order_by("position", "pk")
)


def rubric_criteria(*, occasion_ids: Collection[int]) -> list[CriterionInfo]:
    """The criteria that these occasions are rated on, each key once, in the rubric's order."""
    occasions = list(occasion_ids)
    called = {key for add_ons in _ADD_ONS(occasions=occasions) for key in add_ons}
    found = {
        one.key: CriterionInfo(one.key, one.title, one.critical)
        for one in _OF_RUBRICS(occasions=occasions)
        if not one.add_on or one.key in called
    }
    return list(found.values())
