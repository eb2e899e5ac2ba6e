"""Ratings and what they amount to."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from assessments.data import CriterionInfo, RatingOutcome
from assessments.enums import RatingStatus
from assessments.models import Criterion, CriterionScore, Rating, RubricVersion
from assessments.rules.competence import CompetenceRules, outcome


def rating_outcomes(
    *, occasion_ids: Collection[int], user_ids: Collection[int] | None = None
) -> list[RatingOutcome]:
    """Every rating of the occasions, drafts included (`submitted` tells), by occasion, person, assessor.

    `user_ids` narrows to the ratings of those people. Drafts are for counting who is left; their
    scores are the assessor's alone and are left out.
    """
    rows = Rating.objects.filter(occasion_id__in=occasion_ids)
    if user_ids is not None:
        rows = rows.filter(subject_id__in=user_ids)
    ratings = list(rows.select_related("occasion").order_by("occasion_id", "subject_id", "assessor_id"))
    if not ratings:
        return []
    versions = (
        RubricVersion.objects.filter(occasions__in=occasion_ids).prefetch_related("criteria").distinct()
    )
    rubrics = {version.pk: version for version in versions}
    scores = _decided_scores(rows)
    return [_outcome(one, rubrics[one.occasion.rubric_version_id], scores[one.pk]) for one in ratings]


def is_rated(*, occasion: OuterRef | str, subject: OuterRef | str) -> Exists:
    """The condition "a rating of this person on this occasion is in", for a query of another app."""
    return Exists(
        Rating.objects.filter(
            occasion_id=occasion, subject_id=subject, status=RatingStatus.SUBMITTED
        ).order_by()
    )


def outcome_of(rating: Rating) -> RatingOutcome:
    """What a rating amounts to; its scores, criteria and rubric must be prefetched."""
    scores = {
        score.criterion.key: score.value
        for score in rating.scores.all()
        if score.decided and rating.is_submitted
    }
    return _outcome(rating, rating.occasion.rubric_version, scores)


def _decided_scores(ratings: QuerySet[Rating]) -> dict[int, dict[str, int | None]]:
    """Decided scores of submitted ratings by criterion, as plain values: reports read thousands."""
    found: dict[int, dict[str, int | None]] = defaultdict(dict)
    rows = CriterionScore.objects.filter(
        rating__in=ratings.filter(status=RatingStatus.SUBMITTED).order_by(), decided=True
    ).order_by("rating_id", "criterion__position")
    for rating_id, key, value in rows.values_list("rating_id", "criterion__key", "value"):
        found[rating_id][key] = value
    return found


def _outcome(rating: Rating, version: RubricVersion, scores: Mapping[str, int | None]) -> RatingOutcome:
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
