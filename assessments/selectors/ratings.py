"""Ratings and what they amount to."""

from collections.abc import Collection

from django.db.models import Prefetch

from assessments.data import CriterionInfo, RatingOutcome
from assessments.enums import RatingStatus
from assessments.models import Criterion, CriterionScore, Rating
from assessments.rules.competence import CompetenceRules, outcome


def rating_outcomes(*, occasion_ids: Collection[int], subject_id: int | None = None) -> list[RatingOutcome]:
    """Every rating of the occasions, drafts included (`submitted` tells), by occasion, person, assessor.

    Drafts are for counting who is left; their scores are the assessor's alone and are left out.
    """
    rows = _with_scores(Rating.objects.filter(occasion_id__in=occasion_ids))
    if subject_id is not None:
        rows = rows.filter(subject_id=subject_id)
    return [outcome_of(rating) for rating in rows]


def outcome_of(rating: Rating) -> RatingOutcome:
    """What a rating amounts to; its scores, criteria and rubric must be prefetched."""
    scores = {
        score.criterion.key: score.value
        for score in rating.scores.all()
        if score.decided and rating.is_submitted
    }
    version = rating.occasion.rubric_version
    result = outcome(
        scores,
        critical=frozenset(one.key for one in version.criteria.all() if one.critical),
        rules=CompetenceRules.from_json(version.rules),
    )
    return RatingOutcome(
        occasion_id=rating.occasion_id,
        subject_id=rating.subject_id,
        assessor_id=rating.assessor_id,
        submitted=rating.is_submitted,
        submitted_at=rating.submitted_at,
        mean=result.mean,
        observed=result.observed,
        enough_observed=result.enough,
        competent=result.competent,
        scores=scores,
    )


def submitted_ratings(*, occasion_id: int, subject_id: int) -> list[Rating]:
    """The ratings that the person may read, with assessor, scores and rubric, oldest first."""
    rows = Rating.objects.filter(
        occasion_id=occasion_id, subject_id=subject_id, status=RatingStatus.SUBMITTED
    )
    return list(_with_scores(rows).select_related("assessor").order_by("submitted_at", "pk"))


def rubric_criteria(*, occasion_ids: Collection[int]) -> list[CriterionInfo]:
    """The criteria that these occasions are rated on, each key once, in the rubric's order."""
    rows = Criterion.objects.filter(rubric_version__occasions__in=occasion_ids).order_by("position", "pk")
    found = {one.key: CriterionInfo(one.key, one.title, one.critical) for one in rows}
    return list(found.values())


def _with_scores(rows):
    return (
        rows.select_related("occasion__rubric_version")
        .prefetch_related(
            Prefetch(
                "scores",
                CriterionScore.objects.select_related("criterion").order_by("criterion__position"),
            ),
            "occasion__rubric_version__criteria",
        )
        .order_by("occasion_id", "subject_id", "assessor_id")
    )
