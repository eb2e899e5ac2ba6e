"""Ratings and what they amount to."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, Prefetch, QuerySet

from assessments.data import CriterionInfo, RatingOutcome
from assessments.enums import DECIDING_KINDS, RatingStatus
from assessments.models import Criterion, CriterionScore, Occasion, Rating
from assessments.rules import rating_cases as cases
from assessments.rules.competence import CompetenceRules, Outcome, outcome
from assessments.selectors.occasions import criteria_of


def rating_outcomes(
    *, occasion_ids: Collection[int], user_ids: Collection[int] | None = None
) -> list[RatingOutcome]:
    """Every assessor's and coach's rating of the occasions, by occasion, person, assessor.

    Drafts are included (`submitted` tells): they are for counting who is left, and their scores are
    the assessor's alone and are left out. Only what is `released` counts. `user_ids` narrows to the
    ratings of those people.
    """
    ratings = Rating.objects.current().filter(
        assignment__case__occasion_id__in=occasion_ids, assignment__kind__in=sorted(DECIDING_KINDS)
    )
    if user_ids is not None:
        ratings = ratings.filter(assignment__case__ratee_id__in=user_ids)
    ordered = ratings.order_by(
        "assignment__case__occasion_id", "assignment__case__ratee_id", "assignment__assessor_id"
    ).values_list(
        "pk",
        "assignment__case__occasion_id",
        "assignment__case__ratee_id",
        "assignment__assessor_id",
        "assignment__case__state",
        "status",
        "submitted_at",
    )
    rows = list(ordered)
    if not rows:
        return []
    occasions = (
        Occasion.objects.filter(pk__in=occasion_ids)
        .select_related("rubric_version")
        .prefetch_related("rubric_version__criteria")
    )
    rubrics = {one.pk: one for one in occasions}
    standards = {pk: _standard(one) for pk, one in rubrics.items()}
    scores = _decided_scores(ratings)
    found = []
    for pk, occasion_id, subject_id, assessor_id, state, status, submitted_at in rows:
        result = outcome(scores[pk], **standards[occasion_id])
        found.append(
            RatingOutcome(
                occasion_id=occasion_id,
                subject_id=subject_id,
                assessor_id=assessor_id,
                submitted=status == RatingStatus.SUBMITTED,
                submitted_at=submitted_at,
                mean=result.mean,
                observed=result.observed,
                enough_observed=result.enough,
                competent=result.competent,
                released=status == RatingStatus.SUBMITTED and state in cases.PUBLIC,
                scores=scores[pk],
            )
        )
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
    return outcome(scores, **_standard(occasion))


def _standard(occasion: Occasion) -> dict[str, Any]:
    """What ratings on the occasion are measured by, once for all of them."""
    version = occasion.rubric_version
    return {
        "critical": frozenset(one.key for one in criteria_of(occasion) if one.critical),
        "rules": CompetenceRules.from_json(version.rules),
        "weights": version.weights,
    }


def _decided_scores(ratings: QuerySet[Rating]) -> dict[int, dict[str, int | None]]:
    """Decided scores of submitted ratings by criterion, as plain values: reports read thousands."""
    found: dict[int, dict[str, int | None]] = defaultdict(dict)
    rows = CriterionScore.objects.filter(
        rating__in=ratings.filter(status=RatingStatus.SUBMITTED).order_by(), decided=True
    ).order_by("rating_id", "criterion__position")
    for rating_id, key, value in rows.values_list("rating_id", "criterion__key", "value"):
        found[rating_id][key] = value
    return found


def standing_ratings(*, occasion_id: int, subject_id: int) -> list[Rating]:
    """What assessors and coaches handed in about the person, with assessor and scores, oldest first."""
    scores = CriterionScore.objects.select_related("criterion").order_by("criterion__position")
    return list(
        Rating.objects.standing()
        .filter(
            assignment__case__occasion_id=occasion_id,
            assignment__case__ratee_id=subject_id,
            assignment__kind__in=sorted(DECIDING_KINDS),
        )
        .select_related("assignment__assessor")
        .prefetch_related(Prefetch("scores", scores))
        .order_by("submitted_at", "pk")
    )


def rubric_criteria(*, occasion_ids: Collection[int]) -> list[CriterionInfo]:
    """The criteria that these occasions are rated on, each key once, in the rubric's order."""
    rows = Criterion.objects.filter(rubric_version__occasions__in=occasion_ids).order_by("position", "pk")
    called = {
        key
        for add_ons in Occasion.objects.filter(pk__in=occasion_ids).values_list("add_ons", flat=True)
        for key in add_ons
    }
    found = {
        one.key: CriterionInfo(one.key, one.title, one.critical)
        for one in rows
        if not one.add_on or one.key in called
    }
    return list(found.values())
